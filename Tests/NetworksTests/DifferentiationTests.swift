import Networks
import Tensors
import Testing

/// The backward pass without parameter gradients, and what it says of the inputs.
@Suite struct DifferentiationTests {
  /// A smooth residual network of two widths, so that differences mean something.
  private func network(_ norm: NormalizationKind) -> Network<Double> {
    var generator = SeededGenerator(seed: 4)
    let network = Network<Double>(
      widths: [4, 6, 6, 5, 3], activation: Tanh(), normalization: norm, residualScale: 0.7)
    network.initialize(with: FanScaled.xavier(.normal), biasStd: 0.2, using: &generator)
    return network
  }

  private func workspace(_ network: Network<Double>) throws -> Workspace<Double> {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<7).map { _ in (0..<4).map { _ in generator.nextNormal() } }
    let examples = Examples(features: Matrix(rows), labels: [0, 1, 2, 0, 1, 2, 0])
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    let workspace = Workspace(network, capacity: 7)
    workspace.isMeasured = true
    workspace.load(examples, 0..<7)
    network.forward(workspace)
    _ = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    return workspace
  }

  @Test(arguments: NormalizationKind.allCases)
  func withoutGradientsDeltaIsTheSameAndTheyStay(_ norm: NormalizationKind) throws {
    let network = network(norm)
    let (with, without) = (try workspace(network), try workspace(network))
    network.backward(with)
    for (i, parameter) in network.parameters.enumerated() {
      parameter.gradient.fill(Double(i + 1))
    }
    network.backward(without, accumulatingGradients: false)
    for (i, parameter) in network.parameters.enumerated() {
      #expect(parameter.gradient.rowArrays.joined().allSatisfy { $0 == Double(i + 1) })
    }
    // The same operations in the same order: to the last bit.
    #expect(without.places.map(\.delta.rowArrays) == with.places.map(\.delta.rowArrays))
    for layer in 0..<network.depth {
      #expect(without.places[layer].sums.slopeSquares == with.places[layer].sums.slopeSquares)
      #expect(with.places[layer].sums.slopeSquares > 0)
    }
  }

  @Test(arguments: NormalizationKind.allCases)
  func weightDeltaTimesTheInputIsTheWeightGradient(_ norm: NormalizationKind) throws {
    let network = network(norm)
    let workspace = try workspace(network)
    network.backward(workspace)
    for (index, layer) in network.denseLayers.enumerated() {
      let place = workspace.places[index]
      let (delta, scale) = try #require(place.weightDelta())
      let product = Matrix<Double>(rows: layer.fanIn, columns: layer.fanOut)
      product.setProduct(place.x, times: delta, transposingLeft: true, scale: scale / 7)
      // The same product of the same numbers.
      #expect(relativeError(product, layer.weightGradient.rowArrays) < 1e-15)
    }
  }

  @Test(arguments: [NormalizationKind.none, .layer])
  func inputGradientsAreCentralDifferences(_ norm: NormalizationKind) throws {
    let network = network(norm)
    let workspace = Workspace(network, capacity: 3, tracingInputs: true)
    let x = [0.3, -1.2, 0.8, 0.1]
    func run(_ rows: [[Double]]) -> [[Double]] {
      workspace.input.copy(Matrix(rows))
      network.forward(workspace)
      return workspace.outputs.rowArrays
    }
    let step = 1e-5
    let columns = x.indices.map { i in
      var (above, below) = (x, x)
      above[i] += step
      below[i] -= step
      let outputs = run([above, below])
      return zip(outputs[0], outputs[1]).map { ($0 - $1) / (2 * step) }
    }
    // Row k of the batch asks for the gradient of output k.
    _ = run([x, x, x])
    workspace.outputDelta.copy(Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    network.backward(workspace, accumulatingGradients: false)
    let jacobian = try #require(workspace.inputDelta)
    let expected = (0..<3).map { k in columns.map { $0[k] } }
    // Truncation of about h² = 10⁻¹⁰ and rounding of about 2⁻⁵²/h = 2·10⁻¹¹, beside entries near 1.
    #expect(relativeError(jacobian, expected) < 1e-8)
  }
}
