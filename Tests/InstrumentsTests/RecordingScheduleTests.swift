import Records
import Testing

@testable import Instruments

@Suite struct RecordingScheduleTests {
  private func due(_ schedule: RecordingSchedule, in steps: Range<Int>) -> [Int] {
    var schedule = schedule
    return steps.filter { schedule.measures(step: $0) && schedule.isDue(step: $0) }
  }

  @Test func everyStepAtFirstAndThenEverMoreRarely() {
    let steps = due(RecordingSchedule(), in: 0..<1_000)
    #expect(Array(steps.prefix(101)) == Array(0...100))
    let gaps = zip(steps, steps.dropFirst()).map { $1 - $0 }.dropFirst(100)
    // 2 % further on each time.
    #expect(gaps.first == 2 && gaps.last == 19)
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $0 <= $1 })
    // As its documentation says.
    #expect(steps.count == 229)
  }

  /// Asked at every step at first, and at every 200th part of the way after that: ten million
  /// questions would take half a minute.
  @Test func tenMillionStepsHaveFewerTimePointsThanAHistoryHolds() {
    var schedule = RecordingSchedule()
    var history = RunHistory(placeCount: 1)
    var step = 0
    while step < 10_000_000 {
      if schedule.isDue(step: step) {
        history.append(step: step)
      } else {
        history.extendLast(step: step, [PlaceStatistics()])
      }
      step += max(1, step / 200)
    }
    #expect(history.mergers == 0)
    #expect((600...695).contains(history.count))
  }

  @Test func everyNMeasuresNothingBetween() {
    #expect(due(RecordingSchedule(every: 25), in: 0..<101) == [0, 25, 50, 75, 100])
    #expect(!RecordingSchedule(every: 25).measures(step: 26))
    #expect(RecordingSchedule().measures(step: 26))
    // A number that is none is 1.
    #expect(due(RecordingSchedule(every: 0), in: 0..<4) == [0, 1, 2, 3])
  }

  @Test func aStepThatWasPassedOverIsMadeUpForByTheNext() {
    var schedule = RecordingSchedule(dense: 0, growth: 1)
    #expect([0, 1, 3, 4, 6].map { schedule.isDue(step: $0) } == [true, true, true, false, true])
  }

  /// What the page of quantities says.
  @Test func theStandardSchedules() {
    #expect(
      due(.histograms(every: nil), in: 0..<100)
        == Array(0...10) + [13, 16, 20, 26, 33, 42, 54, 70, 91])
    #expect(due(.histograms(every: nil), in: 0..<1000).count == 29)
    #expect(due(.comparisons(every: nil), in: 0..<40) == [0, 1, 2, 4, 8, 16, 32])
    #expect(due(.looks, in: 0..<1000) == [0, 8, 24, 72, 216, 648])
    let spectra = due(.spectra, in: 0..<10_000)
    #expect(spectra == [0, 72, 648, 5832])
    #expect(Set(due(.looks, in: 0..<10_000)).isSuperset(of: spectra))
    #expect(due(.timePoints(every: 7), in: 0..<22) == [0, 7, 14, 21])
  }
}
