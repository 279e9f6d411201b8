import Foundation
import Networks
import Tensors
import Testing

/// One small network computed outside of the project; `Oracle/make_oracle.py` says how.
struct OracleCase: Decodable, Sendable, CustomStringConvertible {
  let activation: String
  let residualScale: Double?
  let learningRate: Double
  let steps: Int
  let weights: [[[Double]]]
  let biases: [[Double]]
  let inputs: [[Double]]
  let labels: [Int]
  /// The loss before the first update.
  let firstLoss: Double
  let deltas: [[[Double]]]
  let weightGradients: [[[Double]]]
  let biasGradients: [[Double]]
  let lossAfter: Double
  let weightsAfter: [[[Double]]]
  let biasesAfter: [[Double]]

  var description: String {
    activation + (residualScale.map { ", residual × \($0)" } ?? ", plain")
  }

  private enum CodingKeys: String, CodingKey {
    case activation, residualScale, learningRate, steps, weights, biases, inputs, labels
    case firstLoss = "loss"
    case deltas, weightGradients, biasGradients, lossAfter, weightsAfter, biasesAfter
  }

  /// Cross-entropy over the outputs of the network.
  func loss<Scalar: RealScalar>(_ network: Network<Scalar>) throws -> CategoricalCrossEntropy {
    try #require(CategoricalCrossEntropy(predicting: .classes(network.outputCount)))
  }

  /// All cases, from the file beside the tests.
  static func load() throws -> [OracleCase] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/oracle.json")
    return try JSONDecoder().decode([OracleCase].self, from: Data(contentsOf: file))
  }

  /// The network with the weights of the case.
  func network<Scalar: RealScalar>(_ type: Scalar.Type) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 0)
    let network = Network<Scalar>(
      inputs: inputs[0].count, depth: weights.count - 1, width: biases[0].count,
      outputs: biases[weights.count - 1].count,
      activation: ActivationCatalog.named(activation) ?? Identity(),
      initializer: FanScaled.lecun(.normal), residualScale: residualScale, using: &generator)
    for (layer, (weight, bias)) in zip(network.denseLayers, zip(weights, biases)) {
      layer.weights.copy(Matrix(weight.map { $0.map { Scalar($0) } }))
      layer.bias.copy(Matrix([bias.map { Scalar($0) }]))
    }
    return network
  }

  /// The batch of the case.
  func examples<Scalar: RealScalar>(_ type: Scalar.Type) -> Examples<Scalar> {
    Examples(features: Matrix(inputs.map { $0.map { Scalar($0) } }), labels: labels)
  }
}

/// ‖a − b‖ / ‖b‖, Frobenius; 0 where both are 0.
func relativeError<Scalar: RealScalar>(_ a: Matrix<Scalar>, _ b: [[Double]]) -> Double {
  let difference = a.rowArrays.joined().elementsEqual(b.joined()) { Double($0) == $1 }
  guard !difference else { return 0 }
  let squares = zip(a.rowArrays.joined(), b.joined()).reduce(0) { sum, pair in
    sum + (Double(pair.0) - pair.1) * (Double(pair.0) - pair.1)
  }
  return (squares / b.joined().reduce(0) { $0 + $1 * $1 }).squareRoot()
}
