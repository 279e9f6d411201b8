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
}
