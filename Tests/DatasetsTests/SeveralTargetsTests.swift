import Testing

@testable import Datasets

/// Several columns to learn: a vector of numbers, or answers of yes and no.
@Suite struct SeveralTargetsTests {
  private static let rooms = """
    size,light,price,rent
    30,1,100.5,9
    40,0,120,8.5
    50,1,150,11

    """

  private func read(
    _ text: String, targets: [String], task: LearningTask? = nil
  ) throws -> Dataset {
    try CSVReader(targets: targets, task: task).read(Array(text.utf8), name: "data.csv")
  }

  private func message(_ text: String, targets: [String], task: LearningTask? = nil) -> String? {
    let error = #expect(throws: DatasetError.self) {
      try read(text, targets: targets, task: task)
    }
    return error.map { String($0.description.dropFirst("data.csv: ".count)) }
  }

  @Test(arguments: [["price", "rent"], ["price,rent"], ["price, rent"], ["3", "rent"], ["3,4"]])
  func aVectorOfNumbers(_ targets: [String]) throws {
    let data = try read(Self.rooms, targets: targets)
    #expect(data.task == .regression)
    #expect(data.targetNames == ["price", "rent"])
    #expect(data.targetName == "price, rent")
    #expect(data.targetCount == 2)
    #expect(data.exampleCount == 3)
    #expect(data.targets == [100.5, 9, 120, 8.5, 150, 11])
    #expect(data.features == [30, 1, 40, 0, 50, 1])
    #expect(data.classCount == 0)
  }

  @Test func theOrderIsThatOfTheNames() throws {
    let data = try read(Self.rooms, targets: ["rent", "size"])
    #expect(data.targetNames == ["rent", "size"])
    #expect(data.targets == [9, 30, 8.5, 40, 11, 50])
    #expect(data.featureNames == ["light", "price"])
  }

  @Test func columnsOfZeroAndOneAreFlags() throws {
    let text = "x,a,b\n1,0,1\n2,1,1\n3,1,0\n"
    let data = try read(text, targets: ["a,b"])
    #expect(data.task == .multiLabel)
    #expect(data.targets == [0, 1, 1, 1, 1, 0])
    #expect(try read(text, targets: ["a,b"], task: .regression).task == .regression)
    #expect(try read(text, targets: ["a,b"], task: .classification) == data)
    // A single column of flags is asked for; by itself it is two classes.
    #expect(try read(text, targets: ["b"]).task == .classification)
    #expect(try read("x,b\n1,1\n2,0\n", targets: ["b"], task: .multiLabel).targets == [1, 0])
  }

  /// A header may have a comma in a name; then the whole text is that name.
  @Test func aColumnOfTheWholeNameComesFirst() throws {
    let text = "x,\"a,b\",a,b\n1,5.5,1,2\n2,6.5,3,5\n"
    #expect(try read(text, targets: ["a,b"]).targetNames == ["a,b"])
    #expect(try read(text, targets: ["a", "b"]).targetNames == ["a", "b"])
  }

  @Test func withoutAHeaderColumnsAreNumbers() throws {
    let data = try read("1,2,3.5\n4,5,6\n", targets: ["2,3"])
    #expect(data.targetNames == ["x2", "x3"])
    #expect(data.targets == [2, 3.5, 5, 6])
  }

  @Test(arguments: [
    (
      ["price", "prise"],
      "expected a target among the 4 columns, got \"prise\"; did you mean \"price\"?"
    ),
    (["price,price"], "expected each target once, got column 3 twice; name it once"),
    (["price,3"], "expected each target once, got column 3 twice; name it once"),
    (
      ["1,2,3,4"],
      "expected at least one column that is no target, got 4 targets of 4 columns; leave one out"
    ),
    (
      ["price,"],
      "expected a target among the 4 columns, got \"\"; "
        + "name a column of the header or give its number, from 1 to 4"
    ),
  ])
  func refusesWhatIsNoListOfColumns(_ targets: [String], _ expected: String) {
    #expect(message(Self.rooms, targets: targets) == expected)
  }

  @Test(arguments: [
    (
      "x,a,b\n1,2,3\n2,,4\n", nil as LearningTask?,
      "line 3, column 2 (\"a\"): expected a number as the target, got an empty cell; "
        + "fill it in, or choose `missing` drop-rows"
    ),
    (
      "x,a,b\n1,2,3\n2,3,four\n", nil,
      "line 3, column 3 (\"b\"): expected a number as the target, got \"four\"; "
        + "correct the cell or choose other targets"
    ),
    (
      "x,a,b\n1,0,1\n2,1,0.5\n", .multiLabel,
      "line 3, column 3 (\"b\"): expected 0 or 1, got 0.5; "
        + "correct the cell or choose `task` regression"
    ),
    (
      "x,a,b\n1,2,7\n2,3,7\n", nil,
      "column 3 (\"b\"): expected a target that varies, got only 7.0; "
        + "choose other targets or add examples"
    ),
    (
      "x,a,b\n1,0.5,1\n2,1,0\n3,0.25,0\n", .multiLabel,
      "column 2 (\"a\"): 2 cells like the first in line 2: expected 0 or 1, got 0.5; "
        + "correct the cell or choose `task` regression; correct these cells"
    ),
    ("x,a,b\n1,2,7\n", nil, "expected at least 2 examples, got 1; add examples"),
  ])
  func refusesCellsThatAreNoTargets(_ text: String, _ task: LearningTask?, _ expected: String) {
    #expect(message(text, targets: ["a,b"], task: task) == expected)
  }

  @Test func everyTargetOfARegressionIsStandardized() throws {
    let data = try Dataset(
      name: "toy", features: [1, 2], targets: [10, -1, 30, 1], featureNames: ["x"],
      targetNames: ["a", "b"])
    let standardizer = try Standardizer(fitting: data)
    #expect(standardizer.targetMeans == [20, 0])
    #expect(standardizer.targetDeviations == [10, 1])
    #expect(try standardizer.apply(to: data).targets == [-1, -1, 1, 1])
    let narrow = try Dataset(
      name: "narrow", features: [1], targets: [1], featureNames: ["x"], targetName: "a")
    let error = #expect(throws: DatasetError.self) { try standardizer.apply(to: narrow) }
    #expect(
      error?.description == "narrow: expected 2 targets as in the training part, got 1; "
        + "use parts of the same dataset")
    let constant = try Dataset(
      name: "toy", features: [1, 2], targets: [1, 5, 2, 5], featureNames: ["x"],
      targetNames: ["a", "b"])
    let same = #expect(throws: DatasetError.self) { try Standardizer(fitting: constant) }
    #expect(same?.description.hasPrefix("toy: target (\"b\"): expected a target that") == true)
  }

  @Test func flagsStayWhatTheyAre() throws {
    let data = try read("x,a,b\n1,0,1\n2,1,1\n3,1,0\n", targets: ["a,b"])
    let standardizer = try Standardizer(fitting: data)
    let standardized = try standardizer.apply(to: data)
    #expect(standardized.task == .multiLabel)
    #expect(standardized.targets == data.targets)
    #expect(standardized.features[1] == 0)
    #expect(standardizer.targetMeans == nil)
  }

  /// Both parts of a split have whole rows of targets.
  @Test(arguments: [LearningTask.regression, .multiLabel])
  func aSplitKeepsTheRowsTogether(_ task: LearningTask) throws {
    let flags = (0..<20).flatMap { [Double($0 % 2), Double($0 / 10)] }
    let data = try Dataset(
      name: "toy", features: (0..<20).map { Double($0) }, targets: flags, featureNames: ["x"],
      targetNames: ["odd", "late"], task: task)
    var generator = TestGenerator(seed: 3)
    let parts = try data.split(validationFraction: 0.25, using: &generator)
    let held = try #require(parts.validation)
    #expect(held.exampleCount == 5)
    #expect(parts.training.exampleCount == 15)
    for part in [parts.training, held] {
      #expect(part.task == task)
      #expect(part.targetNames == ["odd", "late"])
      for (row, x) in part.features.enumerated() {
        #expect(part.targets[2 * row] == Double(Int(x) % 2))
        #expect(part.targets[2 * row + 1] == Double(Int(x) / 10))
      }
    }
  }

  @Test(arguments: [
    (
      [1.0, 2, 3], ["a", "b"], LearningTask.regression, "expected 2 targets for each example, got 3"
    ),
    ([1, .nan], ["a", "b"], .regression, "example 0, target (\"b\"): expected a finite number"),
    ([1, 0.5], ["a", "b"], .multiLabel, "example 0, target (\"b\"): expected 0 or 1, got 0.5"),
    ([], [], .regression, "expected at least 1 target, got none; name a target"),
    (
      [1, 0], ["a", "b"], .classification, "expected regression or multi-label, got classification"
    ),
  ])
  func refusesPartsThatContradictEachOther(
    _ targets: [Double], _ names: [String], _ task: LearningTask, _ expected: String
  ) {
    let error = #expect(throws: DatasetError.self) {
      try Dataset(
        name: "toy", features: [1], targets: targets, featureNames: ["x"], targetNames: names,
        task: task)
    }
    #expect(
      error?.description.hasPrefix("toy: " + expected) == true, "\(String(describing: error))")
  }

  @Test func aTargetTooLargeForThePrecisionIsNamed() throws {
    let data = try Dataset(
      name: "toy", features: [1, 2], targets: [1, 2, 3, 1e39], featureNames: ["x"],
      targetNames: ["a", "b"])
    let error = #expect(throws: DatasetError.self) { try data.checkNumbers(fit: Float.self) }
    #expect(error?.description.hasPrefix("toy: example 1, target (\"b\"): expected") == true)
  }
}
