import Foundation
import Networks
import Testing

@testable import Theory

/// Networks of unlike layers, drawn many times outside of the project; `Oracle/unlike_layers.py` says
/// how.
struct UnlikeLayersOracle: Decodable, Sendable, CustomStringConvertible {
  struct Layer: Decodable, Sendable {
    let width: Int
    let activation, initializer, norm: String
    let biasStd, dropout: Double
    let residualScale: Double?

    func design() throws -> LayerDesign {
      LayerDesign(
        width: width, activation: try #require(ActivationCatalog.named(activation)),
        initializer: try #require(InitializerCatalog.named(initializer)), biasStd: biasStd,
        norm: try #require(NormalizationKind(rawValue: norm)), dropout: dropout,
        residualScale: residualScale)
    }
  }
  /// The median over the draws, and the ends of the middle 95 % of them.
  struct Spread: Decodable, Sendable {
    let low, median, high: [Double]
  }
  let name: String
  let features, classes, batch: Int
  let layers: [Layer]
  /// The initializer of the output layer.
  let output: String
  /// The means over the draws.
  let activationSquares, deltaSquares: [Double]
  let activations, deltas, factors: Spread
  /// The same of batches that have one input 64 times; nil with a batch norm.
  let together: Together?

  struct Together: Decodable, Sendable {
    let activations, deltas: Spread
  }

  var description: String { name }

  func hidden() throws -> [LayerDesign] { try layers.map { try $0.design() } }

  func outputLayer() throws -> LayerDesign {
    LayerDesign(width: classes, initializer: try #require(InitializerCatalog.named(output)))
  }

  func theory() throws -> NetworkTheory {
    let design = NetworkDesign(
      inputs: features, hidden: try hidden(), output: try outputLayer(),
      delta: OutputDelta(CategoricalCrossEntropy(classes: classes)))
    return NetworkTheory(design, on: InputScale(features: features))
  }

  static let all: [UnlikeLayersOracle] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/unlike-layers.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([UnlikeLayersOracle].self, from: data)) ?? []
  }()
}
