import Foundation
import Testing

@testable import Datasets

@Suite struct StandardizerTests {
  private func column(_ values: [Double]) throws -> Dataset {
    try Dataset(
      name: "toy", features: values, labels: values.indices.map { $0 % 2 },
      classNames: ["a", "b"], featureNames: ["x"])
  }

  @Test func subtractsTheMeanAndDividesByThePopulationDeviation() throws {
    let training = try column([2, 4, 4, 4, 5, 5, 7, 9])
    let standardizer = try Standardizer(fitting: training)
    #expect(standardizer.means == [5])
    #expect(standardizer.deviations == [2])
    #expect(try standardizer.apply(to: column([5, 7, 0])).features == [0, 1, -2.5])
  }

  /// The example of the chapter this project grew from, computed outside of it.
  @Test func standardizesIncomeAgeAndShareAlike() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../NetworksTests/Chapter/chapter-examples.json").standardized
    let chapter = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let example = try #require(chapter["07_input_scaling"] as? [String: [[Double]]])
    let inputs = try #require(example["X"])
    let expected = try #require(example["standardized_population_std"])
    let people = try Dataset(
      name: "people", features: Array(inputs.joined()), labels: [0, 1],
      classNames: ["a", "b"], featureNames: ["income", "age", "share"])
    let standardized = try Standardizer(fitting: people).apply(to: people).features
    for (value, target) in zip(standardized, expected.joined()) {
      #expect(abs(value - target) <= 1e-9)
    }
  }

  @Test func standardizesTheTrainingPartOfTheDigits() throws {
    var generator = TestGenerator(seed: 0)
    let parts = try Digits.load().split(validationFraction: 0.2, using: &generator)
    let standardizer = try Standardizer(fitting: parts.training)
    let data = try standardizer.apply(to: parts.training)
    for column in 0..<64 {
      let values = stride(from: column, to: data.features.count, by: 64).map { data.features[$0] }
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.map { $0 * $0 }.reduce(0, +) / Double(values.count)
      #expect(abs(mean) < 1e-12)
      if standardizer.deviations[column] == 0 {
        #expect(values.allSatisfy { $0 == 0 })
      } else {
        #expect(abs(square.squareRoot() - 1) < 1e-12)
      }
    }
    #expect(standardizer.deviations[0] == 0)
    #expect(data.labels == parts.training.labels)
    let validation = try standardizer.apply(to: #require(parts.validation))
    #expect(validation.exampleCount == 360)
  }

  @Test(arguments: [0, 0.1, -1e308, .leastNonzeroMagnitude])
  func makesAConstantColumnZero(_ value: Double) throws {
    let standardizer = try Standardizer(fitting: try column([value, value, value]))
    #expect(standardizer.means == [value])
    #expect(standardizer.deviations == [0])
    #expect(try standardizer.apply(to: column([value, 3])).features == [0, 0])
  }

  @Test(arguments: [1e308, 1.7e308, 1e200, 1e-200, .leastNormalMagnitude / 128])
  func bearsTheEndsOfTheRange(_ size: Double) throws {
    let training = try column([-size, size, -size, size])
    let standardizer = try Standardizer(fitting: training)
    #expect(try standardizer.apply(to: training).features == [-1, 1, -1, 1])
    #expect(standardizer.deviations == [size])
  }

  @Test func keepsTheDigitsOfALargeOffset() throws {
    let training = try column([1e9 + 1, 1e9 + 2, 1e9 + 3])
    let features = try Standardizer(fitting: training).apply(to: training).features
    #expect(abs(features[0] + 1.5.squareRoot()) < 1e-6)
    #expect(abs(features[1]) < 1e-6)
  }

  @Test func refusesAnotherNumberOfFeatures() throws {
    let standardizer = try Standardizer(fitting: try column([1, 2]))
    let wide = try Dataset(
      name: "wide", features: [1, 2], labels: [0], classNames: ["a", "b"], featureNames: ["x", "y"])
    let error = #expect(throws: DatasetError.self) { try standardizer.apply(to: wide) }
    #expect(
      error?.description == "wide: expected 1 features as in the training part, got 2; "
        + "use parts of the same dataset")
  }

  @Test func standardizesTheTargetOfARegression() throws {
    let training = try Dataset(
      name: "toy", features: [1, 2], targets: [10, 30], featureNames: ["x"], targetName: "price")
    let standardizer = try Standardizer(fitting: training)
    // (10 + 30) / 2, and √((10² + 10²) / 2).
    #expect(standardizer.targetMeans == [20])
    #expect(standardizer.targetDeviations == [10])
    let held = try Dataset(
      name: "toy", features: [3], targets: [25], featureNames: ["x"], targetName: "price")
    let data = try standardizer.apply(to: held)
    #expect(data.targets == [0.5])
    #expect(data.features == [3])
    #expect(data.targetName == "price")
  }

  @Test func leavesClassesAsTheyAre() throws {
    let training = try column([1, 2, 3])
    let standardizer = try Standardizer(fitting: training)
    #expect(standardizer.targetMeans == nil)
    #expect(standardizer.targetDeviations == nil)
    #expect(try standardizer.apply(to: training).labels == [0, 1, 0])
  }

  /// The values are the hardest for a computed deviation to be exactly 0.
  @Test(arguments: [0, 0.1, 1e308])
  func refusesATargetThatIsAlwaysTheSame(_ target: Double) throws {
    let training = try Dataset(
      name: "toy", features: [1, 2, 3], targets: [target, target, target], featureNames: ["x"],
      targetName: "y")
    let error = #expect(throws: DatasetError.self) { try Standardizer(fitting: training) }
    #expect(
      error?.description == "toy: target (\"y\"): expected a target that varies, "
        + "got only \(target) in the training part of 3 examples; choose another target or add examples"
    )
    #expect(error?.category == .badData)
  }

  @Test func refusesAnotherTask() throws {
    let classes = try Standardizer(fitting: column([1, 2]))
    let numbers = try Dataset(
      name: "prices", features: [1, 2], targets: [3, 4], featureNames: ["x"], targetName: "y")
    let error = #expect(throws: DatasetError.self) { try classes.apply(to: numbers) }
    #expect(
      error?.description == "prices: expected classification as in the training part, "
        + "got regression; use parts of the same dataset")
  }

  @Test func refusesAValueTooFarFromTheTrainingPart() throws {
    let standardizer = try Standardizer(fitting: try column([1e-300, 2e-300]))
    #expect(throws: DatasetError.self) { try standardizer.apply(to: column([1e300, 0])) }
  }
}
