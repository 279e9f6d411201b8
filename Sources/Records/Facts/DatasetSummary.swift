/// The data a run was trained on, before the validation part was split off.
public struct DatasetSummary: Codable, Sendable, Hashable {
  /// `digits`, or the path of a file.
  public var name = ""
  /// Number of examples.
  public var examples = 0
  /// Number of features of each.
  public var features = 0
  /// Number of classes; 0 for regression.
  public var classes = 0
  /// The column that is predicted, where the data names it.
  public var target: String?
  /// The noise of a synthetic set; nil for its default and for data from a file.
  public var noise: Double?

  /// A summary of these numbers.
  public init(name: String = "", examples: Int = 0, features: Int = 0, classes: Int = 0) {
    self.name = name
    self.examples = examples
    self.features = features
    self.classes = classes
  }

  /// Decodes a summary of any version, as `RunConfiguration` does.
  ///
  /// - Throws: `DecodingError` where a value is of another type than its key's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decodeIfPresent(String.self, forKey: .name) ?? "",
      examples: try values.decodeIfPresent(Int.self, forKey: .examples) ?? 0,
      features: try values.decodeIfPresent(Int.self, forKey: .features) ?? 0,
      classes: try values.decodeIfPresent(Int.self, forKey: .classes) ?? 0)
    target = try values.decodeIfPresent(String.self, forKey: .target)
    noise = try values.decodeIfPresent(Double.self, forKey: .noise)
  }
}
