import Testing

@testable import Datasets

@Suite struct SplitTests {
  /// A share that rounds to no example at all is still a validation part.
  @Test func aTinyFractionHoldsOutOneExample() throws {
    let line = try Dataset(
      name: "line", features: [1, 2, 3], targets: [1, 2, 4], featureNames: ["x"], targetName: "y")
    var generator = TestGenerator(seed: 1)
    let parts = try line.split(validationFraction: 1e-13, using: &generator)
    #expect(parts.validation?.exampleCount == 1)
    #expect(parts.training.exampleCount == 2)
  }

  /// Examples whose only feature is their row, so that a part tells where it is from.
  private func rows(_ labels: [Int], classes: Int = 2) throws -> Dataset {
    try Dataset(
      name: "toy", features: labels.indices.map(Double.init), labels: labels,
      classNames: (0..<classes).map(String.init), featureNames: ["row"])
  }

  @Test func dividesTheDigits() throws {
    let digits = try Digits.load()
    var generator = TestGenerator(seed: 7)
    let (training, validation) = try digits.split(validationFraction: 0.2, using: &generator)
    let held = try #require(validation)
    #expect(training.exampleCount == 1437)
    #expect(held.exampleCount == 360)
    for (part, all) in zip(held.classCounts, digits.classCounts) {
      #expect(abs(Double(part) - 0.2 * Double(all)) < 1)
    }
    #expect(held.name == "digits")
    #expect(held.classNames == digits.classNames)
    #expect(held.featureNames == digits.featureNames)
  }

  @Test(arguments: [0.01, 0.07, 0.25, 0.5, 0.9])
  func isStratifiedDisjointAndComplete(_ fraction: Double) throws {
    let data = try rows((0..<100).map { $0 % 10 == 0 ? 0 : 1 + $0 % 2 }, classes: 3)
    var generator = TestGenerator(seed: 3)
    let (training, validation) = try data.split(validationFraction: fraction, using: &generator)
    let held = try #require(validation)
    #expect((training.features + held.features).sorted() == data.features)
    #expect(held.exampleCount == Int((fraction * 100).rounded()))
    for part in [training, held] {
      for (row, label) in zip(part.features, part.labels) {
        #expect(data.labels[Int(row)] == label)
      }
    }
    for (part, all) in zip(held.classCounts, data.classCounts) {
      #expect(abs(Double(part) - fraction * Double(all)) < 1)
    }
  }

  @Test func dependsOnTheGeneratorAlone() throws {
    let data = try rows((0..<50).map { $0 % 2 })
    func part(seed: UInt64) throws -> [Double] {
      var generator = TestGenerator(seed: seed)
      return try data.split(validationFraction: 0.3, using: &generator).training.features
    }
    #expect(try part(seed: 1) == part(seed: 1))
    #expect(try part(seed: 1) != part(seed: 2))
    #expect(try part(seed: 1) != part(seed: 1).sorted())
  }

  /// Counted over many splits, each example must come into the validation part equally often.
  @Test func givesEveryExampleTheSameChance() throws {
    let data = try rows([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    var generator = TestGenerator(seed: 11)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<5000 {
      let held = try data.split(validationFraction: 0.4, using: &generator).validation
      for row in try #require(held).features { counts[Int(row)] += 1 }
    }
    // 5000 × 0.4 = 2000 with a deviation of 35.
    #expect(counts.allSatisfy { abs($0 - 2000) < 175 })
  }

  @Test func leavesTheOrderWithoutValidation() throws {
    let data = try rows([0, 1, 1, 0])
    var generator = TestGenerator(seed: 5)
    let (training, validation) = try data.split(validationFraction: 0, using: &generator)
    #expect(training == data)
    #expect(validation == nil)
    var fresh = TestGenerator(seed: 5)
    #expect(generator.next() == fresh.next())
  }

  @Test func keepsAnExampleOfEachClassForTraining() throws {
    var generator = TestGenerator(seed: 6)
    let data = try rows([0, 1, 1, 1, 1, 1, 1, 1])
    let (training, validation) = try data.split(validationFraction: 0.8, using: &generator)
    #expect(training.classCounts == [1, 1])
    #expect(validation?.classCounts == [0, 6])
  }

  @Test(arguments: [
    (
      -0.1,
      "expected a validation fraction of at least 0 and less than 1, got -0.1; choose one such as 0.2"
    ),
    (
      1.0,
      "expected a validation fraction of at least 0 and less than 1, got 1.0; choose one such as 0.2"
    ),
    (
      .nan,
      "expected a validation fraction of at least 0 and less than 1, got nan; choose one such as 0.2"
    ),
    (
      .infinity,
      "expected a validation fraction of at least 0 and less than 1, got inf; choose one such as 0.2"
    ),
  ])
  func refusesAFraction(_ fraction: Double, _ message: String) throws {
    let data = try rows([0, 1])
    var generator = TestGenerator(seed: 1)
    let error = #expect(throws: DatasetError.self) {
      try data.split(validationFraction: fraction, using: &generator)
    }
    #expect(error?.description == "toy: " + message)
    #expect(error?.category == .usage)
  }

  /// The fraction is a possible one, so it is the data that is not enough.
  @Test(arguments: [
    (
      0.9,
      "expected a validation fraction that leaves examples for training, got 0.9 of 2 examples; "
        + "add examples or choose a smaller fraction"
    ),
    (
      0.5,
      "expected a class with at least 2 examples, one of them for validation, "
        + "got 2 examples of 2 classes and the fraction 0.5; add examples or choose the fraction 0"
    ),
  ])
  func refusesTooFewExamples(_ fraction: Double, _ message: String) throws {
    let data = try rows([0, 1])
    var generator = TestGenerator(seed: 1)
    let error = #expect(throws: DatasetError.self) {
      try data.split(validationFraction: fraction, using: &generator)
    }
    #expect(error?.description == "toy: " + message)
    #expect(error?.category == .badData)
  }

  @Test func dividesARegressionAtRandom() throws {
    let rows = (0..<10).map(Double.init)
    let data = try Dataset(
      name: "toy", features: rows, targets: rows.map { $0 / 2 }, featureNames: ["row"],
      targetName: "half")
    var generator = TestGenerator(seed: 1)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<5000 {
      let (training, validation) = try data.split(validationFraction: 0.4, using: &generator)
      let held = try #require(validation)
      #expect((training.features + held.features).sorted() == rows)
      #expect(training.targets == training.features.map { $0 / 2 })
      #expect(held.targets == held.features.map { $0 / 2 })
      for row in held.features { counts[Int(row)] += 1 }
    }
    // 5000 × 0.4 = 2000 with a deviation of 35.
    #expect(counts.allSatisfy { abs($0 - 2000) < 175 })
  }

  @Test func refusesARegressionWithoutExamplesToDivide() throws {
    let data = try Dataset(
      name: "toy", features: [1], targets: [2], featureNames: ["x"], targetName: "y")
    var generator = TestGenerator(seed: 1)
    let error = #expect(throws: DatasetError.self) {
      try data.split(validationFraction: 0.2, using: &generator)
    }
    #expect(error?.category == .badData)
  }
}
