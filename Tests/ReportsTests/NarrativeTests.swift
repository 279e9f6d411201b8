import Diagnosis
import Records
import Testing

@testable import Reports

/// Sentences are made from the runs: other numbers, other sentences.
struct NarrativeTests {
  /// Batches that differ by other amounts, and what was tried, are no other setting.
  @Test func whatCameOfTheRunsDoesNotKeepThemFromBeingTwins() {
    let runs = SampleRuns.runs(depth: 10).enumerated().map { index, run in
      var record = run.record
      record.facts.batchSpread = Double(index)
      record.facts.oneBatch = OneBatch(examples: 32, steps: index, guessing: 2, loss: 1)
      return JudgedRun(record)
    }
    let sentences = Narrative(runs).sentences
    #expect(sentences.contains { $0.hasPrefix("What changed") })
    #expect(sentences.contains { $0.hasPrefix("The shortcut saves") })
  }

  @Test func saysWhoLearnedAndWhoDidNot() {
    let outcome = Narrative(SampleRuns.runs(depth: 10)).outcome ?? ""
    #expect(outcome.contains("Learned: tanh-xavier (0.97)"))
    #expect(
      outcome.contains("At chance (0.10): sigmoid-naive, sigmoid-xavier, tanh-naive, relu-naive."))
  }

  @Test func theContrastQuotesBothFactors() {
    let text = Narrative(SampleRuns.runs(depth: 10)).sentences.joined(separator: " ")
    #expect(text.contains("×0.95"))
    #expect(text.contains("×0.080"))
    #expect(text.contains("sigmoid-xavier: its weights are not to blame"))
    #expect(text.contains("The shortcut saves"))
  }

  /// What is flat before the first update may be 0 in every layer at the end.
  @Test func flatGradientsAreSaidToBeOfTheStart() throws {
    let record = ExampleRecord.make(deltaFactor: 0.05, finalLoss: 2.3) { step, _, statistics in
      statistics.weightGradientNorm = step < 50 ? 1e-9 : 0
    }
    let text = Narrative([JudgedRun(record)]).sentences.joined(separator: " ")
    #expect(text.contains("flat over the layers before the first update (example"), "\(text)")
  }

  @Test func healthyRunsAloneGiveNoStoryOfFailure() {
    let healthy = SampleRuns.runs(depth: 10).filter(\.judgement.isHealthy)
    let sentences = Narrative(healthy).sentences
    #expect(sentences.count == 1)
    #expect(sentences[0].hasPrefix("Learned:"))
  }

  @Test func aDivergedRunIsNeverAmongThoseThatLearned() {
    var record = ExampleRecord.make(steps: 150, status: .diverged)
    record.curves.append(step: 151, loss: .nan, accuracy: 0, gradientNorm: .nan)
    record.evaluation.finalLoss = .nan
    #expect(Narrative([JudgedRun(record)]).outcome?.hasPrefix("Diverged: example") == true)
  }

  /// Of stored runs that differ in more than one thing, none is said to be the cause.
  @Test func runsOfOtherDataOrDepthAreNoTwins() {
    let runs = SampleRuns.runs(depth: 10)
    #expect(Narrative(runs).sentences.contains { $0.hasPrefix("What changed") })
    #expect(Narrative(runs).sentences.contains { $0.hasPrefix("The shortcut") })
    let changes: [(inout RunFacts) -> Void] = [
      { $0.data?.name = "spirals" }, { $0.learningRate = 0.1 }, { $0.plannedSteps = 121 },
    ]
    for change in changes {
      let others = runs.map { run in
        var record = run.record
        // Every learner is of other data than those that learned nothing.
        if run.hasLearned { change(&record.facts) }
        return JudgedRun(record)
      }
      let sentences = Narrative(others).sentences
      #expect(!sentences.contains { $0.hasPrefix("What changed") || $0.hasPrefix("The shortcut") })
    }
  }

  /// A run whose process was killed has no accuracy, and its loss is not called one.
  @Test func aLossIsNotCalledAnAccuracy() throws {
    let runs = SampleRuns.runs(depth: 10).map { run in
      guard !run.hasLearned else { return run }
      var record = run.record
      record.status = .interrupted
      record.evaluation.finalLoss = .nan
      return JudgedRun(record)
    }
    let sentence = try #require(
      Narrative(runs).sentences.first { $0.hasPrefix("What changed") })
    #expect(sentence.contains("network goes from loss 2.3 in its last batches to 0.97 with"))
  }
}
