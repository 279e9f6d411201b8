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

  /// 21 different integers are more than 20; 41 examples are fewer than twice as many, 42 are not.
  @Test(arguments: [
    (20, 20, LearningTask.classification), (21, 21, .regression), (21, 41, .regression),
    (21, 42, .classification), (1000, 10_000, .classification), (1000, 1500, .regression),
  ])
  func takesManyDifferentIntegersForNumbers(
    _ different: Int, _ examples: Int, _ task: LearningTask
  ) throws {
    let data = try read((0..<examples).map { "\(1900 + $0 % different)" })
    #expect(data.task == task)
    #expect(data.exampleCount == examples)
    #expect(data.classCount == (task == .classification ? different : 0))
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
