import Testing
import TrainingRecords

@Suite struct SampleHistoryTests {
  /// One value of δ in the bin 2^step, and a cosine of `step`.
  private func sample(step: Int) -> Sample {
    var layer = LayerSample()
    layer.deltas = MagnitudeHistogram(lowestExponent: step % 100, negative: [], positive: [1])
    layer.gradientCosine = Double(step)
    layer.gradientNoise = step % 2 == 0 ? nil : Double(step)
    return Sample(step: step, layers: [layer])
  }

  private func history(steps: Int, capacity: Int) -> SampleHistory {
    var history = SampleHistory(capacity: capacity)
    for step in 0..<steps { history.append(sample(step: step)) }
    return history
  }

  @Test func mergingAddsHistogramsUpAndKeepsTheFirstSample() {
    let samples = history(steps: 5, capacity: 4).samples
    // 0 | 1 and 2 | 3, and then 4.
    #expect(samples.map(\.step) == [0, 1, 3, 4] && samples.map(\.lastStep) == [0, 2, 3, 4])
    #expect(samples.map(\.looks) == [1, 2, 1, 1])
    #expect(samples[1].layers[0].deltas.keptExponents == 1..<3)
    #expect(samples[1].layers[0].deltas.positive == [1, 1])
    #expect(samples[1].layers[0].gradientCosine == 1.5)
    // Of two looks of which one has none, the other's.
    #expect(samples[1].layers[0].gradientNoise == 1)
  }

  @Test func aLongRunStaysBoundedAndLosesNoValue() {
    let history = history(steps: 5_000, capacity: 16)
    let samples = history.samples
    #expect(samples.count <= 16 && history.mergers > 0)
    #expect(samples.reduce(0) { $0 + $1.looks } == 5_000)
    #expect(samples.reduce(0) { $0 + $1.layers[0].deltas.count } == 5_000)
    #expect(samples.first?.looks == 1 && samples.last?.lastStep == 4_999)
  }

  @Test func onlyTheLastSampleChanges() {
    var history = SampleHistory()
    history.changeLast { $0.step = 9 }
    #expect(history.samples.isEmpty)
    for step in 0..<2 { history.append(sample(step: step)) }
    history.changeLast { $0.layers[0].gradientCosine = -1 }
    #expect(history.samples.map { $0.layers[0].gradientCosine } == [0, -1])
  }
}
