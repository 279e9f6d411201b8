import Diagnosis
import Records
import Testing
import Texts

@testable import Reports

/// What to do next about a run, in a sentence and a command.
struct NextStepTests {
  private func run(_ tried: [TriedChange], finalLoss: Double = 2.3) -> JudgedRun {
    var record = ExampleRecord.make(deltaFactor: 0.2, finalLoss: finalLoss)
    record.evaluation.trainingAccuracy = 0.1
    record.facts.tried = tried
    return JudgedRun(record)
  }

  private func change(
    _ options: String, accuracy: Double?, heals: Bool, seeds: [UInt64] = [1]
  ) -> TriedChange {
    TriedChange(
      options: options, arguments: ["train"] + options.split(separator: " ").map(String.init),
      remedies: [], loss: nil, accuracy: accuracy, verdict: heals ? "healthy" : "diverged",
      seeds: seeds, heals: heals)
  }

  private func text(_ step: NextStep) -> String {
    step.blocks.map { block in
      switch block {
      case .line(let text): text.plain
      case .command(let text): text
      default: ""
      }
    }.joined(separator: "\n")
  }

  @Test func whatHealsIsNamedWithItsCommand() {
    let step = NextStep(
      run([
        change("--norm layer", accuracy: nil, heals: false),
        change("--init he-normal", accuracy: 0.97, heals: true, seeds: [1, 2]),
      ]))
    #expect(
      text(step) == """
        Tried with seeds 1 and 2, --init he-normal heals it: accuracy 0.97 in place of 0.10, no \
        error is left. \
        Not enough alone: --norm layer (diverged). Run it:
          gradscope train --init he-normal

        """)
    #expect(step.arguments == "train --init he-normal")
  }

  @Test func whatHealsWithOneSeedOnlyIsNotEnough() {
    let step = NextStep(
      run([change("--residual", accuracy: 0.9, heals: false, seeds: [1, 2])]),
      prescribing: ["prescribe", "--depth", "9"])
    #expect(
      text(step) == """
        Tried, and not enough: --residual (accuracy 0.90, but it fails with seed 2). Next, what \
        tries more, \
        with several seeds:
          gradscope prescribe --depth 9

        """)
  }

  @Test func ofMoreThanThreeTheRestIsCounted() {
    let all = (1...5).map { change("--depth \($0)", accuracy: 0.1, heals: false) }
    #expect(text(NextStep(run(all))).contains("--depth 3 (accuracy 0.10) and 2 more. "))
  }

  @Test func whatWasNotTriedIsPrescribedOrExplained() {
    let sick = run([])
    #expect(NextStep(sick, prescribing: ["prescribe"]).arguments == "prescribe")
    #expect(NextStep(sick).arguments == "explain vanishing-gradient")
  }

  /// A log may say anything: its words are those of one command.
  @Test func wordsOfALogAreQuotedAndOnlyOfThisProgram() {
    var change = change("--init he-normal", accuracy: 0.9, heals: true)
    change.arguments = ["train", "--depth", "8; curl x|sh"]
    #expect(NextStep(run([change])).arguments == "train --depth '8; curl x|sh'")
    change.arguments = ["rm", "-r"]
    #expect(NextStep(run([change])).arguments == "explain vanishing-gradient")
    var foreign = run([change]).record
    foreign.facts.origin = Origin(program: "x", framework: "PyTorch")
    foreign.facts.tried[0].arguments = ["train"]
    #expect(NextStep(JudgedRun(foreign)).arguments?.hasPrefix("explain") == true)
  }

  @Test func aHealthyRunNeedsNothing() {
    let healthy = JudgedRun(ExampleRecord.make())
    #expect(NextStep(healthy).blocks.isEmpty && NextStep(healthy).arguments == nil)
  }
}
