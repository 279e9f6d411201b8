import Networks
import Tensors
import Testing

@Suite struct LayerSequentialUnitVarianceTests {
  /// Var(a·W + b) of every layer of a network, on examples that it was initialized on.
  private func variances<Scalar: RealScalar>(
    _ type: Scalar.Type, _ activation: any Activation, depth: Int, biasStd: Double = 0,
    residualScale: Double? = nil
  ) -> [Double] {
    var generator = SeededGenerator(seed: 5)
    let inputs = Matrix<Scalar>(rows: 128, columns: 20)
    for i in 0..<inputs.count { inputs.elements[i] = Scalar(3 + 10 * generator.nextNormal()) }
    let network = Network<Scalar>(
      widths: [20] + Array(repeating: 40, count: depth) + [5], activation: activation,
      residualScale: residualScale)
    network.initialize(
      with: LayerSequentialUnitVariance(), biasStd: biasStd, on: inputs, using: &generator)
    let workspace = Workspace(network, capacity: 128)
    workspace.input.copy(inputs)
    network.forward(workspace)
    return network.denseLayers.enumerated().map { index, layer in
      let x = workspace.places[index].x
      let sums = Matrix<Scalar>(rows: 128, columns: layer.fanOut)
      sums.setProduct(x, times: layer.weights)
      for r in 0..<128 {
        for c in 0..<layer.fanOut { sums[r, c] += layer.bias[0, c] }
      }
      let deviation = TensorSummary(sums).standardDeviation
      return deviation * deviation
    }
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func everyLayerHasUnitVariance(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    for scale in [nil, 0.5] as [Double?] {
      for variance in variances(Float.self, activation, depth: 10, residualScale: scale) {
        #expect(abs(variance - 1) < 0.1)
      }
    }
  }

  @Test func biasesThatVaryAreTakenIntoAccount() {
    for variance in variances(Double.self, Tanh(), depth: 4, biasStd: 0.5) {
      #expect(abs(variance - 1) < 0.1)
    }
  }

  /// Biases of variance well above 1 leave no room in Var(u) = 1; the weights must not be scaled away.
  @Test(arguments: [3.0, 10])
  func largeBiasesDoNotShrinkTheWeights(_ biasStd: Double) {
    for variance in variances(Double.self, Tanh(), depth: 4, biasStd: biasStd) {
      // x·W of variance 1 beside biases of their own.
      #expect(variance > 0.9)
      #expect(variance < 3 * (1 + biasStd * biasStd))
    }
    var generator = SeededGenerator(seed: 8)
    let inputs = Matrix<Double>(rows: 64, columns: 10)
    for i in 0..<inputs.count { inputs.elements[i] = generator.nextNormal() }
    let network = Network<Double>(widths: [10, 20, 20, 3], activation: Tanh())
    network.initialize(
      with: LayerSequentialUnitVariance(), biasStd: biasStd, on: inputs, using: &generator)
    let sums = Matrix<Double>(rows: 64, columns: 20)
    sums.setProduct(inputs, times: network.denseLayers[0].weights)
    #expect(abs(TensorSummary(sums).standardDeviation - 1) < 1e-12)
  }

  @Test func withoutDataItIsOrthogonal() {
    var (one, two) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
    let network = Network<Double>(
      inputs: 4, depth: 1, width: 4, outputs: 2, activation: ReLU(),
      initializer: LayerSequentialUnitVariance(), using: &one)
    let twin = Network<Double>(
      inputs: 4, depth: 1, width: 4, outputs: 2, activation: ReLU(), initializer: Orthogonal(),
      using: &two)
    #expect(network.denseLayers[0].weights.rowArrays == twin.denseLayers[0].weights.rowArrays)
  }
}
