import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// What is told of updates: medians where there are enough, and where numbers end.
struct UpdateMedianTests {
  private func median(_ ratios: [Double]) -> UpdateMedian {
    UpdateMedian(
      ratios.enumerated().map { UpdateMedian.Entry(step: $0, ratio: $1, weight: 1) })
  }

  private func words(
    depth: Int = 2, steps: Int = 100, status: RunStatus = .completed,
    _ ratio: @escaping (Int, Int) -> Double
  ) -> String {
    var record = ExampleRecord.make(depth: depth, steps: steps, status: status) {
      step, layer, statistics in statistics.updateRatio = ratio(step, layer)
    }
    record.name = "run"
    return DrawnFigure(UpdateRatiosFigure.self, of: [JudgedRun(record)]).words
  }

  /// Of an even number the middle lies between two: taking the larger of two would call the last the median.
  @Test func theMedianOfAnEvenNumberLiesBetween() {
    func of(_ ratios: [Double]) -> Double {
      UpdateMedian.of(ratios.map { UpdateMedian.Entry(step: 0, ratio: $0, weight: 1) }[...])
    }
    #expect(abs(of([1, 100]) - 10) < 1e-9 && of([3, 1, 2]) == 2)
    #expect(of([0, 4]) == 2 && of([]).isNaN)
  }

  /// Two updates have no typical one.
  @Test func ofFewUpdatesTheLastIsTold() {
    let few = median([4, 2e6])
    #expect(few.told == 2e6 && few.note == "last of 2 updates: ")
    #expect(few.opening == "The last of 2 updates" && median([1]).opening == "The only update")
    #expect(median([1, 1, 1, 1, 1]).note.isEmpty)
    let words = words(steps: 2) { step, _ in step == 0 ? 0.01 : 0.05 }
    #expect(words.contains("The last of 2 updates changes layer 1 by 0.050 of its weights"))
    #expect(words.contains("last of 2 updates: layer 1: 0.050"), "\(words)")
  }

  /// One number is typical of neither of two phases.
  @Test func twoPhasesAreToldApart() {
    let halves = median(Array(repeating: 1e-2, count: 50) + Array(repeating: 1e-5, count: 50))
    #expect(halves.halves?.first == 1e-2 && halves.halves?.second == 1e-5)
    #expect(halves.words == "0.010 → 1.0·10⁻⁵")
    #expect(median(Array(repeating: 1e-2, count: 100)).halves == nil)
    let words = words { step, _ in step < 50 ? 1e-2 : 1e-5 }
    #expect(words.contains("layer 1: 0.010 → 1.0·10⁻⁵"), "\(words)")
    #expect(
      words.contains(
        "changes layer 1 by 0.010 of its weights in the first half of the steps and 1.0·10⁻⁵"))
    #expect(words.contains("a → b where that of the first half is far from that of the second"))
  }

  /// A run that loses its numbers late had updates before, and says where they end, and in how much of it.
  @Test func whereNumbersEndIsSaidWithHowMuchOfIt() {
    let words = words { step, layer in step >= 60 && layer < 3 ? .nan : 1e-3 }
    #expect(words.contains("NaN or infinite from step 60 on in 2 of 3 layers"), "\(words)")
    #expect(!words.contains("every update is NaN"))
    let zero = self.words { step, _ in step >= 73 ? 0 : 1e-9 }
    #expect(zero.contains("exactly 0 from step 73 on in all 3 layers"), "\(zero)")
    #expect(!zero.contains("mostly below"))
  }

  /// Over steps without a number there is a line that says so, and no dots.
  @Test func nothingIsDrawnOverStepsWithoutNumbers() {
    var record = ExampleRecord.make(depth: 2, steps: 40) { step, _, statistics in
      statistics.updateRatio = step < 10 ? 1e-3 : .nan
    }
    record.name = "run"
    let drawn = DrawnFigure(UpdateRatiosFigure.self, of: [JudgedRun(record)])
    #expect(drawn.strings.contains("NaN or infinite from step 10 on"), "\(drawn.strings)")
    #expect(!drawn.canvas.strokes.contains { $0.style.dash == [1.2, 4] })
  }

  /// What is below the axis, or above it, is no jump that is seen.
  @Test func aSpikeBeyondTheAxisIsNotTold() {
    let hidden = words(depth: 1, steps: 899) { step, layer in
      layer == 1 ? (step == 430 ? 1e-12 : 1e-14) : 1e-3
    }
    #expect(!hidden.contains("jumps to"), "\(hidden)")
  }
}
