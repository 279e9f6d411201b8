import Networks
import Tensors
import Testing

@testable import Theory

@Suite("δ of an output that knows nothing yet")
struct OutputDeltaTests {
  @Test("small logits of K classes: (1 − 1/K)/K; large ones: 2(1 − 1/K)/K")
  func crossEntropyLimits() {
    let delta = OutputDelta(CategoricalCrossEntropy(classes: 10))
    #expect(abs(delta.meanSquare(outputVariance: 0) - 0.09) < 1e-12)
    #expect(abs(delta.meanSquare(outputVariance: 1e8) - 0.18) < 1e-3)
  }

  @Test("values: 4/K²·(v + E[y²])")
  func values() throws {
    let loss = try #require(MeanSquaredError(predicting: .values(1)))
    #expect(OutputDelta(loss).meanSquare(outputVariance: 3) == 16)
  }

  @Test("agrees with the losses themselves on random outputs", arguments: [0.1, 1, 9])
  func agreesWithLosses(_ variance: Double) throws {
    let losses: [any Loss] = [
      CategoricalCrossEntropy(classes: 4), try #require(MeanSquaredError(predicting: .classes(4))),
      MeanSquaredError.binary, try #require(BinaryCrossEntropy(predicting: .classes(2))),
      // Without a formula, by drawing targets too.
      try LossCatalog.loss(named: "mse", predicting: .classes(4), output: .sigmoid),
      try LossCatalog.loss(named: "mae", predicting: .classes(4), output: .softmax),
      try LossCatalog.loss(
        named: "binary-cross-entropy", predicting: .classes(4), output: .softmax),
    ]
    for loss in losses {
      let rows = 20_000
      var generator = SeededGenerator(seed: 3)
      let outputs = Matrix<Double>(rows: rows, columns: loss.outputCount)
      for i in 0..<outputs.count {
        outputs.elements[i] = variance.squareRoot() * generator.nextNormal()
      }
      let classes = max(loss.outputCount, 2)
      let labels = (0..<rows).map { $0 % classes }
      let delta = Matrix<Double>(rows: rows, columns: loss.outputCount)
      _ = loss.evaluate(outputs, against: Targets(labels: labels), delta: delta)
      let aligned = (0..<rows).reduce(0.0) { sum, row in
        let product = (0..<loss.outputCount).reduce(0.0) {
          $0 + outputs[row, $1] * delta[row, $1]
        }
        return sum + product * product / Double(rows)
      }
      let own = OutputDelta(loss).moments(outputVariance: variance).alignment
      // A fourth power has heavier tails: 10 % is four deviations.
      #expect(abs(own / aligned - 1) < 0.1, "\(loss.name), S²")
      let measured = TensorSummary(delta).rms
      let expected = OutputDelta(loss).meanSquare(outputVariance: variance).squareRoot()
      // Two samples of 2,048 and 20,000 draws: 2 % is four deviations.
      #expect(abs(measured / expected - 1) < 0.02, "\(loss.name)")
    }
  }
}
