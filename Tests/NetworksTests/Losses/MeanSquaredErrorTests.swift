import Networks
import Tensors
import Testing

@Suite struct MeanSquaredErrorTests {
  @Test func valuesAreComparedAsTheyAre() throws {
    let loss = try #require(MeanSquaredError(predicting: .values(2)))
    let delta = Matrix<Double>(rows: 1, columns: 2)
    let outcome = loss.evaluate(
      Matrix([[3, 1]]), against: Targets(values: Matrix([[1, 2]])), delta: delta)
    #expect(outcome.loss == 2.5)
    #expect(delta.rowArrays == [[2, -1]])
    #expect(outcome.correct == nil)
    #expect(outcome.accuracy.isNaN)
  }

  @Test func guessingTheMeanCostsTheVariance() throws {
    let loss = try #require(MeanSquaredError(predicting: .values(1)))
    // Mean 2, squares 4, 0, 4.
    #expect(
      abs(loss.lossOfGuessing(Targets(values: Matrix([[0], [2], [4]]))) - 8.0 / 3) < 1e-15)
  }

  @Test func guessingTheSharesOfClasses() throws {
    let loss = try #require(MeanSquaredError(predicting: .classes(2)))
    // ½ (¼·¾ + ¾·¼).
    #expect(loss.lossOfGuessing(Targets(labels: [0, 1, 1, 1])) == 0.1875)
  }

  /// The chapter's mistake: the surer and wronger, the less it is corrected.
  @Test func sureAndWrongHardlyMoves() throws {
    let squared = try #require(MeanSquaredError(predicting: .classes(3)))
    let entropy = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    let wrong = Matrix<Double>([[20, 0, 0]])
    let delta = Matrix<Double>(rows: 1, columns: 3)
    _ = squared.evaluate(wrong, against: Targets(labels: [1]), delta: delta)
    #expect(delta.rowArrays[0].allSatisfy { abs($0) < 1e-8 })
    _ = entropy.evaluate(wrong, against: Targets(labels: [1]), delta: delta)
    #expect(delta.rowArrays[0][1] < -0.99)
  }

  /// δ of an example's logits sums to 0, also where one class has nearly all.
  @Test func deltaKeepsItsDigitsInFloat() throws {
    let loss = try #require(MeanSquaredError(predicting: .classes(2)))
    let delta = Matrix<Float>(rows: 1, columns: 2)
    _ = loss.evaluate(Matrix([[20, 0]]), against: Targets(labels: [1]), delta: delta)
    // 2p(1 − p) with 1 − p = e⁻²⁰.
    #expect(delta[0, 0] == -delta[0, 1])
    #expect(abs(delta[0, 0] / (2 * 2.0611537e-9) - 1) < 1e-5)
  }

  @Test func hugeOutputsGiveNoNaN() throws {
    let loss = try #require(MeanSquaredError(predicting: .classes(3)))
    let delta = Matrix<Float>(rows: 1, columns: 3)
    let outcome = loss.evaluate(
      Matrix([[1e30, -1e30, 0]]), against: Targets(labels: [1]), delta: delta)
    #expect(outcome.loss.isFinite)
    #expect(delta.rowArrays[0].allSatisfy { $0.isFinite })
  }

  @Test func aLabelThatIsNoClassMakesTheLossNaN() throws {
    for loss in [try #require(MeanSquaredError(predicting: .classes(2))), .binary] {
      let outputs = Matrix<Double>(rows: 1, columns: loss.outputCount)
      let outcome = loss.evaluate(outputs, against: Targets(labels: [7]), delta: nil)
      #expect(outcome.lossSum.isNaN)
    }
  }
}
