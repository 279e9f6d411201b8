import Foundation
import Networks
import Tensors
import Testing

/// One small network with what is measured on it; `Oracle/make_quantities.py` says how.
struct QuantitiesCase: Decodable, Sendable, CustomStringConvertible {
  let activation: String
  let residualScale: Double?
  let weights: [[[Double]]]
  let biases: [[Double]]
  let normScales: [[Double]]
  let normShifts: [[Double]]
  let inputs: [[Double]]
  let labels: [Int]
  let effectiveRank: [Double]
  let jacobians: [[[Double]]]
  let jacobianSingularValues: [[Double]]
  let gradientNorms: [Double]
  let gradientNoise: [Double]
  /// Of the gradients of the first half of the examples and the second.
  let halvesCosine: [Double]

  var description: String {
    activation + (residualScale == nil ? "" : ", residual")
      + (normScales.isEmpty ? "" : ", layer norm")
  }

  /// All cases, from the file beside the tests.
  static func load() throws -> [QuantitiesCase] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/quantities.json")
    return try JSONDecoder().decode([QuantitiesCase].self, from: Data(contentsOf: file))
  }

  /// The network with the weights of the case.
  func network<Scalar: RealScalar>(_ type: Scalar.Type) throws -> Network<Scalar> {
    let network = Network<Scalar>(
      widths: [inputs[0].count] + biases.map(\.count),
      activation: try #require(ActivationCatalog.named(activation)),
      normalization: normScales.isEmpty ? .none : .layer, residualScale: residualScale)
    for (layer, (weight, bias)) in zip(network.denseLayers, zip(weights, biases)) {
      layer.weights.copy(Matrix(weight.map { $0.map { Scalar($0) } }))
      layer.bias.copy(Matrix([bias.map { Scalar($0) }]))
    }
    for (norm, (scale, shift)) in zip(network.places.map(\.norm), zip(normScales, normShifts)) {
      try #require(norm).scale.copy(Matrix([scale.map { Scalar($0) }]))
      try #require(norm).shift.copy(Matrix([shift.map { Scalar($0) }]))
    }
    return network
  }

  /// The batch of the case.
  func examples<Scalar: RealScalar>(_ type: Scalar.Type) -> Examples<Scalar> {
    Examples(features: Matrix(inputs.map { $0.map { Scalar($0) } }), labels: labels)
  }
}

/// Forward pass, loss and backward pass on these rows; the workspace they were done in.
@discardableResult
func backpropagate<Scalar: RealScalar>(
  _ network: Network<Scalar>, _ examples: Examples<Scalar>, _ rows: Range<Int>
) throws -> Workspace<Scalar> {
  let loss = try #require(CategoricalCrossEntropy(predicting: .classes(network.outputCount)))
  let workspace = Workspace(network, capacity: rows.count)
  workspace.load(examples, rows)
  network.forward(workspace)
  _ = loss.evaluate(workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
  network.backward(workspace)
  return workspace
}
