import Networks
import Tensors
import Testing

@Suite struct BinaryCrossEntropyTests {
  private let loss: BinaryCrossEntropy

  init() throws { loss = try #require(BinaryCrossEntropy(predicting: .classes(2))) }

  @Test func aLogitOfZeroCostsOneBit() {
    let delta = Matrix<Double>(rows: 2, columns: 1)
    let outcome = loss.evaluate(
      Matrix([[0], [0]]), against: Targets(labels: [0, 1]), delta: delta)
    // ln 2 to a unit of 2⁻⁵².
    #expect(abs(outcome.loss - 0.6931471805599453) < 1e-15)
    #expect(delta.rowArrays == [[0.5], [-0.5]])
  }

  /// It is the cross-entropy of two classes with the logits 0 and o.
  @Test(arguments: [-30.0, -2, -0.1, 0.3, 5, 40])
  func agreesWithTwoClasses(_ logit: Double) throws {
    let two = try #require(CategoricalCrossEntropy(predicting: .classes(2)))
    for label in [0, 1] {
      let single = loss.evaluate(
        Matrix([[logit]]), against: Targets(labels: [label]), delta: nil)
      let pair = two.evaluate(
        Matrix([[0, logit]]), against: Targets(labels: [label]), delta: nil)
      // Units of 2⁻⁵² of the larger logit.
      #expect(abs(single.loss - pair.loss) <= 1e-14)
      #expect(single.correct == pair.correct)
    }
  }

  @Test func deltaOfASureAndRightExampleIsSmallNotZero() {
    let delta = Matrix<Float>(rows: 2, columns: 1)
    _ = loss.evaluate(Matrix([[30], [-30]]), against: Targets(labels: [1, 0]), delta: delta)
    #expect(delta[0, 0] == -delta[1, 0])
    #expect(abs(delta[1, 0] / 9.357623e-14 - 1) < 1e-5)
  }

  @Test func hugeLogitsDoNotOverflow() {
    let outcome = loss.evaluate(
      Matrix<Float>([[1e30], [-1e30]]), against: Targets(labels: [1, 0]), delta: nil)
    #expect(outcome.lossSum == 0)
    #expect(outcome.correct == 2)
  }

  @Test func aNaNIsNeverCorrectAndAStrangeLabelIsNoExample() {
    let delta = Matrix<Double>(rows: 2, columns: 1)
    let outcome = loss.evaluate(
      Matrix([[.nan], [1]]), against: Targets(labels: [0, 2]), delta: delta)
    #expect(outcome.correct == 0)
    #expect(outcome.lossSum.isNaN)
    #expect(delta[1, 0].isNaN)
  }

  /// Each flag by itself, and their mean: accuracy is the share of flags that are right.
  @Test func flagsAreDecisionsOfTheirOwn() throws {
    let flags = try #require(BinaryCrossEntropy(predicting: .flags(2)))
    let delta = Matrix<Double>(rows: 2, columns: 2)
    let outcome = flags.evaluate(
      Matrix([[0, 3], [-1, 2]]), against: Targets(values: Matrix([[1, 1], [0, 0]])), delta: delta)
    func cost(_ logit: Double, _ label: Int) -> Double {
      loss.evaluate(Matrix([[logit]]), against: Targets(labels: [label]), delta: nil).loss
    }
    let expected = (cost(0, 1) + cost(3, 1) + cost(-1, 0) + cost(2, 0)) / 2
    #expect(abs(outcome.lossSum - expected) < 1e-15)
    #expect(delta[0, 0] == -0.25)
    // A logit of 0 is no yes.
    #expect(outcome.correct == 2)
    #expect(outcome.accuracy == 0.5)
    var twice = outcome
    twice.add(outcome)
    #expect(twice.accuracy == 0.5)
  }

  @Test func guessingFlagsCostsTheirEntropy() throws {
    let flags = try #require(BinaryCrossEntropy(predicting: .flags(2)))
    let targets = Targets<Double>(values: Matrix([[1, 0], [0, 0], [1, 0], [0, 1]]))
    // ln 2 and −¼ ln ¼ − ¾ ln ¾, on average.
    #expect(
      abs(flags.lossOfGuessing(targets) - (0.6931471805599453 + 0.5623351446188083) / 2) < 1e-15)
    #expect(targets.accuracyOfGuessing(.flags(2)) == 0.625)
    #expect(targets.accuracyOfGuessing(.values(2)).isNaN)
    #expect(Targets<Double>(labels: [0, 2, 2, 1]).accuracyOfGuessing(.classes(3)) == 0.5)
    #expect(Targets<Double>(labels: []).accuracyOfGuessing(.classes(3)).isNaN)
  }

  @Test func servesTwoClassesAndFlags() {
    #expect(BinaryCrossEntropy(predicting: .classes(3)) == nil)
    #expect(BinaryCrossEntropy(predicting: .values(1)) == nil)
    #expect(BinaryCrossEntropy(predicting: .flags(0)) == nil)
    #expect(loss.outputCount == 1)
    #expect(BinaryCrossEntropy(predicting: .flags(3))?.outputCount == 3)
  }
}
