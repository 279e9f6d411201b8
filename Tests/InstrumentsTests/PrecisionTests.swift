import Networks
import Records
import Tensors
import Testing

@testable import Instruments

/// What a recorder says of a float32 network, whose sums its vectorized loops make, beside what it says
/// of the same network in float64, which has none: of a width and of batches that are no multiple of a
/// vector, the last of an epoch smaller than the others.
@Suite struct PrecisionTests {
  private static let activations = ActivationCatalog.all.map(\.name)

  private func record<Scalar: RealScalar>(
    _ type: Scalar.Type, _ activation: any Activation, _ normalization: NormalizationKind,
    residualScale: Double?
  ) throws -> RunRecord {
    var generator = SeededGenerator(seed: 5)
    // Where φ has no largest slope, a signal of the usual gain explodes.
    let gain = activation.maximumDerivative.isFinite ? 1.5 : 0.05
    let drawn = Network<Double>(
      inputs: 5, depth: 4, width: 13, outputs: 3, activation: activation,
      initializer: FanScaled.fanIn(gain: gain), biasStd: 0.1, normalization: normalization,
      residualScale: residualScale, using: &generator)
    let network = Network<Scalar>(
      widths: [5, 13, 13, 13, 13, 3], activation: activation, normalization: normalization,
      residualScale: residualScale)
    try network.setTensors(drawn.tensors())
    let rows = (0..<21).map { _ in (0..<5).map { _ in Scalar(2 * generator.nextNormal()) } }
    let examples = Examples(features: Matrix(rows), labels: (0..<21).map { $0 % 3 })
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    let rule = UpdateRule.descent(0.01)
    let recorder = Recorder("both", of: network, on: examples, loss: loss, rule: rule, steps: 5)
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule,
      sampler: BatchSampler(count: 21, batchSize: 8, generator: SeededGenerator(seed: 2)))
    _ = trainer.run(steps: 5, observer: recorder)
    return recorder.record
  }

  @Test(arguments: activations, [NormalizationKind.none, .batch, .layer])
  func bothSayTheSame(_ name: String, _ normalization: NormalizationKind) throws {
    let activation = try #require(ActivationCatalog.named(name))
    for residualScale in [nil, 0.5] {
      let narrow = try record(
        Float.self, activation, normalization, residualScale: residualScale)
      let wide = try record(Double.self, activation, normalization, residualScale: residualScale)
      #expect(narrow.history.steps == [0, 1, 2, 3, 4, 5])
      for entry in 0..<6 {
        for layer in 1...5 {
          let (a, b) = (
            narrow.history[entry, place: layer - 1], wide.history[entry, place: layer - 1]
          )
          for value in [
            Quantity.deltaRMS, .weightGradientNorm, .weightGradientRMS, .weightNorm,
            .updateRatio, .activationStd, .activationRMS, .preactivationStd,
            .preactivationRMS, .derivativeRMS,
          ] {
            #expect(abs(a[known: value] - b[known: value]) <= 1e-3 * b[known: value])
            #expect(b[known: value] > 0)
          }
          #expect(abs(a.activationMean - b.activationMean) <= 1e-3 * b.activationRMS)
          #expect(abs(a.preactivationMean - b.preactivationMean) <= 1e-3 * b.preactivationRMS)
          #expect(a.saturatedLowFraction == b.saturatedLowFraction)
          #expect(a.saturatedHighFraction == b.saturatedHighFraction)
          #expect(a.zeroFraction == b.zeroFraction)
          #expect(a.deltaZeroFraction == b.deltaZeroFraction)
          #expect(a.nonFinite == 0 && b.nonFinite == 0)
        }
      }
    }
  }
}
