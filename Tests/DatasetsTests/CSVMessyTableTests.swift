import Testing

@testable import Datasets

/// Tables as people have them: categories, booleans, cells that hold nothing, other separators.
@Suite struct CSVMessyTableTests {
  private func read(
    _ text: String, target: String? = nil, leftOut: String? = nil, missing: MissingCells? = nil
  ) throws -> Dataset {
    try CSVReader(target: target, leftOut: leftOut, missing: missing)
      .read(Array(text.utf8), name: "data.csv")
  }

  private func message(
    _ text: String, target: String? = nil, leftOut: String? = nil, missing: MissingCells? = nil
  ) -> String? {
    let error = #expect(throws: DatasetError.self) {
      try read(text, target: target, leftOut: leftOut, missing: missing)
    }
    return error.map { String($0.description.dropFirst("data.csv: ".count)) }
  }

  /// Without a header the first line has as many decimal commas as semicolons.
  @Test func decimalCommasAreNotTakenForSeparators() throws {
    let set = try CSVReader().read(
      Array("1,5;0,5;0\n2,5;1,0;1\n3,5;2,0;0\n4,0;1,5;1\n".utf8), name: "t")
    #expect(set.featureCount == 2 && set.classCount == 2)
    #expect(set.features.prefix(4) == [1.5, 0.5, 2.5, 1])
  }

  @Test func semicolonsAndDecimalCommas() throws {
    let data = try read("a;\"b;c\";y\n1,5;2;0,25\n2.5;-3;1\n")
    #expect(data.featureNames == ["a", "b;c"])
    #expect(data.features == [1.5, 2, 2.5, -3])
    #expect(data.targets == [0.25, 1])
  }

  @Test func tabs() throws {
    let data = try read("a\tb\ty\n1,5\t2\tno, sir\n2\t3\tyes\n")
    #expect(data.features == [1.5, 2, 2, 3])
    #expect(data.classNames == ["no, sir", "yes"])
    #expect(try DatasetName(parsing: "a.tsv") == .csv(path: "a.tsv"))
  }

  /// A comma where two are equally frequent, and where none is there.
  @Test(arguments: [
    ("a,b\n1;2;3", ","), ("a;b,c\n", ","), ("a;b;c,d\n", ";"), ("\"a;;;\",b\n", ","),
    ("\n\r\na\tb\n", "\t"), ("", ","), ("a\n1;2", ","),
  ])
  func theFirstLineTellsTheSeparator(_ text: String, _ expected: Character) {
    #expect(CSVSeparator.found(in: Array(text.utf8)).character == expected)
  }

  @Test func booleansAreOneColumn() throws {
    let data = try read("x,member,y\n1,TRUE,0\n2,no,1\n3,Yes,0\n4,false,1\n")
    #expect(data.featureNames == ["x", "member"])
    #expect(data.features == [1, 1, 2, 0, 3, 1, 4, 0])
    #expect(data.reading.columnsOfTexts == ["member"])
  }

  @Test func textsAreAColumnEach() throws {
    let data = try read(
      "color,x,sex,y\nred,1,male,0\nblue,2,female,1\ngreen,3,male,0\n,4,,1\n",
      missing: .mean)
    #expect(
      data.featureNames == [
        "color=blue", "color=green", "color=red", "x", "sex=female", "sex=male",
      ])
    #expect(
      data.features == [
        0, 0, 1, 1, 0, 1,
        1, 0, 0, 2, 1, 0,
        0, 1, 0, 3, 0, 1,
        0, 0, 0, 4, 0, 0,
      ])
    #expect(data.reading.cellsFilled == 2)
  }

  @Test func twoTextsAreOneColumn() throws {
    let data = try read("sex,x,y\nmale,1,0\nfemale,2,1\nmale,3,0\n")
    #expect(data.featureNames == ["sex=male", "x"])
    #expect(data.features == [1, 1, 0, 2, 1, 3])
  }

  /// Without a header the texts of the first row come again below it.
  @Test func categoriesWithoutAHeader() throws {
    let data = try read("red,1,0\nblue,2,1\nred,3,0\nred,4,1\n")
    #expect(data.exampleCount == 4)
    #expect(data.featureNames == ["x1=red", "x2"])
    #expect(try read("name,2019,y\nann,3,0\nbob,4,1\ncid,5,1\n").exampleCount == 3)
  }

  @Test func missingNumbersAreTheMeanOfTheKnown() throws {
    let data = try read("a,b,y\n1,NA,0\n?,2,1\n4,null,0\n1,4,1\n", missing: .mean)
    #expect(data.features == [1, 3, 2, 2, 4, 3, 1, 4])
    #expect(data.reading.cellsFilled == 3)
  }

  @Test func rowsWithMissingCellsAreLeftOut() throws {
    let text = "a,b,y\n1,NA,0\n3,2,1\n4,5,\n1,4,0\n2,n/a,1\n9,9,1\n"
    let data = try read(text, missing: .dropRows)
    #expect(data.features == [3, 2, 1, 4, 9, 9])
    #expect(data.labels == [1, 0, 1])
    #expect(data.reading.rowsLeftOut == [1, 3, 5])
    #expect((0..<3).map(data.reading.row) == [2, 4, 6])
    // Cells of a column that is left out are not looked at.
    #expect(try read(text, leftOut: "b", missing: .dropRows).exampleCount == 5)
  }

  @Test func columnsAreLeftOutByNameOrNumber() throws {
    let text = "id,a,b,y\nx,1,2,0\ny,3,4,1\nz,5,6,0\n"
    for names in ["id,b", "1,3", " b , id"] {
      let data = try read(text, leftOut: names)
      #expect(data.featureNames == ["a"])
      #expect(data.features == [1, 3, 5])
      #expect(data.reading.columnsLeftOut == ["id", "b"])
    }
    // The last column that is left is the target.
    #expect(try read(text, leftOut: "id,y").targetName == "b")
  }

  @Test(arguments: [
    (
      "idd", nil as String?,
      "expected a column to leave out among the 4 columns, got \"idd\"; did you mean \"id\"?"
    ),
    (
      "y", "y",
      "expected a target that is not left out, got column 4 for both; keep it, or name another "
        + "target"
    ),
    (
      "id,a,b", nil,
      "expected at least two columns that are not left out, got 1 of 4; leave out fewer"
    ),
  ])
  func refusesWhatCannotBeLeftOut(_ leftOut: String, _ target: String?, _ expected: String) {
    let text = "id,a,b,y\nx,1,2,0\ny,3,4,1\n"
    #expect(message(text, target: target, leftOut: leftOut) == expected)
  }

  /// Passengers of a ship: names, tickets and cabins are no numbers, ages are missing.
  private static let passengers =
    "Survived,Name,Sex,Age,Ticket,Cabin\n"
    + (0..<60).map { row in
      "\(row % 2),\"Passenger \(row), Mr.\",\(row % 3 == 0 ? "male" : "female"),"
        + "\(row % 5 == 0 ? "" : "\(20 + row % 30)"),\(row % 4 == 0 ? "A/5 \(row)" : "\(9000 + row)"),"
        + "\(row % 10 == 0 ? "C\(row)" : "")"
    }.joined(separator: "\n")

  @Test func allComplaintsComeAtOnce() throws {
    #expect(
      message(Self.passengers, target: "Survived")
        == "expected columns of numbers or categories, got 4 that cannot be read: column 2 "
        + "(\"Name\"): 60 different texts, the first in line "
        + "2, "
        + "\"Passenger 0, Mr.\"; column 4 (\"Age\"): 12 missing cells, the first in line 2; "
        + "column 5 (\"Ticket\"): 15 cells that are no numbers, the first in line 2, \"A/5 0\"; "
        + "column 6 (\"Cabin\"): 54 missing cells, the first in line 3; "
        + "`drop` Name,Ticket,Cabin `missing` mean make it readable")
    let data = try read(
      Self.passengers, target: "Survived", leftOut: "Name,Ticket,Cabin", missing: .mean)
    #expect(data.featureNames == ["Sex=male", "Age"])
    #expect(data.exampleCount == 60)
  }

  /// What was left out before stays left out in what is to be typed.
  @Test func theRemedyKeepsWhatWasChosen() {
    #expect(
      message(Self.passengers, target: "Survived", leftOut: "Name", missing: .mean)
        == "expected columns of numbers or categories, got one that cannot be read: "
        + "column 5 (\"Ticket\"): 15 cells that are no numbers, the first in line 2, \"A/5 0\"; "
        + "`drop` Name,Ticket makes it readable")
  }

  @Test func manyColumnsAreCounted() {
    let names = (1...12).map { "c\($0)" }.joined(separator: ",")
    let gaps = Array(repeating: "", count: 12).joined(separator: ",")
    let numbers = Array(repeating: "5", count: 12).joined(separator: ",")
    let text = "\(names),y\n\(numbers),0\n\(gaps),1\n\(numbers),1\n\(numbers),0\n"
    let message = message(text)
    #expect(
      message?.hasPrefix(
        "expected columns of numbers or categories, got 12 that cannot be read: column 1 "
          + "(\"c1\"): a missing cell") == true)
    #expect(message?.contains("\"c8\"") == true)
    #expect(message?.contains("\"c9\"") == false)
    #expect(message?.hasSuffix("; and 4 more; `missing` mean makes it readable") == true)
  }

  @Test func aTargetIsNotFilledIn() {
    #expect(
      message("a,y\n1,0\n2,\n3,1\n4,\n", missing: .mean)
        == "expected columns of numbers or categories, got one that cannot be read: "
        + "column 2 (\"y\"): 2 missing cells, the first in line 3; "
        + "`missing` drop-rows makes it readable")
  }

  @Test func noRowWithoutAGapIsLeft() {
    #expect(
      message("a,b,y\n1,,0\n,2,1\n", missing: .dropRows)
        == "expected at least 2 examples without a missing cell, got 0 of 2; choose `missing` "
        + "mean, "
        + "or leave out the columns (`drop`) with the most missing cells")
  }

  @Test func aColumnOfManyTextsIsNoCategory() throws {
    func table(_ texts: Int) -> String {
      "id,x,y\n" + (0..<texts).map { "name \($0),\($0),\($0 % 2)" }.joined(separator: "\n")
    }
    #expect(try read(table(50)).featureCount == 51)
    #expect(
      message(table(51))
        == "line 2, column 1 (\"id\"): expected numbers, or at most 50 different texts, got 51, "
        + "the "
        + "first \"name 0\"; write them as numbers, or leave out the column: `drop` id")
    #expect(message(table(2000))?.contains("got more than 200, the first") == true)
  }
}
