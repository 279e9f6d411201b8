import Instruments
import Networks
import Records
import Tensors
import Testing

@Suite struct RecorderLibraryTests {
  /// A program that trains its own network on prices of 300,000 has that in its record.
  @Test func theScaleOfTheExamplesIsInTheRecord() throws {
    var generator = SeededGenerator(seed: 1)
    let network = Network<Float>(
      inputs: 2, depth: 2, width: 4, outputs: 1, activation: Tanh(),
      initializer: FanScaled.xavier(.normal), using: &generator)
    let examples = Examples(
      features: Matrix<Float>([[1, 2000], [3, 1990], [5, 1980]]),
      values: Matrix<Float>([[300_000], [310_000], [320_000]]))
    let loss = try #require(MeanSquaredError(predicting: .values(1)))
    let recorder = Recorder(
      "prices", of: network, on: examples, loss: loss,
      rule: UpdateRule(Momentum()), steps: 1)
    let scale = try #require(recorder.record.dataScale)
    // The mean of 2000, 1990 and 1980, to rounding.
    #expect(abs((scale.features?.largestMean ?? .nan) - 1990) < 1e-9)
    #expect(scale.features?.largestMagnitude == 2000)
    let targets = try #require(scale.targets)
    #expect(abs(targets.largestMean - 310_000) < 1e-6 && targets.largestMagnitude == 320_000)
    #expect(recorder.record.probes.isEmpty)
  }
}
