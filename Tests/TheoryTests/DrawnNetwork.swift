import Foundation
import Networks
import Tensors
import Testing

/// A network of 20 hidden layers with drawn weights, after one pass of 16 Gaussian inputs each way.
struct DrawnNetwork {
  /// Root mean squares of a and δ in hidden layers 1…L.
  let activations: [Double]
  let deltas: [Double]

  init(
    _ activation: any Activation, _ initializer: String, depth: Int = 20, width: Int,
    biasVariance: Double = 0, norm: NormalizationKind = .none, residualScale: Double? = nil,
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let inputs = Matrix<Float>(rows: 16, columns: width)
    for i in 0..<inputs.count { inputs.elements[i] = Float(generator.nextNormal()) }
    let network = Network<Float>(
      widths: [width] + Array(repeating: width, count: depth) + [10], activation: activation,
      normalization: norm, residualScale: residualScale)
    network.initialize(
      with: try #require(InitializerCatalog.named(initializer)),
      biasStd: biasVariance.squareRoot(), on: inputs, using: &generator)
    let workspace = Workspace(network, capacity: 16)
    let labels = (0..<16).map { $0 % 10 }
    workspace.load(Examples(features: inputs, labels: labels), 0..<16)
    network.forward(workspace)
    _ = CategoricalCrossEntropy(classes: 10).evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace, accumulatingGradients: false)
    activations = workspace.hidden.map { TensorSummary($0.a).rms }
    deltas = workspace.hidden.map { TensorSummary($0.delta).rms }
  }
}

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
