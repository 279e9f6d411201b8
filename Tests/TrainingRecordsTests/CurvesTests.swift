import Foundation
import Testing
import TrainingRecords

@Suite struct CurvesTests {
  @Test func mergingKeepsMeanSmallestLargestAndTheFirstPoint() {
    var curves = Curves(capacity: 4)
    for step in 0..<5 {
      curves.append(
        step: step, loss: Double(step), accuracy: 0, gradientNorm: Double(10 - step),
        clippingFactor: step == 2 ? 0.5 : 1)
    }
    // 0 | 1 and 2 | 3, and then 4.
    #expect(curves.steps == [0, 1, 3, 4])
    #expect(curves.lastSteps == [0, 2, 3, 4])
    #expect(curves.counts == [1, 2, 1, 1])
    #expect(curves.loss == [0, 1.5, 3, 4])
    #expect(curves.smallestLoss[1] == 1 && curves.largestLoss[1] == 2)
    #expect(curves.smallestGradientNorm[1] == 8 && curves.largestGradientNorm[1] == 9)
    #expect(curves.clippedUpdates == [0, 1, 0, 0])
    #expect(curves.smallestClippingFactor[1] == 0.5)
    #expect(curves.mergers == 1)
  }

  @Test func aLongRunStaysBoundedAndLosesNoExtreme() {
    var curves = Curves(capacity: 64)
    for step in 0..<50_000 {
      curves.append(
        step: step, loss: step == 37_777 ? 1e6 : 1, accuracy: 0, gradientNorm: 1)
    }
    #expect(curves.count <= 64)
    #expect(curves.counts.reduce(0, +) == 50_000)
    #expect(curves.largestLoss.max() == 1e6)
    #expect(curves.steps[0] == 0 && curves.lastStep == 49_999)
    let total = zip(curves.loss, curves.counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    // As many roundings of sums near 10⁶.
    #expect(abs(total / (50_000 - 1 + 1e6) - 1) < 1e-9)
  }

  /// Arrays of unequal length would trap the first rule that reads them.
  @Test func tornCurvesAreNotDecoded() throws {
    var curves = Curves()
    curves.append(step: 0, loss: 1, accuracy: 0, gradientNorm: 1)
    let data = try JSONEncoder().encode(curves)
    #expect(try JSONDecoder().decode(Curves.self, from: data) == curves)
    let torn = String(decoding: data, as: UTF8.self)
      .replacing("\"largestLoss\":[1]", with: "\"largestLoss\":[]")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Curves.self, from: Data(torn.utf8))
    }
  }

  @Test func aNaNShowsInTheMeanAndLeavesTheRange() {
    var curves = Curves(capacity: 4)
    for (step, loss) in [1, 2, Double.nan, 3, 4].enumerated() {
      curves.append(step: step, loss: loss, accuracy: 0, gradientNorm: 0)
    }
    #expect(curves.loss[1].isNaN)
    #expect(curves.smallestLoss[1] == 2 && curves.largestLoss[1] == 2)
  }
}
