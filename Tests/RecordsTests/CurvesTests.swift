import Foundation
import Records
import Testing

@Suite struct CurvesTests {
  @Test func mergingKeepsMeanSmallestLargestAndTheFirstPoint() {
    var curves = Curves(capacity: 4)
    for step in 0..<5 {
      curves.append(
        step: step, loss: Double(step), accuracy: 0, gradientNorm: Double(10 - step),
        clippingFactor: step == 2 ? 0.5 : 1)
    }
    // 0 | 1 | 2 and 3, and then 4: with ρ = 1 a point that begins at step 2 may span two.
    #expect(curves.steps == [0, 1, 2, 4] && curves.mergers == 21)
    #expect(curves.lastSteps == [0, 1, 3, 4])
    #expect(curves.counts == [1, 1, 2, 1])
    #expect(curves.loss == [0, 1, 2.5, 4])
    #expect(curves.smallestLoss[2] == 2 && curves.largestLoss[2] == 3)
    #expect(curves.smallestGradientNorm[2] == 7 && curves.largestGradientNorm[2] == 8)
    #expect(curves.clippedUpdates == [0, 0, 1, 0])
    #expect(curves.smallestClippingFactor[2] == 0.5)
    // From here on the last point grows, by as many steps as its beginning allows.
    for step in 5..<8 { curves.append(step: step, loss: 6, accuracy: 0, gradientNorm: 1) }
    #expect(curves.lastSteps == [0, 1, 3, 7] && curves.loss[3] == 5.5)
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

  /// The beginning of a run is what its picture is looked at for.
  @Test func earlyStepsStayApartInARunOfAnyLength() {
    var curves = Curves()
    var resolved: [Int] = []
    for step in 0..<1_000_000 {
      curves.append(step: step, loss: 1, accuracy: 0, gradientNorm: 1)
      guard [2_047, 9_999, 99_999, 999_999].contains(step) else { continue }
      // Later points are longer, in proportion to what lies behind them.
      let ratio = PointSpans(mergers: curves.mergers).ratio
      #expect(ratio < 0.016)
      for (steps, first) in zip(curves.counts, curves.steps).dropLast() {
        #expect(steps == 1 || Double(steps) <= ratio * Double(first))
        #expect(Double(steps) >= 0.25 * ratio * Double(first) - 1)
      }
      resolved.append(curves.counts.prefix { $0 == 1 }.count)
    }
    #expect(resolved == [2_048, 512, 512, 256])
  }

  @Test func theLastStepIsAPointOfItsOwn() {
    var curves = Curves(capacity: 16)
    for step in 0..<1_000 {
      curves.append(
        step: step, loss: Double(step), accuracy: 0, gradientNorm: 1, alone: step == 999)
    }
    #expect(curves.counts.last == 1 && curves.loss.last == 999)
    #expect((curves.counts.dropLast().last ?? 0) > 1)
  }

  @Test func roomThatWasMadeIsThere() {
    var curves = Curves(capacity: 16)
    for step in 0..<14 { curves.append(step: step, loss: 1, accuracy: 0, gradientNorm: 1) }
    curves.makeRoom(for: 2)
    #expect(curves.mergers == 0)
    curves.makeRoom(for: 4)
    let mergers = curves.mergers
    #expect(mergers > 0)
    for step in 14..<18 {
      curves.append(step: step, loss: 1, accuracy: 0, gradientNorm: 1, alone: true)
    }
    #expect(curves.mergers == mergers && curves.counts.suffix(4) == [1, 1, 1, 1])
  }

  /// Whoever keeps a copy reads the last point again, and all of them where the counter has grown.
  @Test func withoutAMergerOnlyTheLastPointChanges() {
    var curves = Curves(capacity: 32)
    var (before, grew) = (curves, 0)
    for step in 0..<5_000 {
      curves.append(step: step, loss: Double(step % 7), accuracy: 0, gradientNorm: 1)
      if curves.mergers == before.mergers {
        let kept = max(before.count - 1, 0)
        #expect((0..<kept).allSatisfy { curves[$0] == before[$0] })
        if curves.count == before.count { grew += 1 }
      }
      before = curves
    }
    #expect(grew > 4_000)
  }

  @Test func clippingIsAveragedGeometricallyInAPointThatGrows() {
    var curves = Curves(capacity: 4)
    for step in 0..<8 {
      curves.append(
        step: step, loss: 1, accuracy: 0, gradientNorm: 1, clippingFactor: step > 4 ? 0.25 : 1)
    }
    // Steps 4 to 7, of which 4 was not clipped: ¼ to the power of ¾.
    #expect(curves.counts.last == 4 && curves.clippedUpdates.last == 3)
    #expect(abs((curves.clippingFactor.last ?? 0) / 0.3535533905932738 - 1) < 1e-12)
    #expect(curves.clippingFactor.dropLast().allSatisfy { $0 == 1 })
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
    #expect(curves.loss[2].isNaN)
    #expect(curves.smallestLoss[2] == 3 && curves.largestLoss[2] == 3)
  }
}
