import Testing

@testable import Datasets

@Suite struct CSVReaderTests {
  private func read(
    _ text: String, target: String? = nil, task: LearningTask? = nil
  ) throws -> Dataset {
    try CSVReader(target: target, task: task).read(Array(text.utf8), name: "data.csv")
  }

  @Test func readsAHeaderAndNumbers() throws {
    let data = try read("height,width,label\n1,2.5,0\n-3e2,.5,1\n")
    #expect(data.name == "data.csv")
    #expect(data.featureNames == ["height", "width"])
    #expect(data.features == [1, 2.5, -300, 0.5])
    #expect(data.labels == [0, 1])
    #expect(data.classNames == ["0", "1"])
  }

  @Test func namesColumnsWithoutAHeaderByPosition() throws {
    let data = try read("1,2,0\n3,4,1\n")
    #expect(data.featureNames == ["x1", "x2"])
    #expect(data.exampleCount == 2)
    #expect(try read("a,,y\n3,4,1\n5,6,2\n").featureNames == ["a", "x2"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(_ end: String) throws {
    let lines = ["a,b", "1,0", "2,1"]
    let expected = try read("a,b\n1,0\n2,1\n")
    #expect(try read(lines.joined(separator: end)) == expected)
    #expect(try read(lines.joined(separator: end) + end) == expected)
    #expect(try read("\u{FEFF}" + lines.joined(separator: end + end) + end + end) == expected)
  }

  @Test func readsQuotedCells() throws {
    let data = try read("\"a, \"\"b\"\"\nc\",\"y\"\r\n\" 1 \",\"it's \"\"x\"\"\"\n 2\t,\"z\"")
    #expect(data.featureNames == ["a, \"b\"\nc"])
    #expect(data.features == [1, 2])
    #expect(data.classNames == ["it's \"x\"", "z"])
  }

  @Test func takesTextLabelsWithoutAHeader() throws {
    let data = try read(
      "5.1,3.5,setosa\n6.2,2.9,versicolor\n5.9,3.0,virginica\n5.0,3.4,setosa\n")
    #expect(data.exampleCount == 4)
    #expect(data.classNames == ["setosa", "versicolor", "virginica"])
  }

  @Test func takesNumbersAsNamesWhenTheLabelIsNamed() throws {
    let data = try read("0,1,label\n5,6,1\n7,8,2\n")
    #expect(data.featureNames == ["0", "1"])
    #expect(data.exampleCount == 2)
    #expect(data.targetName == "label")
  }

  @Test func sortsIntegerLabelsAsNumbers() throws {
    let data = try read("x,y\n1,10\n2,9\n3,-1\n4,9.0\n5,09\n6,+10\n")
    #expect(data.classNames == ["-1", "9", "10"])
    #expect(data.labels == [2, 1, 0, 1, 1, 2])
  }

  /// As a Double, both 99999999999999999999 and …998 are 10²⁰.
  @Test func keepsLabelsOfAnyLengthApart() throws {
    let data = try read(
      "x,id\n1,99999999999999999999\n2,99999999999999999998\n3,-3\n4,-99999999999999999999\n"
        + "5,0099999999999999999998\n6,-0\n7,0\n", task: .classification)
    #expect(
      data.classNames == [
        "-99999999999999999999", "-3", "0", "99999999999999999998", "99999999999999999999",
      ])
    #expect(data.labels == [4, 3, 1, 0, 3, 2, 2])
  }

  @Test func sortsTextLabelsAsTexts() throws {
    let data = try read("x,y\n1,b\n2,10\n3,9\n4,B\n5,é\n6,b\n")
    #expect(data.classNames == ["10", "9", "B", "b", "é"])
    #expect(data.labels == [3, 0, 1, 2, 4, 3])
  }

  @Test func takesTheNamedTarget() throws {
    let data = try read("y,a,b\nno,1,2\nyes,3,4\n", target: "y")
    #expect(data.featureNames == ["a", "b"])
    #expect(data.features == [1, 2, 3, 4])
    #expect(data.classNames == ["no", "yes"])
  }

  @Test func takesTheTargetByNumber() throws {
    let data = try read("1,5,2\n0,6,4\n", target: "1")
    #expect(data.featureNames == ["x2", "x3"])
    #expect(data.classNames == ["0", "1"])
    #expect(try read("y,a\n1,5\n0,6\n", target: "1").featureNames == ["a"])
  }

  @Test(arguments: [
    ("1", CSVValue.number(1)), (" -2.5\t", .number(-2.5)), ("1e3", .number(1000)),
    ("000000000000000000001", .number(1)), ("12345678901234567", .number(12_345_678_901_234_568)),
    ("", .missing("")), (" \t ", .missing("")), ("NaN", .missing("NaN")), ("n/a", .missing("n/a")),
    ("NULL", .missing("NULL")), ("?", .missing("?")), ("naan", .text("naan")),
    ("-inf", .notFinite("-inf")),
    ("1e999", .notFinite("1e999")), ("0x10", .text("0x10")), ("1_000", .text("1_000")),
    ("1 2", .text("1 2")), ("--1", .text("--1")), ("e", .text("e")), ("½", .text("½")),
    ("1,5", .text("1,5")),
  ])
  func readsValues(_ text: String, _ expected: CSVValue) {
    #expect(CSVValue(Array(text.utf8)) == expected)
  }

  /// Where semicolons or tabs separate the cells, a comma may be the decimal point.
  @Test(arguments: [
    ("1,5", CSVValue.number(1.5)), ("-0,25", .number(-0.25)), ("1.5", .number(1.5)),
    ("1.234,5", .text("1.234,5")), (",", .text(",")),
  ])
  func readsDecimalCommas(_ text: String, _ expected: CSVValue) {
    #expect(CSVValue(Array(text.utf8), decimalCommas: true) == expected)
  }
}
