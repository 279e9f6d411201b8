/// The facts about a normalization that a judgement needs.
public struct NormFacts: Codable, Sendable, Hashable {
  /// Such as `batch`.
  public var name: String
  /// Whether an example's result depends on the other examples of the batch.
  public var usesBatch: Bool

  /// A normalization of this name; batch norm uses the batch.
  public init(name: String, usesBatch: Bool) {
    self.name = name
    self.usesBatch = usesBatch
  }

  private enum CodingKeys: CodingKey { case name, usesBatch }

  /// Decodes the facts, or a bare name: `batch` uses the batch.
  ///
  /// - Throws: `DecodingError` where there is neither.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self.init(name: name, usesBatch: name.lowercased().contains("batch"))
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .name)
    self.init(
      name: name,
      usesBatch: try values.decodeIfPresent(Bool.self, forKey: .usesBatch)
        ?? name.lowercased().contains("batch"))
  }
}
