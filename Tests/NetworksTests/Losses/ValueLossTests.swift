import Networks
import Tensors
import Testing

/// Losses of values other than the squared error.
@Suite struct ValueLossTests {
  private func evaluate(
    _ name: String, _ outputs: [[Double]], _ values: [[Double]]
  ) throws -> (outcome: LossOutcome, delta: [[Double]]) {
    let loss = try LossCatalog.loss(named: name, predicting: .values(values[0].count))
    let delta = Matrix<Double>(rows: outputs.count, columns: outputs[0].count)
    let outcome = loss.evaluate(
      Matrix(outputs), against: Targets(values: Matrix(values)), delta: delta)
    return (outcome, delta.rowArrays)
  }

  @Test func theSlopeOfAnAbsoluteErrorIsItsSign() throws {
    let (outcome, delta) = try evaluate("mae", [[3, -1, 2, 2]], [[1, 5, 2, 2.5]])
    #expect(outcome.loss == (2 + 6 + 0 + 0.5) / 4)
    #expect(delta == [[0.25, -0.25, 0, -0.25]])
    #expect(outcome.correct == nil)
  }

  @Test func huberIsSquaredNearByAndAbsoluteFarAway() throws {
    let (outcome, delta) = try evaluate("huber:2", [[1, 5]], [[0, 0]])
    // ½·1² and 2·(5 − 1).
    #expect(outcome.loss == (0.5 + 8) / 2)
    #expect(delta == [[0.5, 1]])
    // Both pieces meet at δ.
    #expect(try evaluate("huber", [[1]], [[0]]).outcome.loss == 0.5)
  }

  @Test func guessingSaysTheMedianOrWhatHuberSays() throws {
    let targets = Targets<Double>(values: Matrix([[0], [1], [2], [3], [100]]))
    func guess(_ name: String) throws -> Double {
      try LossCatalog.loss(named: name, predicting: .values(1)).lossOfGuessing(targets)
    }
    // The median 2: distances 2, 1, 0, 1, 98.
    #expect(abs(try guess("mae") - 102.0 / 5) < 1e-12)
    // With δ = 10⁶ it is half of the squared error.
    #expect(abs(try guess("huber:1e6") - (try guess("mse")) / 2) < 1e-9)
    // With δ = 1, at 2: slopes −1, −1, 0, 1, 1; losses 1.5, ½, 0, ½, 97.5.
    #expect(abs(try guess("huber") - 100.0 / 5) < 1e-9)
  }

  @Test func targetsOfAnotherKindAreNoLoss() throws {
    for name in ["mae", "huber", "mse"] {
      let loss = try LossCatalog.loss(named: name, predicting: .values(2))
      let outputs = Matrix<Double>([[1, 2]])
      for targets in [Targets<Double>(labels: [1]), Targets(values: Matrix([[1]]))] {
        #expect(loss.evaluate(outputs, against: targets, delta: nil).loss.isNaN)
        #expect(loss.lossOfGuessing(targets).isNaN)
      }
    }
  }

  /// A NaN must not look like an error of 0, whose slope is 0.
  @Test(arguments: ["mae", "huber"])
  func aNaNStaysANaN(_ name: String) throws {
    let (outcome, delta) = try evaluate(name, [[.nan, 1]], [[0, 1]])
    #expect(outcome.loss.isNaN)
    #expect(delta[0][0].isNaN)
  }
}
