import Datasets
import Experiments
import Records
import Testing

/// What is said of a table before a network learns from it.
struct DataReadoutTests {
  /// The read-out of a table written here.
  private func summary(
    _ header: String, _ rows: [String], leftOut: String? = nil, missing: MissingCells? = nil
  ) throws -> DatasetSummary {
    let text = ([header] + rows).joined(separator: "\n")
    let data = try CSVReader(leftOut: leftOut, missing: missing)
      .read(Array(text.utf8), name: "data.csv")
    return try PreparedData(data, for: TrainingPlan()).summary
  }

  @Test func countsAreValues() throws {
    let data = try summary("hour,count", (0..<200).map { "\($0 % 24),\($0 * 7 % 57)" })
    #expect(data.taskReason == "values, as \"count\" has 57 different whole numbers from 0 to 56")
    #expect(data.targetRange == [0, 56])
    #expect(data.assumptions?.count == 1)
    #expect(data.classNames == nil && data.classCounts == nil)
  }

  @Test func classesAreCounted() throws {
    let data = try summary("x,y", (0..<150).map { "\($0 * 31 % 150),\($0 % 3 == 0 ? "b" : "a")" })
    #expect(data.classNames == ["a", "b"])
    #expect(data.classCounts == [100, 50])
    #expect(data.taskReason == "classes, as \"y\" holds 2 different texts")
    #expect(data.assumptions == nil)
  }

  @Test func aFeatureOfOneValueIsConstant() throws {
    let data = try summary("year,x,kind,y", (0..<40).map { "2024,\($0 * 7 % 40),car,\($0 % 2)" })
    #expect(data.constantFeatures == ["year", "kind=car"])
  }

  /// Row 51 of 400 has 9.9·10⁹ where the others have incomes.
  @Test func oneValueSqueezesTheOthers() throws {
    func rows(_ outlier: String) -> [String] {
      (1...400).map {
        "\($0 == 51 ? outlier : "\(20_000 + $0 * 37 % 400 * 50)"),\(Double($0 % 17) + 0.5)"
      }
    }
    let outlier = try #require(try summary("income,y", rows("9.9e9")).outliers?.first)
    #expect(outlier.column == "income" && outlier.value == 9.9e9 && outlier.row == 51)
    #expect(abs(outlier.deviations - 399.0.squareRoot()) < 0.01)
    #expect(try summary("income,y", rows("90000")).outliers == nil)
    // Rows that are left out are counted all the same.
    let gap = ["NA,1.5"] + rows("9.9e9")
    let later = try summary("income,y", gap, missing: .dropRows)
    #expect(later.outliers?.first?.row == 52)
    #expect(later.rowsLeftOut == 1)
  }

  /// Mostly zeros, some large: nothing is squeezed that was apart.
  @Test func aSparseColumnHasNoOutlier() throws {
    let data = try summary(
      "gain,y", (1...400).map { "\($0 == 9 ? 99999 : 0),\(Double($0 % 17) + 0.5)" })
    #expect(data.outliers == nil)
  }

  @Test func aCopyOfTheValuesIsTheAnswer() throws {
    let data = try summary(
      "celsius,x,fahrenheit",
      (0..<60).map { "\($0 * 7 % 60),\($0 * 11 % 60),\(1.8 * Double($0 * 7 % 60) + 32.5)" })
    #expect(data.givesAnswerAway == ["celsius"])
  }

  @Test func aNumberForEachClassIsTheAnswer() throws {
    let data = try summary(
      "code,x,kind",
      (0..<60).map { "\([7, 3, 5][$0 % 3]),\($0 * 11 % 60),\(["a", "b", "c"][$0 % 3])" })
    #expect(data.givesAnswerAway == ["code"])
  }

  /// Three 0/1 columns of one label, of which the last is the target; `old` is 0 with it by chance.
  @Test func theRestOfALabelIsTheAnswer() throws {
    let rows = (0..<90).map { row in
      let kind = row % 3
      return "\(row * 17 % 90),\(kind == 0 && row % 2 == 0 ? 1 : 0),"
        + "\(kind == 0 ? 1 : 0),\(kind == 1 ? 1 : 0),\(kind == 2 ? 1 : 0)"
    }
    #expect(try summary("x,old,k1,k2,k3", rows).givesAnswerAway == ["k1", "k2"])
    // One row of them differs.
    #expect(try summary("x,old,k1,k2,k3", rows + ["5,0,0,0,0"]).givesAnswerAway == nil)
  }

  @Test func nineRowsProveNothing() throws {
    let data = try summary("a,y", (0..<9).map { "\($0),\(Double($0) + 0.5)" })
    #expect(data.givesAnswerAway == nil)
  }

  @Test func whatWasLeftOutAndFilledIsCounted() throws {
    let data = try summary(
      "id,a,sex,y",
      (0..<40).map { "n\($0),\($0 % 4 == 0 ? "" : "\($0)"),\($0 % 3 == 0 ? "m" : "f"),\($0 % 2)" },
      leftOut: "id", missing: .mean)
    #expect(data.columnsLeftOut == ["id"])
    #expect(data.cellsFilled == 10)
    #expect(data.columnsOfTexts == ["sex"])
    #expect(data.rowsLeftOut == nil)
  }

  /// Black pixels of an image are no fault, and nothing was assumed.
  @Test func ofDigitsOnlyTheClassesAreSaid() {
    let data = TestData.digits.summary
    #expect(data.classCounts?.reduce(0, +) == 1797)
    #expect(data.constantFeatures == nil && data.taskReason == nil && data.assumptions == nil)
  }
}
