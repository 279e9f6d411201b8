import Instruments
import Networks
import Tensors
import Testing

@Suite struct GradientNoiseTests {
  @Test(arguments: try QuantitiesCase.load())
  func agreesWithTheOracle(_ oracle: QuantitiesCase) throws {
    let network = try oracle.network(Double.self)
    let examples = oracle.examples(Double.self)
    let workspace = try backpropagate(network, examples, 0..<examples.count)
    for layer in network.denseLayers.indices {
      let norm = TensorSummary(network.denseLayers[layer].weightGradient).norm
      // Both sides compute in Double, and round in different orders.
      #expect(abs(norm / oracle.gradientNorms[layer] - 1) < 1e-12)
      let noise = GradientNoise.measure(workspace.places[layer], gradientNorm: norm)
      #expect(abs(try #require(noise) / oracle.gradientNoise[layer] - 1) < 1e-12)
    }
  }

  @Test(arguments: [NormalizationKind.none, .layer])
  func isThatOfTheGradientsOfSingleExamples(_ norm: NormalizationKind) throws {
    let (network, examples) = noisy(norm)
    let batch = 12
    var gradients: [[[Double]]] = []
    for example in 0..<batch {
      try backpropagate(network, examples, example..<(example + 1))
      gradients.append(network.denseLayers.map { $0.weightGradient.rowArrays.flatMap(\.self) })
    }
    let workspace = try backpropagate(network, examples, 0..<batch)
    for layer in network.denseLayers.indices {
      let size = gradients[0][layer].count
      let mean = (0..<size).map { w in
        gradients.reduce(0) { $0 + $1[layer][w] } / Double(batch)
      }
      let squares = gradients.reduce(0) { sum, g in
        sum + zip(g[layer], mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let meanSquare = mean.reduce(0) { $0 + $1 * $1 }
      let noise = GradientNoise.measure(
        workspace.places[layer], gradientNorm: meanSquare.squareRoot())
      // The difference of two sums that are about as large.
      #expect(
        abs(try #require(noise) / (squares / Double(batch - 1) / meanSquare) - 1) < 1e-11)
    }
  }

  /// A residual network of two widths, and random examples of three classes.
  private func noisy(_ norm: NormalizationKind) -> (Network<Double>, Examples<Double>) {
    var generator = SeededGenerator(seed: 8)
    let network = Network<Double>(
      widths: [4, 6, 6, 5, 3], activation: Tanh(), normalization: norm, residualScale: 0.7)
    network.initialize(with: FanScaled.xavier(.normal), biasStd: 0.2, using: &generator)
    let rows = (0..<12).map { _ in (0..<4).map { _ in generator.nextNormal() } }
    return (network, Examples(features: Matrix(rows), labels: (0..<12).map { $0 % 3 }))
  }

  @Test func identicalExamplesHaveNone() throws {
    let (network, one) = noisy(.none)
    let examples = Examples(
      features: Matrix(Array(repeating: one.features.rowArrays[0], count: 8)),
      labels: Array(repeating: 1, count: 8))
    let workspace = try backpropagate(network, examples, 0..<8)
    for layer in network.denseLayers.indices {
      let norm = TensorSummary(network.denseLayers[layer].weightGradient).norm
      let noise = GradientNoise.measure(workspace.places[layer], gradientNorm: norm)
      // The rounding of two sums that cancel; never less than 0.
      #expect((0..<1e-13).contains(try #require(noise)))
    }
  }

  @Test func examplesThatPullApartShowAsTheBatchSizeOrMore() throws {
    // x = 1 with the answers 0 and 1 in turn, 3 to 2: gradients ±½ whose mean is a tenth.
    let network = Network<Double>(widths: [1, 2], activation: Identity())
    let examples = Examples(
      features: Matrix(Array(repeating: [1.0], count: 10)), labels: [0, 1, 0, 1, 0, 0, 1, 0, 1, 0])
    let workspace = try backpropagate(network, examples, 0..<10)
    let norm = TensorSummary(network.denseLayers[0].weightGradient).norm
    let noise = GradientNoise.measure(workspace.places[0], gradientNorm: norm)
    // ‖g_i‖² = ½ and ‖ḡ‖² = ½·0.2²: (25 − 1)·10/9.
    #expect(abs(try #require(noise) - 24 * 10 / 9.0) < 1e-12)
  }

  @Test func thereIsNoneForOneExampleOrWithoutGradient() throws {
    let (network, examples) = noisy(.none)
    let one = try backpropagate(network, examples, 0..<1)
    #expect(GradientNoise.measure(one.places[0], gradientNorm: 1) == nil)
    let two = try backpropagate(network, examples, 0..<2)
    #expect(GradientNoise.measure(two.places[0], gradientNorm: 0) == nil)
    #expect(GradientNoise.measure(two.places[0], gradientNorm: 1) != nil)
  }

  @Test func withBatchNormAnExampleHasNoGradientOfItsOwn() throws {
    let (network, examples) = noisy(.batch)
    let workspace = try backpropagate(network, examples, 0..<12)
    for layer in network.denseLayers.indices {
      #expect(
        GradientNoise.measure(workspace.places[layer], gradientNorm: 1) == nil)
    }
  }

  @Test func whatIsNotFiniteGivesNaN() throws {
    let (network, examples) = noisy(.none)
    let workspace = try backpropagate(network, examples, 0..<12)
    for norm in [Double.nan, .infinity] {
      let noise = GradientNoise.measure(workspace.places[0], gradientNorm: norm)
      #expect(try #require(noise).isNaN)
    }
    workspace.places[0].delta[3, 0] = .nan
    let noise = GradientNoise.measure(workspace.places[0], gradientNorm: 1)
    #expect(try #require(noise).isNaN)
  }

  @Test func aVanishedGradientHasItsNoiseToo() throws {
    let (network, examples) = noisy(.none)
    let workspace = try backpropagate(network, examples, 0..<12)
    let norm = TensorSummary(network.denseLayers[0].weightGradient).norm
    let noise = GradientNoise.measure(workspace.places[0], gradientNorm: norm)
    let delta = workspace.places[0].delta
    // A power of two, so that nothing is rounded; the squares of these δ are 0 in Double.
    let tiny = 0x1p-700
    for i in 0..<delta.count { delta.elements[i] *= tiny }
    let shrunk = GradientNoise.measure(
      workspace.places[0], gradientNorm: norm * tiny)
    #expect(abs(try #require(shrunk) / (try #require(noise)) - 1) < 1e-12)
  }
}
