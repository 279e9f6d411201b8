import Foundation
import Networks
import Tensors
import Testing

/// Networks whose layers differ, computed outside of the project; `Oracle/make_layers_oracle.py` says
/// how.
struct LayersOracle: Decodable, Sendable, CustomStringConvertible {
  struct Hidden: Decodable, Sendable {
    let width: Int
    let activation: String
    let norm: String
    let dropout: Double
    let scale: Double?
  }

  let name: String
  let hidden: [Hidden]
  let inputs: [[Double]]
  let labels: [Int]
  /// W, b, γ, β of every layer, as nested lists of unequal depth.
  let parameters: [[Tensor?]]
  let losses: [Double]
  let weightsAfter: [[[Double]]]
  let logits: [[Double]]
  let z: [[[Double]]]
  let deltas: [[[Double]]]
  let gradients: [[Tensor?]]

  var description: String { name }

  /// A matrix, or a vector as its only row.
  struct Tensor: Decodable, Sendable {
    let rows: [[Double]]
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      rows =
        try (try? container.decode([[Double]].self)) ?? [container.decode([Double].self)]
    }
  }

  private struct File: Decodable {
    let rate: Double
    let masks: UInt64
    let cases: [LayersOracle]
  }

  private static func file() throws -> File {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracle/layers_oracle.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
  }

  /// All cases, from the file beside the tests.
  static func load() throws -> [LayersOracle] { try file().cases }
  /// η of the descent.
  static func rate() throws -> Double { try file().rate }

  /// The network with the first parameters of the case.
  func network() throws -> Network<Double> {
    let designs = try hidden.map { layer in
      let activation: any Activation = try #require(ActivationCatalog.named(layer.activation))
      return LayerDesign(
        width: layer.width, activation: activation,
        norm: try #require(NormalizationKind(rawValue: layer.norm)), dropout: layer.dropout,
        residualScale: layer.scale)
    }
    let network = Network<Double>(
      inputs: inputs[0].count, hidden: designs, output: LayerDesign(width: logits[0].count),
      masks: SeededGenerator(seed: try Self.file().masks))
    for (place, tensors) in zip(network.places, parameters) {
      let own = [place.weight, place.bias] + (place.norm?.parameters ?? [nil, nil])
      for (parameter, tensor) in zip(own, tensors) {
        #expect((parameter == nil) == (tensor == nil))
        if let parameter, let tensor { parameter.values.copy(Matrix(tensor.rows)) }
      }
    }
    return network
  }

  /// The batch of the case.
  var examples: Examples<Double> { Examples(features: Matrix(inputs), labels: labels) }
}
