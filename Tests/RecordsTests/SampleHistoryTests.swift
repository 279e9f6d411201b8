import Records
import Testing

@Suite struct SampleHistoryTests {
  /// One value of δ in the bin 2^step, and a cosine of `step`.
  private func sample(step: Int) -> Sample {
    var place = PlaceSample()
    place.deltas = MagnitudeHistogram(lowestExponent: step % 100, negative: [], positive: [1])
    place.gradientCosine = Double(step)
    place.gradientNoise = step % 2 == 0 ? nil : Double(step)
    return Sample(step: step, places: [place])
  }

  private func history(steps: Int, capacity: Int) -> SampleHistory {
    var history = SampleHistory(capacity: capacity)
    for step in 0..<steps { history.append(sample(step: step)) }
    return history
  }

  @Test func mergingAddsHistogramsUpAndKeepsTheFirstSample() {
    let samples = history(steps: 5, capacity: 4).samples
    // 0 | 1 | 2 and 3, and then 4.
    #expect(samples.map(\.step) == [0, 1, 2, 4] && samples.map(\.lastStep) == [0, 1, 3, 4])
    #expect(samples.map(\.looks) == [1, 1, 2, 1])
    #expect(samples[2].places[0].deltas.keptExponents == 2..<4)
    #expect(samples[2].places[0].deltas.positive == [1, 1])
    #expect(samples[2].places[0].gradientCosine == 2.5)
    // Of two looks of which one has none, the other's.
    #expect(samples[2].places[0].gradientNoise == 3)
  }

  @Test func aLongRunStaysBoundedAndLosesNoValue() {
    let history = history(steps: 5_000, capacity: 16)
    let samples = history.samples
    #expect(samples.count <= 16 && history.mergers > 0)
    #expect(samples.reduce(0) { $0 + $1.looks } == 5_000)
    #expect(samples.reduce(0) { $0 + $1.places[0].deltas.count } == 5_000)
    #expect(samples.first?.looks == 1 && samples.last?.lastStep == 4_999)
  }

  /// A cosine comes one step after its sample, which may then be part of a longer one already.
  @Test func aCosineCountsAsMuchAsItsLook() {
    var empty = SampleHistory()
    empty.completeLast(cosines: [1])
    #expect(empty.samples.isEmpty)
    var history = SampleHistory(capacity: 4)
    for step in 0..<8 {
      history.append(Sample(step: step, places: [PlaceSample()]))
      history.completeLast(cosines: [step == 6 ? nil : Double(step)])
    }
    // 0 | 1 | 2 and 3 | 4 to 7, of which 6 has none and counts as the mean of those before it.
    #expect(history.samples.map(\.looks) == [1, 1, 2, 4])
    #expect(history.samples.map { $0.places[0].gradientCosine } == [0, 1, 2.5, 5.125])
  }

  @Test func theLastSampleOfARunIsOneOfItsOwn() {
    var history = history(steps: 100, capacity: 4)
    history.append(sample(step: 100), alone: true)
    #expect(history.samples.last?.looks == 1 && history.samples.last?.step == 100)
    #expect(history.samples.count <= 4)
  }
}
