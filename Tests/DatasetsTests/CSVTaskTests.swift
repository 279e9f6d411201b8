import Testing

@testable import Datasets

@Suite struct CSVTaskTests {
  /// One feature, and these targets.
  private func read(_ targets: [String], task: LearningTask? = nil) throws -> Dataset {
    let rows = targets.enumerated().map { "\($0),\($1)" }
    let text = (["x,price"] + rows).joined(separator: "\r\n")
    return try CSVReader(task: task).read(Array(text.utf8), name: "data.csv")
  }

  @Test func learnsNumbersWithAFraction() throws {
    let data = try read(["1", "-2.5", "1e300", "1"])
    #expect(data.task == .regression)
    #expect(data.targets == [1, -2.5, 1e300, 1])
    #expect(data.targetName == "price")
    #expect(data.features == [0, 1, 2, 3])
    #expect(data.labels == [])
    #expect(data.classCount == 0)
  }

  @Test(arguments: [["1", "2"], ["-3", "7.0", "-3"], ["cat", "dog"], ["1", "cat"]])
  func takesIntegersAndTextsForClasses(_ targets: [String]) throws {
    #expect(try read(targets).task == .classification)
  }

  private static let wholeNumbers: [(targets: [Int], task: LearningTask, reason: String?)] = [
    // 55 different counts from 0 to 56.
    (
      (0..<200).map { $0 % 55 < 31 ? $0 % 55 : $0 % 55 + 2 }, .regression,
      "values, as \"price\" has 55 different whole numbers from 0 to 56"
    ),
    // As many as rows.
    (
      Array(1...7), .regression,
      "values, as \"price\" has 7 different whole numbers from 1 to 7 in 7 rows"
    ),
    // Sums of five numbers: 216 different ones.
    (
      (0..<300).map { 100 + $0 % 216 }, .regression,
      "values, as \"price\" has 216 different whole numbers from 100 to 315"
    ),
    (Array(0..<20), .regression, nil),
    (
      (0..<40).map { $0 % 20 }, .classification,
      "classes, as \"price\" has only 20 different whole numbers from 0 to 19 in 40 rows"
    ),
    // 26 letters, five of each.
    (
      (0..<130).map { $0 % 26 + 1 }, .classification,
      "classes, as \"price\" has 26 different whole numbers from 1 to 26, about equally often"
    ),
    // Four of each are too few, as is a beginning at 1900, and a rare one among them.
    ((0..<104).map { $0 % 26 + 1 }, .regression, nil),
    ((0..<130).map { $0 % 26 + 1900 }, .regression, nil),
    ((0..<1300).map { $0 % 26 }.filter { $0 > 0 } + [0, 0, 0, 0, 0, 0], .regression, nil),
    ([3, 8], .classification, "classes, as \"price\" holds the numbers 3 and 8 only"),
  ]

  /// Whole numbers are classes where they are two, or few that come often, or numbered classes.
  @Test(arguments: wholeNumbers)
  func tellsCountsFromClasses(_ targets: [Int], _ task: LearningTask, _ reason: String?) throws {
    let data = try read(targets.map { "\($0)" })
    #expect(data.task == task)
    if let reason { #expect(data.reading.taskReason == reason) }
  }

  @Test func saysWhatIsDoubtfulOnly() throws {
    #expect(
      try read((1...7).map { "\($0)" }).reading.assumptions == [
        "The target was taken for values, as \"price\" has 7 different whole numbers from 1 to 7 in "
          + "7 rows; where they are classes, the task is classification."
      ])
    #expect(try read(["0", "1", "1", "0"]).reading.assumptions == [])
    #expect(try read(["a", "b", "a"]).reading.assumptions == [])
    #expect(
      try read(["a", "b", "a"]).reading.taskReason
        == "classes, as \"price\" holds 2 different texts")
    #expect(
      try read(["1.5", "2"]).reading.taskReason
        == "values, as \"price\" has numbers with a fraction")
    let told = try read((1...7).map { "\($0)" }, task: .regression).reading
    #expect(told.taskReason == nil)
    #expect(told.assumptions == [])
  }

  @Test func refusesAClassForEveryRow() {
    let error = #expect(throws: DatasetError.self) { try read(["ann", "bob", "cid"]) }
    #expect(
      error?.description
        == "data.csv: column 2 (\"price\"): expected classes that several rows share, "
        + "got 3 different texts in 3 rows, as of names; choose another `target`")
    #expect(error?.category == .badData)
  }

  /// A column called label is the target, wherever it stands: it is taken by name only.
  @Test func aLabelInAnotherColumnIsAHint() throws {
    let text = "label,a,b\n0,1.5,2.5\n1,2.5,3.5\n"
    let hint =
      "The target is the last column, \"b\", as none was named, though there is a column \"label\"."
    func read(_ target: String?) throws -> Dataset {
      try CSVReader(target: target).read(Array(text.utf8), name: "data.csv")
    }
    #expect(try read(nil).reading.assumptions == [hint])
    #expect(try read("b").reading.assumptions == [])
    #expect(try read("label").reading.assumptions == [])
  }

  /// `1`, `01` and `1.0` are one number, however it is written.
  @Test func countsNumbersAndNotTheirSpellings() throws {
    let spellings = (1...10).flatMap { ["\($0)", "0\($0)", "\($0).0"] }
    #expect(try read(spellings).classCount == 10)
  }

  @Test func doesAsItIsTold() throws {
    #expect(try read(["1", "2", "1"], task: .regression).targets == [1, 2, 1])
    let years = (0..<30).map { "\(1990 + $0)" }
    #expect(try read(years, task: .classification).classCount == 30)
    #expect(try read(["1", "2.5", "x"], task: .classification).classNames == ["1", "2.5", "x"])
  }

  @Test func readsAByteOrderMarkBeforeCRLF() throws {
    let text = "\u{FEFF}\"x\",price\r\n1,0.5\r\n2,0.25\r\n"
    let data = try CSVReader(target: "price").read(Array(text.utf8), name: "data.csv")
    #expect(data.featureNames == ["x"])
    #expect(data.targets == [0.5, 0.25])
  }

  @Test func namesATargetWithoutAHeaderByPosition() throws {
    let data = try CSVReader().read(Array("1,0.5\n2,0.25\n".utf8), name: "data.csv")
    #expect(data.targetName == "x2")
    #expect(data.targets == [0.5, 0.25])
  }

  /// 1e39 is more than a Float holds, and is read as what it is; a column of it standardizes.
  @Test func readsNumbersBeyondAFloat() throws {
    let text = "x,y\n1e39,0\n-1e39,1\n1e39,0\n-1e39,1\n"
    let data = try CSVReader().read(Array(text.utf8), name: "data.csv")
    #expect(data.features == [1e39, -1e39, 1e39, -1e39])
    #expect(throws: DatasetError.self) { try data.checkNumbers(fit: Float.self) }
    #expect(try Standardizer(fitting: data).apply(to: data).features == [1, -1, 1, -1])
  }
}
