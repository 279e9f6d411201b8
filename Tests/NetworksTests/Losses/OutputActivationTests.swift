import Networks
import Tensors
import Testing

/// Pairs of output activation and loss that people build, and what comes of them.
@Suite struct OutputActivationTests {
  private func evaluate(
    _ name: String, _ output: OutputActivation?, _ rows: [[Double]], _ targets: Targets<Double>,
    predicting prediction: Prediction, outputs: Int? = nil
  ) throws -> (outcome: LossOutcome, delta: [[Double]]) {
    let loss = try LossCatalog.loss(
      named: name, predicting: prediction, output: output, outputs: outputs)
    let delta = Matrix<Double>(rows: rows.count, columns: rows[0].count)
    let outcome = loss.evaluate(Matrix(rows), against: targets, delta: delta)
    return (outcome, delta.rowArrays)
  }

  /// A softmax of one unit says 1 whatever comes in: no loss can move it.
  @Test(arguments: ["mse", "mae", "huber", "binary-cross-entropy"])
  func softmaxOnOneUnitLearnsNothing(_ name: String) throws {
    let (outcome, delta) = try evaluate(
      name, .softmax, [[-3], [0.2], [8]], Targets(labels: [0, 1, 0]), predicting: .classes(2),
      outputs: 1)
    #expect(delta == [[0], [0], [0]])
    // Class 1 for everyone.
    #expect(outcome.correct == 1)
    #expect(outcome.loss > 0.1)
  }

  /// Keras divides a single output by itself: no loss to speak of, and no gradient.
  @Test func crossEntropyOfOneOutputIsAlwaysContent() throws {
    for output in OutputActivation.allCases {
      let (outcome, delta) = try evaluate(
        "cross-entropy", output, [[0.7], [2]], Targets(labels: [0, 1]), predicting: .classes(2),
        outputs: 1)
      #expect(outcome.loss < 1e-6)
      #expect(delta == [[0], [0]])
    }
  }

  /// Without the sigmoid a raw output below 0 is clipped: it costs −ln 10⁻⁷ and is not corrected.
  @Test func aForgottenSigmoidIsNotCorrected() throws {
    let (outcome, delta) = try evaluate(
      "binary-cross-entropy", .identity, [[-0.5], [0.5]], Targets(labels: [1, 1]),
      predicting: .classes(2))
    #expect(abs(outcome.lossSum - (16.11809565095832 + 0.6931471805599453)) < 1e-12)
    #expect(delta == [[0], [-2]])
  }

  @Test func aReLUThatIsSilentPassesNothing() throws {
    let values = Targets<Double>(values: Matrix([[1], [1]]))
    let (outcome, delta) = try evaluate(
      "mse", .relu, [[-2], [3]], values, predicting: .values(1))
    #expect(outcome.lossSum == 5)
    #expect(delta == [[0], [4]])
    // Nothing to divide by: no shares, as in Keras.
    let (silent, _) = try evaluate(
      "cross-entropy", .relu, [[-2, -1]], Targets(labels: [1]), predicting: .classes(2),
      outputs: 2)
    #expect(silent.loss.isNaN)
    #expect(silent.correct == 0)
  }

  @Test func theNaturalPairsAreTheStableForms() throws {
    func form(_ name: String, _ prediction: Prediction, _ output: OutputActivation) throws -> String
    {
      let loss = try LossCatalog.loss(named: name, predicting: prediction)
      let asked = try LossCatalog.loss(named: name, predicting: prediction, output: output)
      #expect(loss.output == output)
      #expect(type(of: loss) == type(of: asked))
      return "\(type(of: loss))"
    }
    #expect(try form("cross-entropy", .classes(3), .softmax) == "CategoricalCrossEntropy")
    #expect(try form("binary-cross-entropy", .classes(2), .sigmoid) == "BinaryCrossEntropy")
    #expect(try form("binary-cross-entropy", .flags(4), .sigmoid) == "BinaryCrossEntropy")
    #expect(try form("mse", .values(4), .identity) == "MeanSquaredError")
    #expect(try form("mse", .classes(2), .softmax) == "MeanSquaredError")
    // e⁻⁴⁰ is far below the last digit of p = 1.
    let (outcome, delta) = try evaluate(
      "binary-cross-entropy", .sigmoid, [[40, -40]], Targets(values: Matrix([[1, 0]])),
      predicting: .flags(2))
    #expect(outcome.loss > 4e-18 && outcome.loss < 5e-18)
    #expect(delta[0][0] < 0 && delta[0][1] > 0)
  }

  /// One unit tells two classes apart; asked for, there are two.
  @Test func twoClassesAreOneOutputOrTwo() throws {
    func outputs(_ name: String, _ output: OutputActivation?, _ wanted: Int? = nil) throws -> Int {
      try LossCatalog.loss(
        named: name, predicting: .classes(2), output: output, outputs: wanted
      ).outputCount
    }
    #expect(try outputs("mse", nil) == 2)
    #expect(try outputs("mse", .softmax) == 2)
    for output in [OutputActivation.sigmoid, .relu, .tanh, .identity] {
      #expect(try outputs("mse", output) == 1)
      #expect(try outputs("mse", output, 2) == 2)
      #expect(try outputs("binary-cross-entropy", output) == 1)
      #expect(try outputs("cross-entropy", output) == 2)
    }
    #expect(try outputs("binary-cross-entropy", nil, 2) == 2)
  }

  @Test(arguments: OutputActivation.allCases)
  func aWrongShapeShows(_ output: OutputActivation) {
    let outputs = Matrix<Double>([[1, 2], [3, 4]])
    let narrow = Matrix<Double>(rows: 2, columns: 1)
    output.apply(outputs, into: narrow)
    #expect(narrow.rowArrays.joined().allSatisfy { $0.isNaN })
    let short = Matrix<Double>(rows: 1, columns: 2)
    output.apply(outputs, into: short)
    #expect(short.rowArrays.joined().allSatisfy { $0.isNaN })
  }

  @Test(arguments: OutputActivation.allCases, ["mse", "mae", "huber", "cross-entropy"])
  func aNaNIsNeverCorrectAndAStrangeLabelIsNoExample(
    _ output: OutputActivation, _ name: String
  ) throws {
    let (outcome, delta) = try evaluate(
      name, output, [[.nan, 1, 2], [1, 2, 3]], Targets(labels: [1, 3]), predicting: .classes(3))
    #expect(outcome.correct == 0)
    #expect(outcome.lossSum.isNaN)
    #expect(delta[0].contains { $0.isNaN })
    #expect(delta[1].allSatisfy { $0.isNaN })
  }

  /// Guessing is measured by what could be said, not by what this output can say.
  @Test func guessingDoesNotDependOnTheOutputActivation() throws {
    let targets = Targets<Double>(labels: [0, 1, 1, 1])
    let losses = try OutputActivation.allCases.map { output in
      try LossCatalog.loss(
        named: "binary-cross-entropy", predicting: .classes(2), output: output
      ).lossOfGuessing(targets)
    }
    // −¼ ln ¼ − ¾ ln ¾.
    #expect(losses.allSatisfy { abs($0 - 0.5623351446188083) < 1e-15 })
  }

  @Test func namesBeginWithAuto() {
    #expect(
      OutputActivation.names == ["auto", "none", "sigmoid", "softmax", "relu", "tanh"])
    #expect(OutputActivation(rawValue: OutputActivation.automaticName) == nil)
  }
}
