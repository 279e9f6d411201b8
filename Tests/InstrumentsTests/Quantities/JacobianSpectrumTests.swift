import Instruments
import Networks
import Tensors
import Testing

@Suite struct JacobianSpectrumTests {
  @Test(arguments: try QuantitiesCase.load())
  func agreesWithTheOracle(_ oracle: QuantitiesCase) throws {
    let network = try oracle.network(Double.self)
    let spectra = try #require(
      JacobianSpectrum.measure(network, at: oracle.examples(Double.self).features))
    #expect(spectra.count == 4)
    expect(spectra, oracle.jacobianSingularValues, tolerance: 1e-12)
  }

  @Test(arguments: try QuantitiesCase.load())
  func floatAgreesToFloatPrecision(_ oracle: QuantitiesCase) throws {
    let network = try oracle.network(Float.self)
    let spectra = try #require(
      JacobianSpectrum.measure(network, at: oracle.examples(Float.self).features))
    // Some units of 2⁻²³ through four layers.
    expect(spectra, oracle.jacobianSingularValues, tolerance: 1e-5)
  }

  /// Errors are relative to the largest value of an example.
  private func expect(_ spectra: [[Double]], _ expected: [[Double]], tolerance: Double) {
    for (spectrum, expected) in zip(spectra, expected) {
      #expect(spectrum.count == expected.count)
      for (value, reference) in zip(spectrum, expected) {
        #expect(abs(value - reference) <= tolerance * expected[0])
      }
    }
  }

  @Test func aLinearNetworkHasTheProductOfItsWeights() throws {
    let network = Network<Double>(widths: [3, 3, 3, 2], activation: Identity())
    // Rotations and reflections do not change σ: what is left are the three diagonals.
    network.denseLayers[0].weights.copy(Matrix([[0, 2, 0], [3, 0, 0], [0, 0, 5]]))
    network.denseLayers[1].weights.copy(Matrix([[0.6, 0.8, 0], [-0.8, 0.6, 0], [0, 0, 1]]))
    network.denseLayers[2].weights.copy(Matrix([[1, 0], [0, 1], [0, 0]]))
    let inputs = Matrix<Double>([[1, 2, 3], [-7, 0, 0.5]])
    let spectra = try #require(JacobianSpectrum.measure(network, at: inputs))
    // (W₁W₂W₃)ᵀ keeps the directions of 3 and 2, and every example has the same.
    expect(spectra, [[3, 2], [3, 2]], tolerance: 1e-14)
    #expect(spectra.count == 2)
  }

  @Test func aResidualBlockAddsTheIdentity() throws {
    let network = Network<Double>(
      widths: [2, 2, 2, 2], activation: Identity(), residualScale: 0.5)
    for layer in network.denseLayers { layer.weights.copy(Matrix([[1, 0], [0, 1]])) }
    network.denseLayers[1].weights.copy(Matrix([[4, 0], [0, -2]]))
    let spectra = try #require(
      JacobianSpectrum.measure(network, at: Matrix<Double>([[1, 1]])))
    // 1 + 4/2 and 1 − 2/2.
    expect(spectra, [[3, 0]], tolerance: 1e-14)
  }

  @Test func aNetworkWithoutHiddenLayersHasItsWeights() throws {
    let network = Network<Float>(widths: [2, 3], activation: Tanh())
    network.denseLayers[0].weights.copy(Matrix([[0, 4, 0], [1, 0, 0]]))
    let spectra = try #require(JacobianSpectrum.measure(network, at: Matrix<Float>([[9, 9]])))
    expect(spectra, [[4, 1]], tolerance: 1e-14)
  }

  @Test func gradientsOfTheStepStayAsTheyAre() throws {
    let oracle = try #require(try QuantitiesCase.load().last)
    let network = try oracle.network(Double.self)
    let examples = oracle.examples(Double.self)
    try backpropagate(network, examples, 0..<examples.count)
    let before = network.parameters.map(\.gradient.rowArrays)
    #expect(JacobianSpectrum.measure(network, at: examples.features) != nil)
    #expect(network.parameters.map(\.gradient.rowArrays) == before)
  }

  @Test func withBatchNormAnExampleHasNone() throws {
    let network = Network<Float>(widths: [2, 3, 2], activation: Tanh(), normalization: .batch)
    #expect(JacobianSpectrum.measure(network, at: Matrix<Float>([[1, 2]])) == nil)
  }

  @Test func aWeightThatIsNaNShows() throws {
    let network = Network<Float>(widths: [2, 3, 2], activation: Tanh())
    network.denseLayers[1].weights[0, 0] = .nan
    let spectra = try #require(JacobianSpectrum.measure(network, at: Matrix<Float>([[1, 2]])))
    #expect(spectra.count == 1 && spectra[0].count == 2)
    #expect(spectra[0].allSatisfy { $0.isNaN })
  }
}
