import Diagnosis
import Records
import Testing

@testable import Reports

struct MomentTests {
  /// A run with time points at these steps.
  private func run(_ steps: [Int]) -> JudgedRun {
    var record = ExampleRecord.make(depth: 2, steps: steps.count - 1)
    let statistics = record.places.indices.map { record.history[0, place: $0] }
    record.history = RunHistory(placeCount: record.places.count)
    for (entry, step) in steps.enumerated() {
      record.history.append(step: step)
      for place in record.places.indices {
        record.history[entry, place: place] = statistics[place]
      }
    }
    return JudgedRun(record)
  }

  @Test func theMiddleIsNearestToHalfOfTheWay() {
    #expect(run([0, 10, 40, 60, 100]).step(of: .deltaRMS, at: .middle) == 40)
    #expect(run([0, 100]).step(of: .deltaRMS, at: .middle) == nil)
  }

  /// The largest steps that a record may have; others leave it no time points.
  @Test func theMiddleOfHugeStepsIsFound() {
    let most = StepRanges.lastStep
    #expect(run([most - 4, most - 3, most - 1]).step(of: .deltaRMS, at: .middle) == most - 3)
    #expect(run([0, most / 2, most]).step(of: .deltaRMS, at: .middle) == most / 2)
    #expect(run([0, Int.max / 2, Int.max]).step(of: .deltaRMS, at: .middle) == nil)
  }
}
