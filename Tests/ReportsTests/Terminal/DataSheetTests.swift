import Diagnosis
import Records
import Testing

@testable import Reports

/// The first lines of a result: what was read.
struct DataSheetTests {
  private func lines(
    task: RunFacts.Task, _ name: String = "some/bikes.csv", classes: Int = 0,
    _ edit: (inout DatasetSummary) -> Void
  ) -> [String] {
    DataSheet([run(task: task, name, classes: classes, edit)]).lines
  }

  private func run(
    task: RunFacts.Task, _ name: String, classes: Int = 0, _ edit: (inout DatasetSummary) -> Void
  ) -> JudgedRun {
    var record = ExampleRecord.make(steps: 5)
    var data = DatasetSummary(name: name, examples: 200, features: 6, classes: classes)
    edit(&data)
    record.facts.data = data
    record.facts.task = task
    return JudgedRun(record)
  }

  @Test func saysWhyCountsAreValues() {
    let reason = "values, as \"cnt\" has 55 different whole numbers from 0 to 56"
    #expect(
      lines(task: .regression) {
        $0.target = "cnt"
        $0.targetRange = [0, 56]
        $0.taskReason = reason
        $0.assumptions = ["The target was taken for \(reason); where …"]
      } == [
        "Read bikes.csv: 200 rows, 6 features; predicts \"cnt\", values (regression), as it has 55 "
          + "different whole numbers from 0 to 56; --task classification takes them as classes.",
        "",
      ])
  }

  @Test func aRangeOrCountsWhereNothingIsInDoubt() {
    #expect(
      lines(task: .regression) {
        $0.target = "price"
        $0.targetRange = [34900, 755_000]
      }.first
        == "Read bikes.csv: 200 rows, 6 features; predicts \"price\", values from 34900 to 755000 "
        + "(regression).")
    #expect(
      lines(task: .classification, "flowers.csv", classes: 2) {
        $0.target = "k3"
        $0.classNames = ["0", "1"]
        $0.classCounts = [100, 50]
      }.first
        == "Read flowers.csv: 200 rows, 6 features; predicts \"k3\", 2 classes (0: 100, 1: 50).")
    #expect(
      lines(task: .classification, "digits", classes: 10) {
        $0.target = "label"
        $0.classCounts = Array(174...183)
      }.first
        == "Read digits: 200 examples, 6 features; predicts 10 classes of 174 to 183 examples.")
  }

  @Test func saysWhatWasLeftOutFilledInAndMade() {
    let lines = lines(task: .classification, classes: 2) {
      $0.columnsLeftOut = ["Name"]
      $0.rowsLeftOut = 1
      $0.cellsFilled = 12
      $0.columnsOfTexts = ["Sex", "Port"]
      $0.assumptions = ["The target is the last column, \"b\", as none was named."]
    }
    #expect(
      Array(lines[1...2]) == [
        "Left out the column \"Name\"; left out 1 row with missing cells; filled in 12 missing cells; "
          + "made 0/1 columns of \"Sex\", \"Port\".",
        "The target is the last column, \"b\", as none was named. Another one is named with --target.",
      ])
  }

  @Test func dataThatRunsShareAreSaidOnce() {
    let runs = ["a", "b", "c", "d", "e", "a"].map { run(task: .regression, $0) { _ in } }
    #expect(DataSheet(Array(runs[0...0] + runs[5...5])).lines.count == 2)
    #expect(DataSheet(runs).lines.suffix(2) == ["Read 2 more data sets.", ""])
  }

  @Test func ofAnotherProgramNothingIsSaid() {
    var record = ExampleRecord.make(steps: 5)
    record.facts.data = DatasetSummary(name: "x", examples: 5)
    record.facts.origin = Origin(program: "train.py")
    #expect(DataSheet([JudgedRun(record)]).lines == [])
  }
}
