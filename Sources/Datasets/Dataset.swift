import Texts

/// Labelled examples: a matrix of features, and for each row a class or a number to learn.
///
/// Example i has the features `features[i * featureCount ..< (i + 1) * featureCount]`. For
/// classification it has the class `labels[i]`, an index into `classNames`, and `targets` is empty;
/// for regression it has the number `targets[i]`, and `labels` and `classNames` are empty. Features
/// and targets have the units of their source; `Standardizer` takes them away.
public struct Dataset: Equatable, Sendable {
  /// What messages and reports call the dataset: `digits`, or the path of its file.
  public let name: String
  /// The features, row-major, `exampleCount` × `featureCount`; every one is finite.
  public let features: [Double]
  /// Classification: the class of each example, from 0 to `classCount - 1`.
  public let labels: [Int]
  /// Classification: the name of each class.
  public let classNames: [String]
  /// Regression: the number to learn for each example; every one is finite.
  public let targets: [Double]
  /// The name of each feature.
  public let featureNames: [String]
  /// What the class or the number is called: the header of its column, where there is one.
  public let targetName: String

  /// What there is to learn.
  public var task: LearningTask { classNames.isEmpty ? .regression : .classification }
  /// The number of examples, at least 1.
  public var exampleCount: Int { task == .regression ? targets.count : labels.count }
  /// The number of features of an example, at least 1.
  public var featureCount: Int { featureNames.count }
  /// The number of classes, at least 2; 0 for regression. A class may be without examples.
  public var classCount: Int { classNames.count }

  /// The number of examples of each class, in the order of `classNames`; empty for regression.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in labels { counts[label] += 1 }
    return counts
  }

  /// Builds a dataset for classification from its parts.
  ///
  /// - Parameters:
  ///   - name: What messages and reports call it.
  ///   - features: examples × features, row-major.
  ///   - labels: One class index an example.
  ///   - classNames: One name a class.
  ///   - featureNames: One name a feature.
  ///   - targetName: What the class is called.
  /// - Throws: `DatasetError.inconsistent` when there is no example, no feature or fewer than two
  ///   classes, when the number of features is not examples × features, when a label is no class,
  ///   and when a feature is not finite.
  public init(
    name: String, features: [Double], labels: [Int], classNames: [String], featureNames: [String],
    targetName: String = "class"
  ) throws(DatasetError) {
    self.init(
      unchecked: name, features: features, labels: labels, classNames: classNames,
      featureNames: featureNames, targetName: targetName)
    try checkShape(exampleCount: labels.count)
    guard classNames.count >= 2 else {
      throw inconsistent(
        "expected at least 2 classes, got \(classNames.count); add the names of the classes")
    }
    try checkFeatureCount(exampleCount: labels.count)
    if let row = labels.firstIndex(where: { !classNames.indices.contains($0) }) {
      throw inconsistent(
        "example \(row): expected a label from 0 to \(classNames.count - 1), got \(labels[row]); "
          + "correct the label or add the class")
    }
    try checkFeaturesAreFinite()
  }

  /// Builds a dataset for regression from its parts.
  ///
  /// - Parameters:
  ///   - name: What messages and reports call it.
  ///   - features: examples × features, row-major.
  ///   - targets: One number an example.
  ///   - featureNames: One name a feature.
  ///   - targetName: What the number is called.
  /// - Throws: `DatasetError.inconsistent` when there is no example or no feature, when the number
  ///   of features is not examples × features, and when a feature or a target is not finite.
  public init(
    name: String, features: [Double], targets: [Double], featureNames: [String], targetName: String
  ) throws(DatasetError) {
    self.init(
      unchecked: name, features: features, targets: targets, featureNames: featureNames,
      targetName: targetName)
    try checkShape(exampleCount: targets.count)
    try checkFeatureCount(exampleCount: targets.count)
    try checkFeaturesAreFinite()
    if let row = targets.firstIndex(where: { !$0.isFinite }) {
      throw inconsistent(
        "example \(row), target (\(targetName.inQuotes)): expected a finite number, "
          + "got \(targets[row]); correct or remove the example")
    }
  }

  /// Builds a dataset from parts that are known to fit, without a walk over them.
  init(
    unchecked name: String, features: [Double], labels: [Int] = [], classNames: [String] = [],
    targets: [Double] = [], featureNames: [String], targetName: String
  ) {
    self.name = name
    self.features = features
    self.labels = labels
    self.classNames = classNames
    self.targets = targets
    self.featureNames = featureNames
    self.targetName = targetName
  }

  /// The examples at the given rows, in the given order, with all classes and features.
  func examples(at rows: [Int]) -> Dataset {
    var features: [Double] = []
    features.reserveCapacity(rows.count * featureCount)
    for row in rows {
      features += self.features[row * featureCount..<(row + 1) * featureCount]
    }
    let isRegression = task == .regression
    return Dataset(
      unchecked: name, features: features, labels: isRegression ? [] : rows.map { labels[$0] },
      classNames: classNames, targets: isRegression ? rows.map { targets[$0] } : [],
      featureNames: featureNames, targetName: targetName)
  }
}
