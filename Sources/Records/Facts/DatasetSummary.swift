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
  /// What the target was taken for and why, where nobody said it: `values, as "count" has 55
  /// different whole numbers from 0 to 56`.
  public var taskReason: String?
  /// What was assumed of the table and may be wrong, each a sentence; nil where nothing was.
  public var assumptions: [String]?
  /// The names of the classes; nil where there are none, or more than a hundred.
  public var classNames: [String]?
  /// The number of examples of each class.
  public var classCounts: [Int]?
  /// The smallest and the largest value to predict, before scaling; nil where there are several
  /// targets, or classes.
  public var targetRange: [Double]?
  /// The names of features with one value only.
  public var constantFeatures: [String]?
  /// Values so far out that all others of their column lie together.
  public var outliers: [Outlier]?
  /// The names of features that say what is to be predicted.
  public var givesAnswerAway: [String]?
  /// The number of rows that were left out, as a cell was missing.
  public var rowsLeftOut: Int?
  /// The number of missing cells that were filled in.
  public var cellsFilled: Int?
  /// The names of columns that were left out.
  public var columnsLeftOut: [String]?
  /// The names of columns of texts that became 0/1 columns.
  public var columnsOfTexts: [String]?

  /// A value far from all others of its column.
  public struct Outlier: Codable, Sendable, Hashable {
    /// The name of the column.
    public var column: String
    /// The value, as it is in the data.
    public var value: Double
    /// How many deviations it is from the mean: |x − μ| / σ.
    public var deviations: Double
    /// Its row among those of the data, from 1, without a header.
    public var row: Int

    /// A value of these numbers.
    public init(column: String, value: Double, deviations: Double, row: Int) {
      self.column = column
      self.value = value
      self.deviations = deviations
      self.row = row
    }
  }

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
    taskReason = try values.decodeIfPresent(String.self, forKey: .taskReason)
    assumptions = try values.decodeIfPresent([String].self, forKey: .assumptions)
    classNames = try values.decodeIfPresent([String].self, forKey: .classNames)
    classCounts = try values.decodeIfPresent([Int].self, forKey: .classCounts)
    targetRange = try values.decodeIfPresent([Double].self, forKey: .targetRange)
    constantFeatures = try values.decodeIfPresent([String].self, forKey: .constantFeatures)
    outliers = try values.decodeIfPresent([Outlier].self, forKey: .outliers)
    givesAnswerAway = try values.decodeIfPresent([String].self, forKey: .givesAnswerAway)
    rowsLeftOut = try values.decodeIfPresent(Int.self, forKey: .rowsLeftOut)
    cellsFilled = try values.decodeIfPresent(Int.self, forKey: .cellsFilled)
    columnsLeftOut = try values.decodeIfPresent([String].self, forKey: .columnsLeftOut)
    columnsOfTexts = try values.decodeIfPresent([String].self, forKey: .columnsOfTexts)
  }
}
