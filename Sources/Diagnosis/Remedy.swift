import Texts

/// Something to change, as a value: whoever shows it words it (`words` here, an option on the command line,
/// two lines of PyTorch), and what tries it tries this value.
public struct Remedy: Codable, Sendable, Hashable {
  /// What to change.
  public enum Action: Codable, Sendable, Hashable {
    /// Draw the first weights by this initializer.
    case initializer(String)
    /// Draw the first weights by the initializer made for φ, whichever that is.
    case matchingInitializer
    /// Draw the first weights with variance g / fan-in.
    case gain(Double)
    /// Scale the first weights by a factor.
    case weights(times: Double)
    /// Take another φ, with the initializer made for it.
    case activation(String, initializer: String)
    /// Let shortcuts go around the layers; with a scale of the branches, where one is meant.
    case residual(scale: Double?)
    /// Scale the branches that shortcuts go around; nil for 1/√L of L blocks.
    case branchScale(Double?)
    /// Draw the recurrent weights orthogonal.
    case orthogonalRecurrence
    /// Take gates that keep what they hold.
    case gates
    /// Let the gates that are there begin open, by a bias of this size.
    case openGates(bias: Double)
    /// Normalize before φ, by this kind where one is meant.
    case normalization(String?)
    /// η times this; nil where only the direction is known: below or above 1 by `isLower`.
    case learningRate(times: Double?, isLower: Bool)
    /// Bound the norm of the gradient, or bound it lower.
    case clipping(isLower: Bool)
    /// Take batches of so many examples.
    case batch(Int)
    /// Leave the gradient as it is.
    case noClipping
    /// λ times this.
    case weightDecay(times: Double)
    /// So many times the units of a layer.
    case units(times: Double)
    /// So many times the layers.
    case layers(times: Double)
    /// Scale features and targets to mean 0 and deviation 1.
    case standardize
    /// Take another loss.
    case loss(String)
    /// Take the output activation that the loss is made for.
    case outputActivation
    /// Let η change over the run by this schedule.
    case schedule(String)
    /// So many times the steps.
    case steps(times: Double)
    /// More examples.
    case examples
    /// Leave features out, by their names.
    case leaveOut([String])
    /// Learn another task: `classification`, `regression`.
    case task(String)
    /// What a person has to look at; no program can change it.
    case look(String)
  }

  /// What to change.
  public var action: Action
  /// What is said after it: why, and from which number; empty where nothing is.
  public var detail: String

  /// A remedy.
  public init(_ action: Action, _ detail: String = "") {
    self.action = action
    self.detail = detail
  }

  /// What only a person can do.
  public static func look(_ text: String) -> Remedy { Remedy(.look(text)) }

  /// In the words of the field, without naming any program's option: "initialize with he-normal".
  public var words: String { phrase + detail }

  private var phrase: String {
    switch action {
    case .initializer(let name): "initialize with \(name)"
    case .matchingInitializer: "use the initialization made for the activation"
    case .gain(let gain): "draw the first weights with variance \(NumberText.short(gain)) / fan-in"
    case .weights(let factor): "scale the first weights by \(NumberText.short(factor))"
    case .activation(let name, let initializer): "take \(name) with \(initializer)"
    case .residual(nil): "add residual connections"
    case .residual(let scale?):
      "add residual connections, with branches scaled by \(NumberText.short(scale))"
    case .branchScale(nil): "scale residual branches by 1/√L"
    case .branchScale(let scale?): "scale residual branches by \(NumberText.short(scale)), or less"
    case .orthogonalRecurrence: "draw the recurrent weights orthogonal"
    case .gates: "take gates that keep what they hold"
    case .openGates: "let the gates that keep the state begin open"
    case .normalization(nil): "add normalization"
    case .normalization(let kind?): "add \(kind) norm"
    case .learningRate(_, let isLower): "\(isLower ? "lower" : "raise") the learning rate"
    case .clipping(let isLower): "clip the gradient norm\(isLower ? " lower" : "")"
    case .batch(let size): "take batches of \(size) examples"
    case .noClipping: "leave out the clipping of the gradient"
    case .weightDecay(let factor): "\(factor < 1 ? "lower" : "raise") the weight decay"
    case .units(let factor): factor < 1 ? "take fewer units" : "take more units"
    case .layers(let factor): factor < 1 ? "take fewer layers" : "take more layers"
    case .standardize: "standardize the data"
    case .loss(let name): "take \(name) as the loss"
    case .outputActivation: "take the output activation that the loss is made for"
    case .schedule("constant"): "keep the learning rate what it is at the start"
    case .schedule(let name): "let the learning rate fall over the run (\(name))"
    case .steps(let factor): factor < 1 ? "make fewer steps" : "train longer"
    case .examples: "take more examples"
    case .leaveOut(let names): "leave out \(names.quotedNames)"
    case .task(let name): "name the task: \(name)"
    case .look(let text): text
    }
  }

  /// Several as one sentence: the first or the second or the third.
  public static func sentence(_ remedies: [Remedy]) -> String {
    guard let last = remedies.last else { return "" }
    let parts = remedies.map(\.words)
    let isLong = parts.dropLast().contains { $0.contains(",") || $0.contains(":") }
    let text =
      remedies.count == 1
      ? last.words
      : parts.dropLast().joined(separator: isLong ? "; " : ", ")
        + (isLong ? "; or " : ", or ") + last.words
    let sentence = text.prefix(1).uppercased() + text.dropFirst()
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }
}

extension Remedy.Action {
  /// A lower η, by this factor where one is known.
  public static func lowerRate(times factor: Double? = nil) -> Self {
    .learningRate(times: factor, isLower: true)
  }
  /// A higher η, by this factor where one is known.
  public static func higherRate(times factor: Double? = nil) -> Self {
    .learningRate(times: factor, isLower: false)
  }
}
