import Datasets
import Testing

@testable import Calibration

@Suite struct OutsidePlanTests {
  @Test func aPlanIsTheSameEveryTime() {
    let plans = (0..<2).map { _ in OutsidePlan(.tuning, count: 60, seed: 7).trials }
    #expect(plans[0].map(\.trial.command) == plans[1].map(\.trial.command))
    #expect(
      plans[0].prefix(20).map { $0.table().csv } == plans[1].prefix(20).map { $0.table().csv })
  }

  @Test func tuningAndHeldOutShareNoSeedAndNoNetwork() {
    let tuning = OutsidePlan(.tuning, count: 300, seed: 1).trials
    let heldOut = OutsidePlan(.heldOut, count: 300, seed: 1).trials
    let seeds = Set(tuning.map(\.plan.seed))
    #expect(seeds.count == 300)
    #expect(seeds.isDisjoint(with: heldOut.map(\.plan.seed)))
    #expect(Set(tuning.map(\.trial.command)).isDisjoint(with: heldOut.map(\.trial.command)))
    // Nor with the trials that are drawn from everything.
    #expect(
      seeds.isDisjoint(
        with: TrialPlan(.tuning, count: 300, seed: 1).trials.map(\.configuration.seed)))
  }

  @Test func aboutHalfHaveAFaultAndEveryKindTakesItsTurn() {
    let trials = OutsidePlan(.heldOut, count: 400, seed: 3).trials
    let planted = trials.compactMap(\.fault)
    #expect((160...240).contains(planted.count))
    #expect(Set(planted.map(\.kind)).count == 16)
    for kind in OutsideTrial.Kind.allCases {
      #expect(trials.contains { $0.kind == kind && $0.fault == nil })
    }
    for trial in trials { #expect((3...14_000).contains(trial.plan.steps)) }
  }

  /// The program reads them as what they are meant to be.
  @Test(arguments: OutsideForm.allCases) func everyTableIsRead(_ form: OutsideForm) throws {
    let kind: OutsideTrial.Kind = form.isOfValues ? .values : .classes
    for isNumbered in [false, true] {
      var trial = OutsideTrial(index: 0, kind: kind, form: form, healthyPlan: .init())
      trial.isNumbered = isNumbered
      let table = trial.table()
      let data = try CSVReader().read(Array(table.csv.utf8), name: trial.file)
      #expect(data.exampleCount == table.rows)
      #expect(data.task == (form.isOfValues ? .regression : .classification))
      #expect(!table.hasConstantColumn)
    }
  }

  @Test func aFaultOfTheTableIsInTheTable() {
    var trial = OutsideTrial(index: 0, kind: .classes, form: .flowers, healthyPlan: .init())
    let plain = trial.table().csv
    for (fault, text) in [(OutsideFault.constantColumn, "edition"), (.answerColumn, "code")] {
      trial.fault = fault
      #expect(trial.table().columns.last?.name == text)
      #expect(trial.table(withFault: false).csv == plain)
    }
    trial.fault = .outlier(9.9e9)
    #expect(trial.table().csv.contains("9900000000"))
  }
}
