import Foundation
import Networks
import Tensors
import Testing

/// A training run of 50 updates computed outside of the project; `Oracle/make_training_oracle.py`
/// says how.
struct TrainingOracle: Decodable, Sendable, CustomStringConvertible {
  let name: String
  let activation: String
  let norm: String
  let residualScale: Double?
  let loss: String
  let task: String
  let optimizer: String
  let momentum: Double?
  let weightDecay: Double
  let schedule: String
  let clipNorm: Double?
  let clipValue: Double?
  let output: String
  let reduction: String
  let beta1: Double?
  let beta2: Double?
  let epsilon: Double?
  let learningRate: Double
  let steps: Int
  let inputs: [[Double]]
  let labels: [Int]?
  let targets: [[Double]]?
  let weights: [[[Double]]]
  let biases: [[Double]]
  let scales: [[Double]]?
  let shifts: [[Double]]?
  let losses: [Double]
  let gradientNorms: [Double]
  let learningRates: [Double]
  let clipFactors: [Double]
  let deltas: [[[Double]]]
  let weightGradients: [[[Double]]]
  let biasGradients: [[Double]]
  let scaleGradients: [[Double]]?
  let shiftGradients: [[Double]]?
  let weightsAfter: [[[Double]]]
  let biasesAfter: [[Double]]
  let scalesAfter: [[Double]]?
  let shiftsAfter: [[Double]]?
  let runningMeans: [[Double]]?
  let runningVariances: [[Double]]?
  let evaluationLoss: Double

  var description: String { name }

  /// All cases, from the file beside the tests.
  static func load() throws -> [TrainingOracle] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/training_oracle.json")
    return try JSONDecoder().decode([TrainingOracle].self, from: Data(contentsOf: file))
  }

  /// The network with the first parameters of the case.
  func network() throws -> Network<Double> {
    let network = Network<Double>(
      widths: [inputs[0].count] + biases.map(\.count),
      activation: try #require(ActivationCatalog.named(activation)),
      normalization: try #require(NormalizationKind(rawValue: norm)),
      residualScale: residualScale)
    for (index, layer) in network.denseLayers.enumerated() {
      layer.weights.copy(Matrix(weights[index]))
      layer.bias.copy(Matrix([biases[index]]))
      guard let norm = network.places[index].norm else { continue }
      norm.scale.copy(Matrix([try #require(scales)[index]]))
      norm.shift.copy(Matrix([try #require(shifts)[index]]))
    }
    return network
  }

  /// The batch of the case.
  var examples: Examples<Double> {
    if let targets { return Examples(features: Matrix(inputs), values: Matrix(targets)) }
    return Examples(features: Matrix(inputs), labels: labels ?? [])
  }

  /// The loss of the case.
  func makeLoss() throws -> any Loss {
    let prediction: Prediction =
      targets.map { task == "multi-label" ? .flags($0[0].count) : .values($0[0].count) }
      ?? .classes(((labels ?? []).max() ?? 0) + 1)
    return try LossCatalog.loss(
      named: loss, predicting: prediction, output: OutputActivation(rawValue: output))
  }

  /// Optimizer, rate, schedule, decay, clipping and reduction of the case.
  func rule() throws -> UpdateRule {
    let options = OptimizerOptions(
      momentum: momentum, beta1: beta1, beta2: beta2, epsilon: epsilon)
    return UpdateRule(
      try #require(OptimizerCatalog.named(optimizer)?.init(options)),
      learningRate: learningRate, schedule: try #require(ScheduleCatalog.named(schedule)),
      weightDecay: weightDecay, clipping: GradientClipping(norm: clipNorm, value: clipValue),
      reduction: try #require(Reduction(rawValue: reduction)))
  }
}
