/// One family of losses: its name, whether a number may follow it, and how one is made of it.
///
/// Every family lists its own; `LossCatalog` joins them.
public struct LossForm: Sendable {
  /// The name on the command line and in records, without a number: `huber`.
  public let name: String
  /// What the number after a colon is called in messages; nil where none may follow.
  public let parameter: String?
  /// The numbers that may follow; nil where none may.
  public let range: ClosedRange<Double>?

  private let make: @Sendable (LossRequest) -> (any Loss)?

  /// A family; `make` returns nil for what it does not serve.
  init(
    _ name: String, parameter: String? = nil, in range: ClosedRange<Double>? = nil,
    make: @escaping @Sendable (LossRequest) -> (any Loss)?
  ) {
    self.name = name
    self.parameter = parameter
    self.range = range
    self.make = make
  }

  /// As a person may type it: `huber[:DELTA]`.
  public var usage: String { parameter.map { "\(name)[:\($0)]" } ?? name }

  /// The usage and which numbers it takes: `huber[:DELTA] with a number from 1e-06 to 1000000`.
  public var expectation: String { numberExpectation(usage, takes: parameter != nil, range) }

  /// Whether a name of this family has no number after it, or one that it takes.
  public func allows(_ name: String) -> Bool {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return true }
    guard parameter != nil, let number = Double(parts[1]), number.isFinite else { return false }
    return range?.contains(number) ?? true
  }

  /// The loss for what is asked for; nil where the family does not serve it, and for a number that
  /// it does not take.
  public func loss(_ request: LossRequest) -> (any Loss)? {
    guard request.parameter == nil || parameter != nil else { return nil }
    return make(request)
  }

  /// Whether the family has a loss for a prediction where nobody chooses the output activation.
  public func serves(_ prediction: Prediction) -> Bool {
    loss(LossRequest(predicting: prediction)) != nil
  }
}

/// What a loss is asked for.
public struct LossRequest: Sendable {
  /// What is to be predicted.
  public var prediction: Prediction
  /// What becomes of the raw outputs; nil for what the loss needs.
  public var output: OutputActivation?
  /// Output units; nil for as many as the prediction has numbers, where two classes are one number
  /// for a sigmoid, a ReLU, a tanh and raw outputs, and two for a softmax.
  public var outputs: Int?
  /// The number after the loss's name.
  public var parameter: Double?

  /// A request.
  public init(
    predicting prediction: Prediction, output: OutputActivation? = nil, outputs: Int? = nil,
    parameter: Double? = nil
  ) {
    self.prediction = prediction
    self.output = output
    self.outputs = outputs
    self.parameter = parameter
  }

  /// The number of outputs that these predictions have; nil where it cannot be.
  ///
  /// - Parameter single: whether two classes are told apart by one output where nobody says.
  func outputCount(single: Bool) -> Int? {
    let natural: Int
    switch prediction {
    case .values(let count), .flags(let count): natural = count
    case .classes(let count):
      guard count >= 2 else { return nil }
      if count == 2, (1...2).contains(outputs ?? 1) { return outputs ?? (single ? 1 : 2) }
      natural = count
    }
    return natural >= 1 && (outputs ?? natural) == natural ? natural : nil
  }

  /// The loss that compares predictions of any kind by `loss`: softmax for classes, sigmoid for flags
  /// and no output activation for values where none is chosen.
  func resolved(_ loss: some PredictionLoss) -> OutputLoss? {
    let natural: OutputActivation
    switch prediction {
    case .classes: natural = .softmax
    case .flags: natural = .sigmoid
    case .values: natural = .identity
    }
    let output = output ?? natural
    return outputCount(single: output != .softmax).map {
      OutputLoss(loss, of: output, predicting: prediction, outputCount: $0)
    }
  }
}
