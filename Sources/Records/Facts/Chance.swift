/// What a guess that ignores the input achieves: it knows how frequent each class is, or the mean of
/// the values.
public struct Chance: Codable, Sendable, Equatable {
  /// Its mean loss: with cross-entropy −Σ p ln p over the classes' shares p, in nats.
  public var loss: Double
  /// The share of the most frequent class; NaN for regression.
  public var accuracy: Double
  /// Whether the classes are only taken to be equally frequent, because nobody has counted them.
  public var isUniform: Bool

  /// A guess of this loss and accuracy.
  public init(loss: Double, accuracy: Double, isUniform: Bool = false) {
    self.loss = loss
    self.accuracy = accuracy
    self.isUniform = isUniform
  }

  /// With cross-entropy over K classes of which nothing more is known: loss ln K, accuracy 1/K.
  ///
  /// - Returns: nil for fewer than two classes.
  public init?(uniformOver classes: Int) {
    guard classes > 1 else { return nil }
    self.init(
      loss: naturalLogarithm(Double(classes)), accuracy: 1 / Double(classes), isUniform: true)
  }

  private enum CodingKeys: CodingKey { case loss, accuracy, isUniform }

  /// Decodes a guess of any version; without a word on it, the classes were counted.
  ///
  /// - Throws: `DecodingError` where loss or accuracy is missing or no number.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      loss: try values.decode(Double.self, forKey: .loss),
      accuracy: try values.decode(Double.self, forKey: .accuracy),
      isUniform: try values.decodeIfPresent(Bool.self, forKey: .isUniform) ?? false)
  }

  /// What is not known.
  public static let unknown = Chance(loss: .nan, accuracy: .nan)

  /// With cross-entropy, from the number of training examples in each class.
  public init(classCounts: [Int]) {
    let total = Double(classCounts.reduce(0, +))
    let shares = classCounts.filter { $0 > 0 }.map { Double($0) / total }
    loss = shares.reduce(0) { $0 - $1 * naturalLogarithm($1) }
    accuracy = shares.max() ?? .nan
    isUniform = false
  }
}
