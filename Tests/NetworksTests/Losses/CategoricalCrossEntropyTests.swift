import Networks
import Tensors
import Testing

@Suite struct CategoricalCrossEntropyTests {
  private let loss: CategoricalCrossEntropy

  init() throws { loss = try #require(CategoricalCrossEntropy(predicting: .classes(3))) }

  @Test func equalLogitsCostTheLogarithmOfTheClasses() {
    let delta = Matrix<Double>(rows: 1, columns: 4)
    let outcome = loss.evaluate(
      Matrix([[3, 3, 3, 3]]), against: Targets(labels: [2]), delta: delta)
    // ln 4 to a unit of 2⁻⁵².
    #expect(abs(outcome.loss - 1.3862943611198906) < 1e-15)
    #expect(delta.rowArrays == [[0.25, 0.25, -0.75, 0.25]])
  }

  @Test func countsTheLargestLogit() {
    let logits = Matrix<Float>([[1, 2, 0], [5, 1, 1], [0, 0, 9]])
    let outcome = loss.evaluate(logits, against: Targets(labels: [1, 1, 2]), delta: nil)
    #expect(outcome.correct == 2)
    #expect(outcome.count == 3)
    #expect(outcome.accuracy == 2.0 / 3)
  }

  @Test func hugeLogitsDoNotOverflow() {
    let logits = Matrix<Float>([[1e30, -1e30, 0], [-1e30, -1e30, -1e30]])
    let delta = Matrix<Float>(rows: 2, columns: 3)
    let right = loss.evaluate(logits, against: Targets(labels: [0, 1]), delta: delta)
    // The first example costs nothing, the second ln 3 computed from Floats.
    #expect(abs(right.lossSum - 1.0986123) < 1e-6)
    #expect(delta.rowArrays.joined().allSatisfy { $0.isFinite })
    let wrong = loss.evaluate(logits, against: Targets(labels: [1, 1]), delta: delta)
    #expect(wrong.lossSum > 1e30)
    #expect(wrong.lossSum.isFinite)
    #expect(delta.rowArrays[0] == [1, -1, 0])
  }

  @Test(arguments: 0..<3)
  func aRowWithNaNIsNeverCorrect(_ place: Int) {
    for label in 0..<3 {
      let logits = Matrix<Float>([[1, 2, 3]])
      logits[0, place] = .nan
      let outcome = loss.evaluate(logits, against: Targets(labels: [label]), delta: nil)
      #expect(outcome.correct == 0)
      #expect(outcome.loss.isNaN)
    }
  }

  @Test(arguments: [-1, 3, 100])
  func aLabelThatIsNoClassMakesTheLossNaN(_ label: Int) {
    let delta = Matrix<Double>([[7, 7, 7]])
    let outcome = loss.evaluate(
      Matrix([[1, 2, 3]]), against: Targets(labels: [label]), delta: delta)
    #expect(outcome.lossSum.isNaN)
    #expect(outcome.correct == 0)
    // What the last batch left there is not this example's δ.
    #expect(delta.rowArrays[0].allSatisfy { $0.isNaN })
  }

  @Test func deltasOfAnExampleSumToZero() {
    let delta = Matrix<Double>(rows: 2, columns: 3)
    _ = loss.evaluate(
      Matrix([[0.3, -2, 5], [1, 1, 0]]), against: Targets(labels: [0, 2]), delta: delta)
    // Three numbers below 1: some units of 2⁻⁵².
    for row in delta.rowArrays { #expect(abs(row.reduce(0, +)) < 1e-15) }
  }

  /// e⁻³⁰ is 9·10⁻¹⁴: far below the last digit of p = 1 in Float, and still there.
  @Test func deltaOfASureAndRightExampleIsSmallNotZero() {
    let delta = Matrix<Float>(rows: 1, columns: 3)
    _ = loss.evaluate(Matrix([[30, 0, -200]]), against: Targets(labels: [0]), delta: delta)
    #expect(delta[0, 0] == -delta[0, 1])
    #expect(abs(delta[0, 1] / 9.357623e-14 - 1) < 1e-5)
  }

  @Test func noExamplesHaveNoLoss() {
    let outcome = loss.evaluate(
      Matrix<Float>(rows: 0, columns: 3), against: Targets(labels: []), delta: nil)
    #expect(outcome.count == 0)
    #expect(outcome.loss.isNaN)
    #expect(outcome.accuracy.isNaN)
  }

  @Test func guessingCostsTheEntropyOfTheClasses() {
    // ½ ln 2 + 2 · ¼ ln 4 = 1.5 ln 2.
    let targets = Targets<Double>(labels: [0, 0, 1, 2])
    #expect(abs(loss.lossOfGuessing(targets) - 1.5 * 0.6931471805599453) < 1e-15)
  }

  @Test func servesClassesOnly() {
    #expect(CategoricalCrossEntropy(predicting: .classes(1)) == nil)
    #expect(CategoricalCrossEntropy(predicting: .values(3)) == nil)
  }
}
