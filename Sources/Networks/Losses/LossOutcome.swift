/// What a loss says of a batch.
public struct LossOutcome: Sendable, Equatable {
  /// Sum of the examples' losses.
  public var lossSum = 0.0
  /// Examples that were classified correctly; nil where there are no classes.
  public var correct: Int?
  /// Examples seen.
  public var count = 0

  /// Nothing seen yet.
  public init(classifies: Bool) { correct = classifies ? 0 : nil }

  /// Mean loss; NaN for no examples.
  public var loss: Double { lossSum / Double(count) }
  /// Share of correct examples; NaN for no examples or no classes.
  public var accuracy: Double { correct.map { Double($0) / Double(count) } ?? .nan }

  /// Adds what was said of another batch.
  public mutating func add(_ other: LossOutcome) {
    lossSum += other.lossSum
    correct = other.correct.map { $0 + (correct ?? 0) }
    count += other.count
  }
}
