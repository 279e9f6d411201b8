import Diagnosis
import Records
import Testing
import Texts

@testable import Reports

struct RunSheetTests {
  private func text(_ record: RunRecord) -> String {
    RunSheet(JudgedRun(record)).lines.joined(separator: "\n")
  }

  @Test func oneIsSaidAsOne() {
    let text = text(ExampleRecord.make(depth: 1, steps: 0, activation: "relu", silent: { _ in 1 }))
    #expect(text.contains("1 hidden layer of 64") && text.contains("1 time point,"), "\(text)")
    #expect(text.contains("1 look at"))
  }

  @Test func anEventSaysWhatItsLimitIsAndWhichStepsAreKept() {
    var record = ExampleRecord.make(depth: 2, steps: 30)
    let places = Array(repeating: PlaceStatistics(), count: 3)
    func event(_ kind: BadEvent.Kind, limit: Double?, steps: [Int]) -> BadEvent {
      BadEvent(
        kind: kind, step: 20, place: 0, tensor: .delta, value: 0, limit: limit,
        steps: steps.map { StepDetail(step: $0, loss: 1, gradientNorm: 1, places: places) })
    }
    record.events = [
      event(.tooSmall, limit: 1.8e-8, steps: [5, 10, 15, 20]),
      event(.tooLarge, limit: BadEvent.largest, steps: [15, 20]),
    ]
    let text = text(record)
    #expect(
      text.contains("first δ below 1.8·10⁻⁸, which is 2⁻²⁴ of the output layer's"), "\(text)")
    #expect(text.contains("3 measured steps before it, 5 to 15, are kept in full"))
    #expect(text.contains("the largest number of float16"))
    #expect(text.contains("step 15 before it is kept in full"))
  }

  /// A look at a network that holds NaN sees no silent units, as no comparison with NaN is true.
  @Test func unitsAreNotRevivedByNaN() throws {
    var record = ExampleRecord.make(
      depth: 1, steps: 40, activation: "relu", status: .diverged, silent: { _ in 3 })
    for index in record.probes.indices {
      var map = UnitSet(unitCount: 64)
      for unit in 0..<3 { map[unit] = true }
      record.probes[index].silentMaps = [map]
    }
    record.curves.append(step: 41, loss: .nan, accuracy: 0, gradientNorm: .nan)
    var last = ProbeCheckpoint(step: 41, silentUnits: [0])
    last.silentMaps = [UnitSet(unitCount: 64)]
    record.probes.append(last)
    #expect(text(record).contains("silent at step 40"))
    #expect(text(record).contains("layer 1  3            0     0        3"), "\(text(record))")
    let json = try JSONText.encode(RunDocument(JudgedRun(record)))
    #expect(json.contains("\"silentUnits\" : null"))
  }

  @Test func aMergedTimePointSaysItsRange() {
    var record = ExampleRecord.make(depth: 2, steps: 3)
    record.history.extendLast(step: 9, Array(repeating: PlaceStatistics(), count: 3))
    #expect(text(record).contains("the mean over steps 3 to 9"))
  }
}
