import Diagnosis
import Records
import Testing
import Texts

@testable import Reports

/// What a verdict says in words, and what it does not claim.
struct JudgedRunTests {
  @Test func healthyWithWarningsSaysSo() {
    let record = ExampleRecord.make(activation: "relu", silent: { $0 < 40 ? 5 : 50 })
    #expect(JudgedRun(record).verdictText == "healthy, 1 warning")
    #expect(JudgedRun(record).judgement.verdict == "healthy")
    #expect(JudgedRun(ExampleRecord.make()).verdictText == "healthy")
  }

  @Test func withoutUpdatesNothingIsHealthy() {
    let record = ExampleRecord.make(steps: 0)
    #expect(JudgedRun(record).verdictText == "not trained")
  }

  @Test func aLivingRunIsNotInterrupted() throws {
    let record = ExampleRecord.make(status: .interrupted)
    let run = JudgedRun(record, isRunning: true)
    #expect(run.verdictText == "healthy (running)" && !run.isInterrupted)
    let outcome = Narrative([run]).outcome ?? ""
    #expect(outcome.contains("Still running: 1 of 1 runs, at step 200"), "\(outcome)")
    #expect(FigureContext([run], command: "").interruption.hasPrefix("RUNNING"))
    #expect(try JSONText.encode(RunDocument(run)).contains("\"status\" : \"running\""))
  }

  /// The process ended before the network was evaluated.
  @Test func whatWasNotMeasuredIsNotClaimed() {
    var record = ExampleRecord.make(finalLoss: 0.05, status: .interrupted)
    record.evaluation = Evaluation()
    let run = JudgedRun(record)
    let outcome = Narrative([run]).outcome ?? ""
    #expect(outcome.hasPrefix("Learned: example (loss 0.16 in its last batches)"), "\(outcome)")
    let text = ComparisonTable([run]).lines.joined(separator: "\n")
    #expect(text.contains("example: not evaluated, the process ended before"))
    #expect(!text.contains("NaN") && !text.contains("training examples"))
    #expect(!FigureContext([run], command: "").source().contains(" 0 training examples"))
  }

  /// What is said at the top of a document is said of all its runs.
  @Test func runsOfDifferentDataHaveNoConfigurationInCommon() throws {
    var runs = SampleRuns.runs(depth: 3, steps: 5)
    #expect(ComparisonDocument.configuration(of: runs) != nil)
    var other = runs[0].record
    other.facts.data?.name = "moons"
    runs.append(JudgedRun(other))
    let document = ComparisonDocument(
      runs, configuration: ComparisonDocument.configuration(of: runs), files: [])
    #expect(try JSONText.encode(document).contains("\"configuration\" : null"))
  }

  @Test func oneLayerMultipliesNothing() {
    let runs = [JudgedRun(ExampleRecord.make(depth: 1))]
    let text = ComparisonTable(runs).lines.joined(separator: "\n")
    #expect(text.contains("×0.5 halves it. (It takes two layers.)"), "\(text)")
  }
}

/// What a verdict must not leave out.
struct VerdictOfLaterDeathTests {
  @Test(arguments: [true, false])
  func aLayerThatDiesLaterIsNamed(deltaTells: Bool) {
    var record = ExampleRecord.make(activation: "relu", finalLoss: 2.3) { step, layer, statistics in
      guard layer <= 10 else { return }
      for _ in layer..<10 { statistics.deltaRMS *= 0.1 }
      guard step >= 73, deltaTells else { return }
      statistics.deltaRMS = 0
      if layer == 10 { statistics.zeroFraction = 1 }
    }
    record.probes = [0, 40, 100, 200].map { look in
      ProbeCheckpoint(step: look, silentUnits: (1...10).map { $0 == 10 && look >= 73 ? 64 : 0 })
    }
    let text = JudgedRun(record).verdictText
    #expect(text.hasPrefix("vanishing gradient"), "\(text)")
    #expect(
      text.hasSuffix("; layer 10 dies \(deltaTells ? "at step 73" : "by step 100")"), "\(text)")
  }
}
