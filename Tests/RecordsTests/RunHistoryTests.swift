import Foundation
import Records
import Testing

@Suite struct RunHistoryTests {
  @Test func placesOfATimePointAreApart() {
    var history = RunHistory(placeCount: 2)
    for step in 0..<3 {
      history.append(step: step)
      for place in 0..<2 { history[step, place: place].deltaRMS = Double(10 * step + place + 1) }
    }
    #expect(history.count == 3)
    #expect(history.statistics.map(\.deltaRMS) == [1, 2, 11, 12, 21, 22])
    #expect(history[1, place: 1].deltaRMS == 12)
  }

  /// Adds the steps of a run one by one, δ of the ℓth place, ℓ from 1, at step t being t + ℓ.
  private func history(steps: Int, capacity: Int) -> RunHistory {
    var history = RunHistory(placeCount: 2, capacity: capacity)
    for step in 0..<steps {
      let places = (0..<2).map { place in
        var statistics = PlaceStatistics()
        statistics.deltaRMS = Double(step + place + 1)
        statistics.nonFiniteDeltas = 1
        return statistics
      }
      if history.lastMaySpan(step) {
        history.extendLast(step: step, places)
      } else {
        history.append(step: step)
        for place in 0..<2 { history[history.count - 1, place: place] = places[place] }
      }
    }
    return history
  }

  @Test func mergingKeepsMeanSmallestLargestAndTheFirstPoint() {
    let history = history(steps: 5, capacity: 4)
    // 0 | 1 | 2 and 3, and then 4.
    #expect(history.steps == [0, 1, 2, 4] && history.lastSteps == [0, 1, 3, 4])
    #expect(history.counts == [1, 1, 2, 1] && history.mergers > 0)
    #expect((0..<4).map { history[$0, place: 1].deltaRMS } == [2, 3, 4.5, 6])
    // The second place of time point 2.
    #expect(history.smallest[5].deltaRMS == 4 && history.largest[5].deltaRMS == 5)
    // What is counted is added up.
    #expect(history[2, place: 1].nonFiniteDeltas == 2)
  }

  @Test func aLongRunStaysBoundedAndLosesNothing() {
    let history = history(steps: 20_000, capacity: 16)
    #expect(history.count <= 16 && history.statistics.count == 2 * history.count)
    #expect(history.smallest.count == history.statistics.count)
    #expect(history.largest.count == history.statistics.count)
    #expect(history.counts.reduce(0, +) == 20_000)
    #expect(
      StepRanges.firstFault(in: history.steps, to: history.lastSteps, counts: history.counts) == nil
    )
    #expect(history.counts[0] == 1 && history.lastStep == 19_999)
    for entry in 0..<history.count {
      // The first place at step t has t + 1, so the mean is that of the first and the last step.
      let (first, last) = (Double(history.steps[entry] + 1), Double(history.lastSteps[entry] + 1))
      #expect(history.smallest[2 * entry].deltaRMS == first)
      #expect(history.largest[2 * entry].deltaRMS == last)
      // Some roundings of numbers below 2¹⁵.
      #expect(abs(history[entry, place: 0].deltaRMS - (first + last) / 2) < 1e-9)
    }
  }

  @Test func aTimePointGrowsByTheStepsThatExtendIt() {
    var history = history(steps: 1, capacity: 4)
    for (step, value) in [(1, 9.0), (2, .nan), (3, 2)] {
      var place = PlaceStatistics()
      place.weightNorm = value
      place.deltaRMS = value.isNaN ? 4 : value
      history.extendLast(step: step, [place, place])
    }
    #expect(history.count == 1 && history.counts == [4] && history.lastStep == 3)
    // (1 + 9 + 4 + 2) / 4; NaN shows in the mean and leaves the range.
    #expect(history[0, place: 0].deltaRMS == 4)
    #expect(history.smallest[0].deltaRMS == 1 && history.largest[0].deltaRMS == 9)
    #expect(history[0, place: 0].weightNorm.isNaN)
    // Of the first step it was not measured, which is not 0.
    #expect(history.smallest[0].weightNorm == 2 && history.largest[0].weightNorm == 9)
  }

  @Test(arguments: [[1, .infinity], [.infinity, 1], [.infinity, .infinity]])
  func anInfinityStaysOneInTheMean(_ values: [Double]) {
    var history = RunHistory(placeCount: 1)
    for (step, value) in values.enumerated() {
      var place = PlaceStatistics()
      place.deltaRMS = value
      if step == 0 { history.append(step: 0) }
      if step == 0 { history[0, place: 0] = place } else { history.extendLast(step: step, [place]) }
    }
    #expect(history[0, place: 0].deltaRMS == .infinity)
  }

  @Test func negativePlaceCountsAreZero() {
    #expect(RunHistory(placeCount: -1).placeCount == 0)
  }

  @Test func saturatedIsLowAndHigh() {
    var statistics = PlaceStatistics()
    statistics.saturatedLowFraction = 0.25
    statistics.saturatedHighFraction = 0.5
    #expect(statistics.saturatedFraction == 0.75)
    statistics.nonFiniteDeltas = 2
    statistics.nonFiniteWeights = 1
    #expect(statistics.nonFinite == 3)
  }

  /// Arrays of unequal length would trap the first rule that reads them.
  @Test func aTornHistoryIsNotDecoded() throws {
    var history = RunHistory(placeCount: 2)
    history.append(step: 0)
    let data = try JSONEncoder().encode(history)
    #expect(try JSONDecoder().decode(RunHistory.self, from: data) == history)
    let torn = String(decoding: data, as: UTF8.self)
      .replacing("\"placeCount\":2", with: "\"placeCount\":3")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RunHistory.self, from: Data(torn.utf8))
    }
  }
}
