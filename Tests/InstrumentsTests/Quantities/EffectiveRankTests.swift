import Instruments
import Networks
import Tensors
import Testing

@Suite struct EffectiveRankTests {
  @Test(arguments: try QuantitiesCase.load())
  func agreesWithTheOracle(_ oracle: QuantitiesCase) throws {
    let network = try oracle.network(Double.self)
    let examples = oracle.examples(Double.self)
    let workspace = Workspace(network, capacity: examples.count)
    workspace.load(examples, 0..<examples.count)
    network.forward(workspace)
    for (a, expected) in zip(workspace.hidden.map(\.a), oracle.effectiveRank) {
      // Both sides compute in Double, and round in different orders.
      #expect(abs(EffectiveRank.of(a) / expected - 1) < 1e-12)
    }
  }

  @Test func examplesThatLookTheSameUpToTheirSizeHaveRankOne() {
    let a = Matrix<Double>([[1, 2, 3], [2, 4, 6], [-1, -2, -3], [0.5, 1, 1.5]])
    // Two singular values of about 2⁻⁵² each add some 10⁻¹⁴.
    #expect(abs(EffectiveRank.of(a) - 1) < 1e-12)
  }

  @Test func equalSingularValuesGiveTheRankItself() {
    let a = Matrix<Float>([[0, 3, 0, 0], [3, 0, 0, 0], [0, 0, 0, 3]])
    #expect(abs(EffectiveRank.of(a) - 3) < 1e-12)
  }

  @Test func twoValuesByHand() {
    // Shares ¾ and ¼: exp(¾ ln 4/3 + ¼ ln 4) = 4 / 3^¾.
    let rank = EffectiveRank.of(singularValues: [3, 1, 0])
    #expect(abs(rank - 1.754765350603323) < 1e-14)
  }

  @Test func isOfNoUnit() {
    // Whose plain sum would be infinite.
    #expect(EffectiveRank.of(singularValues: [1e308, 1e308, 1e308]).rounded() == 3)
    #expect(abs(EffectiveRank.of(Matrix<Double>([[1e-300, 0], [0, 1e-300]])) - 2) < 1e-12)
  }

  @Test func silenceHasRankZero() {
    #expect(EffectiveRank.of(Matrix<Float>(rows: 5, columns: 3)) == 0)
    #expect(EffectiveRank.of(Matrix<Float>(rows: 0, columns: 3)) == 0)
  }

  @Test(arguments: [Float.nan, .infinity])
  func whatIsNotFiniteHasNoRank(_ value: Float) {
    #expect(EffectiveRank.of(Matrix([[1, 2], [3, value]])).isNaN)
  }

  @Test func onlyTheFirstExamplesCount() {
    let limit = EffectiveRank.exampleLimit
    let a = Matrix<Float>(rows: 2 * limit, columns: 2)
    for row in 0..<(2 * limit) { a[row, row < limit ? 0 : 1] = 1 }
    #expect(abs(EffectiveRank.of(a) - 1) < 1e-12)
  }
}
