import Texts

/// What a person may choose of a synthetic dataset; `nil` is the set's default.
///
/// Which of them a set has, and their ranges, is said by the set. Messages name them as they are
/// named here.
public struct SyntheticOptions: Equatable, Sendable {
  /// N, the number of examples: from 2 and one for each class up to 10 million.
  public var examples: Int?
  /// d, the number of features, up to 10 000; examples × features is at most 100 million.
  public var features: Int?
  /// K, the number of classes: from 2 to 1000.
  public var classes: Int?
  /// σ, the deviation of the noise, in the units that the set names: from 0 to 1000.
  public var noise: Double?

  /// Options of which those that are not given are the set's defaults.
  public init(
    examples: Int? = nil, features: Int? = nil, classes: Int? = nil, noise: Double? = nil
  ) {
    self.examples = examples
    self.features = features
    self.classes = classes
    self.noise = noise
  }

  /// Refuses any option that is given, for a dataset that is not generated.
  ///
  /// - Throws: `DatasetError.badOption`.
  func refuse(for name: String) throws(DatasetError) {
    let size = "\(name.onOneLine) has a fixed size"
    let given: [(String, String?, reason: String)] = [
      ("examples", examples?.description, size),
      ("features", features?.description, size),
      ("classes", classes?.description, size),
      ("noise", noise?.description, "\(name.onOneLine) gets no noise"),
    ]
    for case (let field, let value?, let reason) in given {
      throw .badOption(
        field,
        problem: "\(reason); expected no value, got \(value); leave the option out or choose "
          + "a synthetic dataset (\(SyntheticCatalog.names.joined(separator: ", ")))")
    }
  }
}
