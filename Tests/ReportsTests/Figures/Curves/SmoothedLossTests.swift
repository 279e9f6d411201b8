import Diagnosis
import Records
import Testing

@testable import Reports

struct SmoothedLossTests {
  private func curves(_ losses: [Double], capacity: Int = Curves.standardCapacity) -> Curves {
    var curves = Curves(capacity: capacity)
    for (step, loss) in losses.enumerated() {
      curves.append(
        step: step, loss: loss, accuracy: 0, gradientNorm: 1, alone: step + 1 == losses.count)
    }
    return curves
  }

  /// A loss that falls steeply at once, over so many steps that points are merged.
  @Test(arguments: [0, 1, 200, 1_000, 10_000, 50_000])
  func theLineBeginsWhereTheLossDid(steps: Int) throws {
    let curves = curves((0...steps).map { 1 / (1 + Double($0)) })
    let line = SmoothedLoss(curves)
    let end = try #require(line.losses.last)
    #expect(line.losses.first == 1)
    // The median of the last hundredth.
    #expect(end >= 1 / (1 + Double(steps)) && end <= 1 / (1 + 0.98 * Double(steps)))
    #expect(line.steps.first == 0 && line.steps.last == Double(steps))
    // And what falls is drawn as falling: the window is symmetric, and neither leads nor lags.
    #expect(zip(line.losses, line.losses.dropFirst()).allSatisfy { $0 >= $1 })
    let early = line.steps.indices.prefix { $0 < min(100, steps) }
    #expect(early.allSatisfy { line.losses[$0] == curves.loss[$0] })
  }

  @Test func noNoiseIsLeft() {
    let line = SmoothedLoss(curves((0...10_000).map { 1 + ($0 % 2 == 0 ? 0.5 : -0.5) }))
    #expect(line.losses.dropFirst(1_000).dropLast().allSatisfy { abs($0 - 1) < 0.1 })
    // Of single steps it is one of the two.
    #expect(SmoothedLoss(curves([0, 5, 1, 5, 1, 5, 0])).losses == [0, 5, 1, 5, 1, 5, 0])
  }

  /// The same as sorting every window anew.
  @Test func theWindowThatMovesHoldsWhatIsInIt() {
    let losses = (0...5_000).map { Double(($0 * 7_919) % 101) }
    let curves = curves(losses)
    let line = SmoothedLoss(curves)
    for point in stride(from: 0, to: curves.count, by: 37) {
      let reach = min(50, line.steps[point])
      let window = line.steps.indices.filter { abs(line.steps[$0] - line.steps[point]) <= reach }
      let median = WeightedMedian.of(window.map { (curves.loss[$0], curves.counts[$0]) })
      #expect(line.losses[point] == median)
    }
  }

  /// A point of many steps counts as often as it has steps.
  @Test func stepsCountNotPoints() {
    var long = Curves()
    for (step, lastStep, loss) in [(0, 0, 9.0), (1, 96, 3), (97, 97, 1), (98, 98, 1), (99, 99, 5)] {
      long.append(
        CurvePoint(
          step: step, lastStep: lastStep, count: lastStep - step + 1, loss: loss,
          smallestLoss: loss, largestLoss: loss, accuracy: 0, gradientNorm: 1,
          smallestGradientNorm: 1, largestGradientNorm: 1, learningRate: 1, clippingFactor: 1,
          smallestClippingFactor: 1, clippedUpdates: 0))
    }
    #expect(SmoothedLoss(long).steps == [0, 48.5, 97, 98, 99])
    #expect(long.medianLoss(of: 0..<5) == 3)
  }

  @Test func whatIsNotFiniteIsShownAsItIs() {
    let losses = (0...300).map { $0 == 150 ? Double.nan : $0 == 200 ? .infinity : 2 }
    let line = SmoothedLoss(curves(losses))
    #expect(line.losses[150].isNaN && line.losses[200] == .infinity)
    #expect(line.losses[149] == 2 && line.losses[152] == 2 && line.losses[203] == 2)
    #expect(line.losses.last == 2)
    #expect(SmoothedLoss(Curves()).losses.isEmpty)
  }

  /// The subtitle does not call a mean a single batch.
  @Test func whatIsFaintIsSaid() {
    func faint(_ steps: Int) -> String {
      var record = ExampleRecord.make(steps: 5)
      record.curves = curves([Double](repeating: 1, count: steps))
      return LossCurvesFigure(context: FigureContext([JudgedRun(record)], command: "")).faint
    }
    #expect(faint(1_001) == "single batches")
    #expect(faint(5_000) == "single batches, later mean and range of several")
  }
}
