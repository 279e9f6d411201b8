import Records
import Testing

@testable import Diagnosis

/// The rules about what a table holds, by their words and severities.
struct DataRulesTests {
  private func record(
    classCounts: [Int]? = nil, accuracy: Double = 0.97,
    _ edit: (inout DatasetSummary) -> Void = { _ in }
  ) -> RunRecord {
    var record = ExampleRecord.make()
    var data = DatasetSummary(name: "data.csv", examples: 400, features: 6, classes: 2)
    data.classCounts = classCounts
    data.classNames = classCounts.map { _ in ["no", "yes"] }
    edit(&data)
    record.facts.data = data
    if let classCounts { record.chance = Chance(classCounts: classCounts) }
    record.evaluation.trainingAccuracy = accuracy
    record.evaluation.validationAccuracy = accuracy
    return record
  }

  private func finding(_ code: String, _ record: RunRecord) -> Finding? {
    Judgement(record).findings.first { $0.code == code }
  }

  @Test func constantFeaturesAreNamed() throws {
    let found = try #require(finding("GS503", record { $0.constantFeatures = ["a", "b"] }))
    #expect(found.severity == .note)
    #expect(
      found.message
        == "The features \"a\", \"b\" have a single value in all 400 rows: nothing can be "
        + "learned from them.")
    #expect(found.remedies == [Remedy(.leaveOut(["a", "b"]))])
  }

  @Test func anOutlierIsAWarningThatNamesItsRow() throws {
    let found = try #require(
      finding(
        "GS504",
        record { $0.outliers = [.init(column: "income", value: 9.9e9, deviations: 20, row: 51)] }))
    #expect(found.severity == .warning)
    #expect(
      found.message.hasPrefix("Row 51 has 9.9·10⁹ in \"income\", 20 deviations from the mean."))
  }

  @Test(arguments: [
    ([1480, 20], 0.987, Severity.warning), ([1480, 20], 0.999, .note), ([91, 9], 0.97, .note),
  ])
  func aRareClassIsAWarningWhereItIsNotSeen(
    _ counts: [Int], _ accuracy: Double, _ severity: Severity
  ) {
    #expect(finding("GS505", record(classCounts: counts, accuracy: accuracy))?.severity == severity)
  }

  @Test func aClassOfATenthOrMoreIsNotRare() {
    #expect(finding("GS505", record(classCounts: [90, 10])) == nil)
  }

  @Test func theBaseRateIsExplainedByTheRareClass() throws {
    let found = try #require(
      finding("GS406", record(classCounts: [1480, 20], accuracy: 0.987)))
    #expect(found.severity == .warning)
    #expect(found.causedBy == "GS505")
    let common = try #require(finding("GS406", record(classCounts: [80, 20], accuracy: 0.8)))
    #expect(common.causedBy == nil)
    #expect(finding("GS406", record(classCounts: [80, 20], accuracy: 0.82)) == nil)
  }

  @Test func theAnswerIsNamed() throws {
    let found = try #require(
      finding(
        "GS506",
        record {
          $0.target = "k3"
          $0.givesAnswerAway = ["k1", "k2"]
        }))
    #expect(found.severity == .warning)
    #expect(
      found.message.hasPrefix("The target \"k3\" follows from the features \"k1\", \"k2\" in every")
    )
  }

  @Test func whatWasAssumedIsANote() throws {
    let reason = "values, as \"n\" has 30 different whole numbers from 0 to 29"
    let found = try #require(
      finding(
        "GS507",
        record {
          $0.taskReason = reason
          $0.assumptions = [
            "The target was taken for \(reason).", "The target is the last column.",
          ]
        }))
    #expect(found.severity == .note)
    // The record is one of classes.
    #expect(found.remedies.map(\.action) == [.look("name the target"), .task("regression")])
    #expect(finding("GS507", record { $0.taskReason = reason }) == nil)
    #expect(RuleCatalog.all.last?.description.code == "GS507")
  }

  /// A run of another program does not say what its data hold.
  @Test func ofAnotherProgramTheyDoNotApply() {
    var foreign = record { $0.constantFeatures = ["a"] }
    foreign.facts.origin = Origin(program: "train.py")
    let reasons = Judgement(foreign).notApplicable
    for code in ["GS503", "GS504", "GS506", "GS507"] {
      #expect(reasons[code] == "needs what the data hold, which this record does not say")
    }
  }
}
