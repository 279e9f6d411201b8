import Records
import Testing

@Suite struct CurvesStepsTests {
  private func curves(_ steps: Int) -> Curves {
    var curves = Curves()
    for step in 0..<steps {
      curves.append(step: step, loss: Double(step), accuracy: 0, gradientNorm: 1)
    }
    return curves
  }

  @Test func ofSingleStepsATenthIsATenthOfThePoints() {
    let curves = curves(1_001)
    #expect(curves.measuredSteps == 1_001)
    #expect(curves.head(of: 100) == 0..<100 && curves.lastTenth == 901..<1_001)
    #expect(curves.medianLoss(of: curves.lastTenth) == 951)
  }

  @Test func ofALongRunATenthIsATenthOfTheSteps() {
    let curves = curves(100_000)
    let tail = curves.lastTenth
    #expect((90_000...91_000).contains(curves.steps[tail.lowerBound]))
    #expect(tail.count < curves.count / 20)
    let head = curves.head(of: 10_000)
    #expect((9_800...10_000).contains(curves.lastSteps[head.upperBound - 1] + 1))
    #expect(head.count > curves.count / 2)
  }

  @Test func thereIsAPointAtLeastWhereThereIsAny() {
    #expect(curves(5).lastTenth == 4..<5 && curves(5).head(of: 0) == 0..<1)
    #expect(Curves().lastTenth.isEmpty && Curves().head(of: 3).isEmpty)
    #expect(Curves().medianLoss(of: Curves().lastTenth) == nil)
  }

  @Test func aMedianCountsWeights() {
    #expect(WeightedMedian.of([(3, 1), (1, 1), (2, 1)]) == 2)
    // Of an even number the upper middle.
    #expect(WeightedMedian.of([(1, 1), (2, 1)]) == 2)
    #expect(WeightedMedian.of([(1, 5), (2, 1), (3, 1)]) == 1)
    #expect(WeightedMedian.of([]) == nil)
  }
}
