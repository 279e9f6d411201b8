import Testing

@testable import Datasets

@Suite struct DatasetTests {
  @Test func countsExamplesFeaturesAndClasses() throws {
    let data = try Dataset(
      name: "toy", features: [1, 2, 3, 4, 5, 6], labels: [1, 0, 1], classNames: ["a", "b", "c"],
      featureNames: ["x", "y"])
    #expect(data.exampleCount == 3)
    #expect(data.featureCount == 2)
    #expect(data.classCount == 3)
    #expect(data.classCounts == [1, 2, 0])
    #expect(data.examples(at: [2, 0]).features == [5, 6, 1, 2])
    #expect(data.task == .classification)
    #expect(data.targetName == "class")
    #expect(data.targets == [])
  }

  @Test func hasANumberForEachExampleOfARegression() throws {
    let data = try Dataset(
      name: "toy", features: [1, 2, 3, 4, 5, 6], targets: [0.5, -1, 2], featureNames: ["x", "y"],
      targetName: "price")
    #expect(data.task == .regression)
    #expect(data.exampleCount == 3)
    #expect(data.featureCount == 2)
    #expect(data.classCount == 0)
    #expect(data.classCounts == [])
    #expect(data.labels == [])
    let part = data.examples(at: [2, 0])
    #expect(part.features == [5, 6, 1, 2])
    #expect(part.targets == [2, 0.5])
    #expect(part.targetName == "price")
  }

  private static let cases: [([Double], [Int], [String], [String], String)] = [
    ([], [], ["a", "b"], ["x"], "expected at least 1 example, got none; add examples"),
    ([], [0], ["a", "b"], [], "expected at least 1 feature, got none; add a feature"),
    ([1], [0], ["a"], ["x"], "expected at least 2 classes, got 1; add the names of the classes"),
    (
      [1, 2, 3], [0, 1], ["a", "b"], ["x", "y"],
      "expected 2 × 2 feature values, got 3; give every example a value for every feature"
    ),
    (
      [1, 2], [0, 2], ["a", "b"], ["x"],
      "example 1: expected a label from 0 to 1, got 2; correct the label or add the class"
    ),
    (
      [1, 2], [-1, 0], ["a", "b"], ["x"],
      "example 0: expected a label from 0 to 1, got -1; correct the label or add the class"
    ),
    (
      [1, 2, 3, .nan], [0, 1], ["a", "b"], ["x", "y"],
      "example 1, feature 1 (\"y\"): expected a finite number, got nan; "
        + "correct or remove the example"
    ),
  ]

  @Test(arguments: cases.indices)
  func refusesPartsThatContradictEachOther(_ index: Int) {
    let (features, labels, classNames, featureNames, message) = Self.cases[index]
    let error = #expect(throws: DatasetError.self) {
      try Dataset(
        name: "toy", features: features, labels: labels, classNames: classNames,
        featureNames: featureNames)
    }
    #expect(error?.description == "toy: " + message)
    #expect(error?.category == .badData)
  }

  private static let regressionCases: [([Double], [Double], [String], String)] = [
    ([], [], ["x"], "expected at least 1 example, got none; add examples"),
    ([], [0], [], "expected at least 1 feature, got none; add a feature"),
    (
      [1, 2, 3], [0, 1], ["x"],
      "expected 2 × 1 feature values, got 3; give every example a value for every feature"
    ),
    (
      [1, .infinity], [0, 1], ["x"],
      "example 1, feature 0 (\"x\"): expected a finite number, got inf; "
        + "correct or remove the example"
    ),
    (
      [1, 2], [0, .nan], ["x"],
      "example 1, target (\"price\"): expected a finite number, got nan; "
        + "correct or remove the example"
    ),
  ]

  @Test(arguments: regressionCases.indices)
  func refusesPartsOfARegressionThatContradictEachOther(_ index: Int) {
    let (features, targets, featureNames, message) = Self.regressionCases[index]
    let error = #expect(throws: DatasetError.self) {
      try Dataset(
        name: "toy", features: features, targets: targets, featureNames: featureNames,
        targetName: "price")
    }
    #expect(error?.description == "toy: " + message)
    #expect(error?.category == .badData)
  }

  /// 1e39 is finite, and infinite as a Float; standardized it is a number like any other.
  @Test func checksThatNumbersFitAPrecision() throws {
    let data = try Dataset(
      name: "toy", features: [1, -1e39], targets: [1e39, 2], featureNames: ["x"], targetName: "y")
    let error = #expect(throws: DatasetError.self) { try data.checkNumbers(fit: Float.self) }
    #expect(
      error?.description == "toy: example 1, feature 0 (\"x\"): expected a number from "
        + "-3.4028234663852886e+38 to 3.4028234663852886e+38, the range of float32, got -1e+39; "
        + "standardize the data or use `precision` float64")
    #expect(error?.category == .badData)
    try data.checkNumbers(fit: Double.self)
    try Standardizer(fitting: data).apply(to: data).checkNumbers(fit: Float.self)
  }

  @Test func checksThatTargetsFitAPrecision() throws {
    let data = try Dataset(
      name: "toy", features: [1, 2], targets: [1e39, 2], featureNames: ["x"], targetName: "y")
    let error = #expect(throws: DatasetError.self) { try data.checkNumbers(fit: Float.self) }
    #expect(error?.description.hasPrefix("toy: example 0, target (\"y\"): expected") == true)
  }
}
