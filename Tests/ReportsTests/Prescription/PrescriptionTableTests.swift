import Records
import Testing

@testable import Reports

struct PrescriptionTableTests {
  private func text(_ report: PrescriptionReport) -> String {
    PrescriptionTable(report).lines.joined(separator: "\n")
  }

  @Test func whatHealedComesFirstAndTheCommandStandsAtTheEnd() throws {
    let text = text(SampleReports.healed())
    let rows = text.split(separator: "\n").map(String.init)
    #expect(rows[2].hasPrefix("before") && rows[2].contains("0 of 3"))
    #expect(rows[3].hasPrefix("--norm batch") && rows[3].contains("3 of 3 ✓"))
    #expect(rows[5].hasPrefix("--init lsuv"))
    #expect(text.contains("Recommended: --norm batch, the smallest of 2 that heal, of 4 changes"))
    #expect(text.contains("Confirmed with seed 4"))
    #expect(text.contains("Run it:\n  gradscope train --norm batch"))
    #expect(
      text.contains("at least 50 % of the way from guessing to the loss of a small healthy network")
    )
    #expect(
      text.contains(
        "A larger change heals, too: --activation leaky-relu --init he-normal (costs nothing)."))
    // The sample's runs with --optimizer: one of three seeds.
    #expect(text.contains("is well with 1 of 3 seeds: a change that fails with one draw"))
  }

  /// What is needed is said in the numbers of the data, and left out where nothing can reach it.
  @Test(arguments: [0.07, 2.4]) func whatIsNeededIsThatOfTheData(_ reached: Double) {
    var report = SampleReports.healed()
    report.before = report.before.map { run in
      var record = run.record
      record.facts.reference = Reference(
        guessing: 2.3, reached: reached, needed: reached < 2 ? 1.185 : 2.2, heldOut: true)
      return JudgedRun(record)
    }
    let sentence = """
      A run is well when no error is found and its loss on examples held out is 1.19 or less: 50 % of \
      the way from guessing, 2.30, to 0.0700, which a small healthy network reaches on these data \
      (2 hidden layers).
      """
    #expect(text(report).contains(sentence) == (reached < 2), "\(text(report))")
    #expect(text(report).contains("A run is well") == (reached < 2))
  }

  /// Each paragraph follows from what came of the changes.
  @Test func nothingStandsThereThatNoRunGaveReasonFor() {
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    let trial = SampleReports.trial("--init lsuv", "initialization", runs: sick, well: 0)
    let text = text(SampleReports.report(before: sick, trials: [trial]))
    #expect(!text.contains("heals, too") && !text.contains("smallest change"))
    #expect(!text.contains("one draw"))
  }

  @Test func nothingToHealIsSaidPlainly() {
    let runs = SampleReports.runs(factor: 1, loss: 0.1)
    let text = text(SampleReports.report(before: runs, wellBefore: 3))
    #expect(text.contains("There is nothing to heal"))
    #expect(!text.contains("Run it"))
  }

  @Test func nothingThatHealsIsSaidPlainly() {
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    let trial = SampleReports.trial("--init lsuv", "initialization", runs: sick, well: 0)
    let hopeless = text(SampleReports.report(before: sick, trials: [trial]))
    #expect(hopeless.contains("No single change healed this network: 1 change tried."))
    #expect(!hopeless.contains("The nearest"))
    let better = SampleReports.trial(
      "--norm layer", "normalization", runs: SampleReports.runs(factor: 0.9, loss: 1.5), well: 0)
    let text = text(SampleReports.report(before: sick, trials: [trial, better]))
    #expect(text.contains("The nearest: --norm layer"))
  }

  @Test func twoChangesTogetherAreSaidToBeTwo() {
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    let single = SampleReports.trial("--init lsuv", "initialization", runs: sick, well: 0)
    let pair = SampleReports.trial(
      "--init he-normal --learning-rate 0.05", "initialization+learning-rate",
      runs: SampleReports.runs(factor: 1, loss: 0.1), well: 3, confirmed: true)
    var report = SampleReports.report(before: sick, trials: [single, pair], recommended: 1)
    (report.triedAll, report.triedPairs) = (true, true)
    #expect(
      text(report).contains(
        "No single change healed, two together do: --init he-normal --learning-rate "
          + "0.05, the only one that heals of 1 single change and 1 pair tried (costs nothing)."))
    #expect(text(report).contains("two were tried together"))
  }

  @Test func aLossOfNaNIsNotNearest() {
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    let diverged = SampleReports.trial(
      "--learning-rate 5", "learning-rate", runs: SampleReports.runs(factor: 0.9, loss: .nan),
      well: 0)
    let better = SampleReports.trial(
      "--norm layer", "normalization", runs: SampleReports.runs(factor: 0.9, loss: 1.5), well: 0)
    for trials in [[diverged, better], [better, diverged]] {
      #expect(
        text(SampleReports.report(before: sick, trials: trials))
          .contains("The nearest: --norm layer"))
    }
  }

  @Test func aChangeThatFailsWithTheUnseenSeedIsNotRecommended() {
    let runs = SampleReports.runs(factor: 1, loss: 0.1)
    let trial = SampleReports.trial(
      "--norm layer", "normalization", runs: runs, well: 3, confirmed: false)
    let text = text(
      SampleReports.report(
        before: SampleReports.runs(factor: 0.2, loss: 2.3), trials: [trial]))
    #expect(text.contains("No change is recommended"))
    #expect(text.contains("Not confirmed: --norm layer fails with seed 4"))
  }

  @Test func whatFailsWithTheUnseenSeedIsNotCountedAsHealed() {
    let well = SampleReports.runs(factor: 1, loss: 0.1)
    let failed = SampleReports.trial(
      "--init lsuv", "initialization", runs: well, well: 3, confirmed: false)
    let best = SampleReports.trial(
      "--norm batch", "normalization", runs: well, well: 3, confirmed: true)
    let report = SampleReports.report(
      before: SampleReports.runs(factor: 0.2, loss: 2.3), trials: [failed, best], recommended: 1)
    #expect(text(report).contains("--norm batch, the only one that heals of 2 changes tried"))
    // It stands below what lasts, without a tick.
    #expect(PrescriptionTable(report).lines[4].contains("3 of 3  "))
  }

  @Test func anInterruptIsSaidFirst() {
    let well = SampleReports.runs(factor: 1, loss: 0.1)
    let best = SampleReports.trial("--norm batch", "normalization", runs: well, well: 3)
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    #expect(
      text(
        SampleReports.report(before: sick, trials: [best], recommended: 0, isInterrupted: true)
      ).contains("Interrupted. Recommended: --norm batch, the first change that was tried"))
    #expect(
      text(SampleReports.report(before: sick, isInterrupted: true))
        .contains("Interrupted before a change was tried."))
  }

  @Test func causesThatDifferFromSeedToSeedAreOneVerdict() {
    let runs = SampleReports.runs(factor: 0.2, loss: 2.3)
    #expect(runs.verdicts.hasPrefix("vanishing gradient"))
    let others = SampleReports.runs(factor: 0.2, loss: 2.3, activation: "tanh")
    #expect(runs.verdicts != others.verdicts)
    #expect((runs + others).verdicts == "vanishing gradient")
  }

  @Test func medianAndRangeOfThreeSeeds() {
    let spread = RunSpread([0.3, 0.1, 0.2])
    #expect(spread?.text { "\($0)" } == "0.2 (0.1–0.3)")
    // Who answers with NaN is the worst, and is not left out.
    let bad = RunSpread([.nan, 0.1, 0.2])
    #expect(bad?.median == 0.2 && bad?.highest.isNaN == true && bad?.lowest == 0.1)
    #expect(RunSpread([.nan, .nan, 2.3])?.text { "\($0)" } == "nan (lowest 2.3)")
    #expect(RunSpread([]) == nil)
  }

  /// Beside an accuracy of the examples held out, whose the loss is has to be said.
  @Test func theLossIsSaidToBeThatOfTraining() {
    let text = text(SampleReports.healed())
    #expect(text.split(separator: "\n").first?.contains("training loss") == true)
    #expect(text.contains("was not chosen on: training loss "))
  }
}
