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
      try LossCatalog.loss(named: "mae", predicting: .classes(2), output: .sigmoid),
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

  @Test("agrees with every loss of the catalog under every output activation it takes")
  func agreesWithTheCatalog() throws {
    let predictions: [Prediction] = [.classes(2), .classes(5), .values(1), .values(3), .flags(4)]
    var count = 0
    for form in LossCatalog.all {
      for prediction in predictions {
        for output in OutputActivation.allCases {
          let request = LossRequest(predicting: prediction, output: output)
          guard let loss = form.loss(request) else { continue }
          count += 1
          try expectAgreement(loss, "\(form.name), \(prediction), \(output)")
        }
      }
    }
    #expect(count > 80)
  }

  /// δ² of theory beside the mean over 20,000 outputs with v = 0.5 and their answers.
  private func expectAgreement(_ loss: any Loss, _ name: String) throws {
    let (rows, variance, square) = (20_000, 0.5, 1.7)
    var generator = SeededGenerator(seed: 9)
    func normal(_ variance: Double) -> Matrix<Double> {
      let matrix = Matrix<Double>(rows: rows, columns: loss.outputCount)
      for i in 0..<matrix.count {
        matrix.elements[i] = variance.squareRoot() * generator.nextNormal()
      }
      return matrix
    }
    let outputs = normal(variance)
    let targets: Targets<Double>
    switch loss.prediction {
    case .classes(let classes): targets = Targets(labels: (0..<rows).map { $0 % classes })
    case .values: targets = Targets(values: normal(square))
    case .flags:
      let values = normal(1)
      for i in 0..<values.count { values.elements[i] = values.elements[i] > 0 ? 1 : 0 }
      targets = Targets(values: values)
    }
    let delta = Matrix<Double>(rows: rows, columns: loss.outputCount)
    _ = loss.evaluate(outputs, against: targets, delta: delta)
    let measured = TensorSummary(delta).rms
    let expected = OutputDelta(loss, targetMeanSquare: square)
      .meanSquare(outputVariance: variance).squareRoot()
    // A softmax of one output sends back nothing.
    if measured == 0 {
      #expect(expected == 0, "\(name)")
      return
    }
    // 1/p of an answer that was given hardly any share: no two samples agree on the mean.
    let divides =
      loss.name.hasSuffix("cross-entropy") && ![.softmax, .sigmoid].contains(loss.output)
    #expect(OutputDelta(loss).isErratic(outputVariance: variance) == divides, "\(name)")
    guard !divides else { return }
    #expect(abs(expected / measured - 1) < 0.05, "\(name): \(expected), seen \(measured)")
  }
}
