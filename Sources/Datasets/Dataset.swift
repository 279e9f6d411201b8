import Texts

/// Labelled examples: a matrix of features, and for each row a class or numbers to learn.
///
/// Example i has the features `features[i * featureCount ..< (i + 1) * featureCount]`. For
/// classification it has the class `labels[i]`, an index into `classNames`, and `targets` is empty.
/// Otherwise it has the numbers `targets[i * targetCount ..< (i + 1) * targetCount]`, and `labels`
/// and `classNames` are empty: for regression any numbers, for multi-label 0 or 1. Features and the
/// targets of a regression have the units of their source; `Standardizer` takes them away.
public struct Dataset: Equatable, Sendable {
  /// What messages and reports call the dataset: `digits`, or the path of its file.
  public let name: String
  /// The features, row-major, `exampleCount` × `featureCount`; every one is finite.
  public let features: [Double]
  /// Classification: the class of each example, from 0 to `classCount - 1`.
  public let labels: [Int]
  /// Classification: the name of each class.
  public let classNames: [String]
  /// What there is to learn.
  public let task: LearningTask
  /// Regression and multi-label: the numbers to learn, row-major, `exampleCount` × `targetCount`;
  /// every one is finite.
  public let targets: [Double]
  /// The name of each feature.
  public let featureNames: [String]
  /// What the class or each number is called: the headers of their columns, where there are some.
  public let targetNames: [String]
  /// What the reader of a file decided, left out and filled in; nothing for other data, and for the
  /// parts of a split.
  public private(set) var reading = Reading()

  /// The names of the targets in one text: `a, b`.
  public var targetName: String { targetNames.joined(separator: ", ") }
  /// How many numbers or classes an example has to learn, at least 1.
  public var targetCount: Int { targetNames.count }
  /// The number of examples, at least 1.
  public var exampleCount: Int {
    task == .classification ? labels.count : targets.count / max(targetCount, 1)
  }
  /// The number of features of an example, at least 1.
  public var featureCount: Int { featureNames.count }
  /// The number of classes, at least 2; 0 where there are none. A class may be without examples.
  public var classCount: Int { classNames.count }

  /// The number of examples of each class, in the order of `classNames`; empty where there are
  /// none.
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
      unchecked: name, .classification, features: features, labels: labels,
      classNames: classNames, featureNames: featureNames, targetNames: [targetName])
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

  /// Builds a dataset for regression of one number from its parts.
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
    try self.init(
      name: name, features: features, targets: targets, featureNames: featureNames,
      targetNames: [targetName])
  }

  /// Builds a dataset for regression of a vector, or for multi-label, from its parts.
  ///
  /// - Parameters:
  ///   - name: What messages and reports call it.
  ///   - features: examples × features, row-major.
  ///   - targets: examples × targets, row-major; 0 or 1 for multi-label.
  ///   - featureNames: One name a feature.
  ///   - targetNames: One name a target.
  ///   - task: Regression or multi-label.
  /// - Throws: `DatasetError.inconsistent` when there is no example, no feature or no target, for
  ///   numbers that do not fill examples × features or examples × targets, when one of them is not
  ///   finite, when a target of a multi-label set is neither 0 nor 1, and for classification, which
  ///   has classes in place of numbers.
  public init(
    name: String, features: [Double], targets: [Double], featureNames: [String],
    targetNames: [String], task: LearningTask = .regression
  ) throws(DatasetError) {
    self.init(
      unchecked: name, task, features: features, targets: targets, featureNames: featureNames,
      targetNames: targetNames)
    guard task != .classification else {
      throw inconsistent("expected regression or multi-label, got classification; give classes")
    }
    try checkTargets()
    try checkShape(exampleCount: exampleCount)
    try checkFeatureCount(exampleCount: exampleCount)
    try checkFeaturesAreFinite()
  }

  /// Builds a dataset from parts that are known to fit, without a walk over them.
  init(
    unchecked name: String, _ task: LearningTask, features: [Double], labels: [Int] = [],
    classNames: [String] = [], targets: [Double] = [], featureNames: [String],
    targetNames: [String], reading: Reading = Reading()
  ) {
    self.name = name
    self.task = task
    self.features = features
    self.labels = labels
    self.classNames = classNames
    self.targets = targets
    self.featureNames = featureNames
    self.targetNames = targetNames
    self.reading = reading
  }

  /// The examples at the given rows, in the given order, with all classes and features.
  public func examples(at rows: [Int]) -> Dataset {
    func gathered(_ table: [Double], width: Int) -> [Double] {
      var values: [Double] = []
      values.reserveCapacity(rows.count * width)
      for row in rows { values += table[row * width..<(row + 1) * width] }
      return values
    }
    let hasClasses = task == .classification
    return Dataset(
      unchecked: name, task, features: gathered(features, width: featureCount),
      labels: hasClasses ? rows.map { labels[$0] } : [], classNames: classNames,
      targets: hasClasses ? [] : gathered(targets, width: targetCount),
      featureNames: featureNames, targetNames: targetNames)
  }
}
