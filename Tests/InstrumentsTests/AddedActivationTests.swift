import Diagnosis
import Instruments
import Networks
import Records
import Tensors
import Testing

/// An activation that no catalogue has: a type with φ and φ′.
private struct Cubic: Activation {
  var name: String { "cubic" }
  var matchingInitializer: String { "lecun-normal" }
  var maximumDerivative: Double { .infinity }
  var saturation: ClosedRange<Double>? { nil }
  var canGoSilent: Bool { false }

  func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { a[i] = z[i] * z[i] * z[i] }
  }

  func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    var squares = 0.0
    for i in 0..<count {
      let slope = 3 * z[i] * z[i]
      delta[i] = g[i] * slope
      if measuring { squares += Double(slope * slope) }
    }
    return squares
  }
}

struct AddedActivationTests {
  @Test func itIsTrainedRecordedAndJudged() throws {
    var generator = SeededGenerator(seed: 3)
    let network = Network<Double>(
      inputs: 2,
      hidden: [
        LayerDesign(width: 6, activation: Cubic(), initializer: FanScaled.fanIn(gain: 0.5)),
        LayerDesign(width: 4, activation: Tanh(), initializer: FanScaled.fanIn(gain: 1)),
      ], output: LayerDesign(width: 2, initializer: FanScaled.fanIn(gain: 1)), using: &generator)
    let features = Matrix<Double>(rows: 32, columns: 2)
    for i in 0..<features.count { features.elements[i] = generator.nextNormal() }
    let labels = (0..<32).map { features[$0, 0] > 0 ? 1 : 0 }
    let examples = Examples(features: features, labels: labels)
    let loss = try LossCatalog.loss(named: "cross-entropy", predicting: .classes(2))
    let rule = UpdateRule(StochasticGradientDescent(), learningRate: 0.05)
    let recorder = Recorder(
      "cubic", of: network, on: examples, loss: loss, rule: rule, steps: 150)
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule,
      sampler: BatchSampler(count: 32, batchSize: 16, generator: SeededGenerator(seed: 1)))
    #expect(trainer.run(steps: 150, observer: recorder) == .completed)
    let record = recorder.record
    #expect(record.places.map { $0.activation?.name } == ["cubic", "tanh", nil])
    let first = record.history[0, place: 0]
    #expect(first[.derivativeRMS] ?? 0 > 0 && first[.deltaRMS] ?? 0 > 0)
    #expect(Judgement(record).notApplicable["GS202"] == "cubic, tanh units cannot go silent")
  }
}
