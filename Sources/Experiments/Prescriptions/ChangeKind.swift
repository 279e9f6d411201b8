/// What a change touches, from the smallest to the largest: the one place that says which of two
/// sufficient changes is the smaller, and why.
///
/// What costs nothing once the network is trained comes first, what costs memory or time while
/// training next, then what the user of the network has to know of, then what every answer has to
/// compute, then what makes it another network.
public enum ChangeKind: String, CaseIterable, Sendable, Comparable {
  /// Other first weights.
  case initialization
  /// Another size of the steps.
  case learningRate = "learning-rate"
  /// A learning rate that changes over the run.
  case schedule
  /// More steps, or fewer.
  case steps
  /// Another number of examples a step.
  case batch
  /// A bound on the gradients, or none.
  case clipping
  /// Another decay of the weights.
  case weightDecay = "weight-decay"
  /// Another share of activations that training drops.
  case dropout
  /// Another rule that turns gradients into steps.
  case optimizer
  /// Inputs on one scale.
  case inputs
  /// Another loss.
  case loss
  /// Another normalization.
  case normalization
  /// Shortcuts, or another scale of what they bypass.
  case residual
  /// Another activation.
  case activation
  /// Other numbers of units.
  case units
  /// Fewer layers.
  case depth

  /// What it costs.
  public var cost: String {
    switch self {
    case .initialization: "\(Self.sameNetwork); \(Self.costsNothing)"
    case .learningRate: "\(Self.sameNetwork); at most more steps"
    case .schedule: "\(Self.sameNetwork); a length of the run that is known"
    case .steps: "\(Self.sameNetwork); another time to train"
    case .batch: "\(Self.sameNetwork); steps that cost more"
    case .clipping: "\(Self.sameNetwork); a norm a step"
    case .weightDecay: "\(Self.sameNetwork); the weights may grow"
    case .dropout: "\(Self.sameNetwork); it may learn more by heart"
    case .optimizer: "\(Self.sameNetwork); more memory while training"
    case .inputs: "whoever uses the network has to scale its inputs too"
    case .loss: "the outputs may mean something else"
    case .normalization: "every layer computes more, also once it is trained"
    case .residual: "another architecture; an addition a layer"
    case .activation: "another function"
    case .units: "another size of the network"
    case .depth: "a smaller network, that may do less"
    }
  }

  static let sameNetwork = "the same network"
  static let costsNothing = "costs nothing"

  public static func < (a: ChangeKind, b: ChangeKind) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
