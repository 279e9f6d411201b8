import Records
import Testing

@testable import Diagnosis

/// What of a record rules look at.
struct SoundRecordTests {
  /// Weights too large in ten layers; after four updates all is NaN, and the loop goes on.
  private func lost(after last: Int, until end: Int) -> RunRecord {
    var record = ExampleRecord.make(
      activation: "relu", deltaFactor: 8, finalLoss: .nan, status: .diverged
    ) { step, _, statistics in
      guard step > last else { return }
      for quantity in QuantitySet.everyStep.quantities { statistics[known: quantity] = .nan }
    }
    record.facts.origin = Origin(program: "train.py")
    var history = RunHistory(placeCount: record.places.count)
    for step in 0...end {
      history.append(step: step)
      for place in record.places.indices {
        history[step, place: place] = record.history[min(step, 200), place: place]
      }
    }
    record.history = history
    return record
  }

  /// A training that stops at NaN and one that does not are the same run.
  @Test func stepsAfterWeightsAreLostChangeNoFinding() {
    let (stopped, went) = (
      Judgement(lost(after: 3, until: 4)), Judgement(lost(after: 3, until: 180))
    )
    let exploding = went.findings.first { $0.code == "GS102" }
    #expect(exploding?.severity == .error, "\(went.findings)")
    #expect(stopped.findings.map(\.code) == went.findings.map(\.code))
    #expect(stopped.findings.map(\.severity) == went.findings.map(\.severity))
    #expect(stopped.verdict == went.verdict)
  }

  /// A number that is NaN for a step, while weights stay numbers, ends nothing.
  @Test func aStepWithoutNumbersIsNoEnd() {
    let record = ExampleRecord.make { step, _, statistics in
      if step == 7 { statistics.deltaRMS = .nan }
    }
    #expect(RunEvidence(record).history.count == record.history.count)
  }
}
