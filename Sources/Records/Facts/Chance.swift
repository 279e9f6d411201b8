/// What a guess that ignores the input achieves: it knows how frequent each class is, or the mean of
/// the values.
public struct Chance: Codable, Sendable, Equatable {
  /// Its mean loss: with cross-entropy −Σ p ln p over the classes' shares p, in nats.
  public var loss: Double
  /// The share of the most frequent class; NaN for regression.
  public var accuracy: Double

  /// A guess of this loss and accuracy.
  public init(loss: Double, accuracy: Double) {
    self.loss = loss
    self.accuracy = accuracy
  }

  /// What is not known.
  public static let unknown = Chance(loss: .nan, accuracy: .nan)

  /// With cross-entropy, from the number of training examples in each class.
  public init(classCounts: [Int]) {
    let total = Double(classCounts.reduce(0, +))
    let shares = classCounts.filter { $0 > 0 }.map { Double($0) / total }
    loss = shares.reduce(0) { $0 - $1 * naturalLogarithm($1) }
    accuracy = shares.max() ?? .nan
  }
}
