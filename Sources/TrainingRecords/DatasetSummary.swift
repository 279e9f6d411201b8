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
}
