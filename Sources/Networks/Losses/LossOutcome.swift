/// What a loss says of a batch.
public struct LossOutcome: Sendable, Equatable {
  /// Sum of the examples' losses.
  public var lossSum = 0.0
  /// Answers that were right: of the examples with classes, of all flags of all examples; nil where
  /// values are predicted.
  public var correct: Int?
  /// Examples seen.
  public var count = 0
  /// Answers that are right or wrong by themselves in each example: its flags, else 1.
  public var answersPerExample = 1

  /// Nothing seen yet.
  public init(classifies: Bool) { correct = classifies ? 0 : nil }

  /// Nothing seen yet of predictions of this kind.
  public init(_ prediction: Prediction) {
    switch prediction {
    case .classes: correct = 0
    case .values: correct = nil
    case .flags(let count):
      correct = 0
      answersPerExample = count
    }
  }

  /// Mean loss; NaN for no examples.
  public var loss: Double { lossSum / Double(count) }
  /// Share of the answers that were right; NaN for no examples and for values.
  public var accuracy: Double {
    correct.map { Double($0) / Double(count * answersPerExample) } ?? .nan
  }

  /// Adds what was said of another batch.
  public mutating func add(_ other: LossOutcome) {
    lossSum += other.lossSum
    correct = other.correct.map { $0 + (correct ?? 0) }
    count += other.count
  }
}
