import Instruments
import Networks
import Tensors
import Testing

@Suite struct GradientCosineTests {
  @Test(arguments: try QuantitiesCase.load())
  func agreesWithTheOracle(_ oracle: QuantitiesCase) throws {
    let network = try oracle.network(Double.self)
    let examples = oracle.examples(Double.self)
    let cosine = GradientCosine(network.places)
    try backpropagate(network, examples, 0..<(examples.count / 2))
    cosine.remember()
    try backpropagate(network, examples, (examples.count / 2)..<examples.count)
    for (value, expected) in zip(cosine.cosines(), oracle.halvesCosine) {
      // Both sides compute in Double, and round in different orders.
      #expect(abs(try #require(value) - expected) < 1e-12)
    }
  }

  /// One layer whose gradient is set by hand.
  private func neuron<Scalar: RealScalar>(_ gradient: [Scalar]) -> Network<Scalar> {
    let network = Network<Scalar>(widths: [gradient.count, 1], activation: Identity())
    set(network, gradient)
    return network
  }
  private func set<Scalar: RealScalar>(_ network: Network<Scalar>, _ gradient: [Scalar]) {
    network.denseLayers[0].weightGradient.copy(Matrix(gradient.map { [$0] }))
  }

  private func cosine<Scalar: RealScalar>(_ a: [Scalar], _ b: [Scalar]) -> Double? {
    let network = neuron(a)
    let cosine = GradientCosine(network.places)
    cosine.remember()
    set(network, b)
    return cosine.cosines()[0]
  }

  @Test func directions() throws {
    let g = (0..<11).map { Float($0) - 3.5 }
    // 1 and −1 to the rounding of two roots.
    #expect(abs(try #require(cosine(g, g.map { 5 * $0 })) - 1) < 1e-15)
    #expect(abs(try #require(cosine(g, g.map { -$0 })) + 1) < 1e-15)
    #expect(cosine([Float(1), 0], [0, 7]) == 0)
    #expect(abs(try #require(cosine([Float(1), 0], [1, 1])) - 0.5.squareRoot()) < 1e-15)
  }

  @Test func neverLeavesMinusOneToOne() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let g = (0..<9).map { _ in generator.nextNormal() }
      let value = try #require(cosine(g, g))
      #expect(value <= 1 && value > 1 - 1e-15)
    }
  }

  @Test func zeroHasNoDirection() {
    #expect(cosine([Float(0), 0], [1, 2]) == nil)
    #expect(cosine([Float(1), 2], [0, 0]) == nil)
  }

  @Test(arguments: [Float.nan, .infinity])
  func whatIsNotFiniteGivesNaN(_ value: Float) throws {
    #expect(try #require(cosine([1, value], [1, 2])).isNaN)
    #expect(try #require(cosine([1, 2], [value, 2])).isNaN)
    #expect(try #require(cosine([0, 0], [value, 2])).isNaN)
  }

  @Test(arguments: [1e-200, 5e-324, 1e200])
  func gradientsWhoseSquaresLeaveTheRangeOfDouble(_ unit: Double) throws {
    let value = try #require(cosine([unit, unit], [unit, 0]))
    #expect(abs(value - 0.5.squareRoot()) < 1e-15)
  }

  @Test func whatIsRememberedIsUsedOnce() {
    let network = neuron([Float(1), 2])
    let cosine = GradientCosine(network.places)
    #expect(!cosine.isPending)
    #expect(cosine.cosines() == [nil])
    cosine.remember()
    #expect(cosine.isPending)
    #expect(cosine.cosines()[0] != nil)
    #expect(!cosine.isPending)
    #expect(cosine.cosines() == [nil])
  }
}
