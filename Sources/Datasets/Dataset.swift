/// Labelled examples for classification: a matrix of features and a class for each row.
///
/// Example i has the features `features[i * featureCount ..< (i + 1) * featureCount]` and the class
/// `labels[i]`, an index into `classNames`. Features have the units of their source;
/// `Standardizer` takes them away.
public struct Dataset: Equatable, Sendable {
  /// What messages and reports call the dataset: `digits`, or the path of its file.
  public let name: String
  /// The features, row-major, `exampleCount` × `featureCount`; every one is finite.
  public let features: [Double]
  /// The class of each example, from 0 to `classCount - 1`.
  public let labels: [Int]
  /// The name of each class.
  public let classNames: [String]
  /// The name of each feature.
  public let featureNames: [String]

  /// The number of examples, at least 1.
  public var exampleCount: Int { labels.count }
  /// The number of features of an example, at least 1.
  public var featureCount: Int { featureNames.count }
  /// The number of classes, at least 2. A class may be without examples.
  public var classCount: Int { classNames.count }

  /// The number of examples of each class, in the order of `classNames`.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in labels { counts[label] += 1 }
    return counts
  }

  /// Builds a dataset from its parts.
  ///
  /// - Parameters:
  ///   - name: What messages and reports call it.
  ///   - features: examples × features, row-major.
  ///   - labels: One class index an example.
  ///   - classNames: One name a class.
  ///   - featureNames: One name a feature.
  /// - Throws: `DatasetError.inconsistent` when there is no example, no feature or fewer than two
  ///   classes, when the number of features is not examples × features, when a label is no class,
  ///   and when a feature is not finite.
  public init(
    name: String, features: [Double], labels: [Int], classNames: [String], featureNames: [String]
  ) throws(DatasetError) {
    func expect(
      _ condition: Bool, _ problem: @autoclosure () -> String
    ) throws(DatasetError) {
      if !condition { throw .inconsistent(dataset: name, problem: problem()) }
    }

    try expect(!labels.isEmpty, "expected at least 1 example, got none; add examples")
    try expect(!featureNames.isEmpty, "expected at least 1 feature, got none; add a feature")
    try expect(
      classNames.count >= 2,
      "expected at least 2 classes, got \(classNames.count); add the names of the classes")
    // The product of two counts of arrays in memory can still be too large for an Int.
    let (expected, isTooLarge) = labels.count.multipliedReportingOverflow(by: featureNames.count)
    try expect(
      !isTooLarge && features.count == expected,
      "expected \(labels.count) × \(featureNames.count) feature values, got \(features.count); "
        + "give every example a value for every feature")
    if let row = labels.firstIndex(where: { !classNames.indices.contains($0) }) {
      try expect(
        false,
        "example \(row): expected a label from 0 to \(classNames.count - 1), got \(labels[row]); "
          + "correct the label or add the class")
    }
    if let index = features.firstIndex(where: { !$0.isFinite }) {
      let (row, column) = index.quotientAndRemainder(dividingBy: featureNames.count)
      try expect(
        false,
        "example \(row), feature \(column) (\(featureNames[column].inQuotes)): "
          + "expected a finite number, got \(features[index]); correct or remove the example")
    }

    self.init(
      unchecked: name, features: features, labels: labels, classNames: classNames,
      featureNames: featureNames)
  }

  /// Builds a dataset from parts that are known to fit, without a second walk over them.
  init(
    unchecked name: String, features: [Double], labels: [Int], classNames: [String],
    featureNames: [String]
  ) {
    self.name = name
    self.features = features
    self.labels = labels
    self.classNames = classNames
    self.featureNames = featureNames
  }

  /// The examples at the given rows, in the given order, with all classes and features.
  func examples(at rows: [Int]) -> Dataset {
    var features: [Double] = []
    features.reserveCapacity(rows.count * featureCount)
    for row in rows {
      features += self.features[row * featureCount..<(row + 1) * featureCount]
    }
    return Dataset(
      unchecked: name, features: features, labels: rows.map { labels[$0] },
      classNames: classNames, featureNames: featureNames)
  }
}
