import Foundation
import Instruments
import Networks
import Records
import Tensors
import Testing

/// What the recorder measures, against NumPy's numbers for the same networks.
@Suite struct StatisticsOracleTests {
  /// The part of the network tests' oracle that is read here.
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let activation: String
    let residualScale: Double?
    let learningRate: Double
    let weights: [[[Double]]]
    let biases: [[Double]]
    let inputs: [[Double]]
    let labels: [Int]
    let statistics: [[String: Double]]
    var description: String { activation + (residualScale == nil ? ", plain" : ", residual") }

    static func load() throws -> [Case] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../NetworksTests/Oracle/oracle.json").standardized
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }
  }

  @Test(arguments: try Case.load())
  func everyStatisticOfEveryLayer(_ oracle: Case) throws {
    var generator = SeededGenerator(seed: 0)
    let network = Network<Double>(
      inputs: 5, depth: 3, width: 4, outputs: 3,
      activation: try #require(ActivationCatalog.named(oracle.activation)),
      initializer: FanScaled.lecun(.normal), residualScale: oracle.residualScale,
      using: &generator)
    for (layer, (weight, bias)) in zip(network.denseLayers, zip(oracle.weights, oracle.biases)) {
      layer.weights.copy(Matrix(weight))
      layer.bias.copy(Matrix([bias]))
    }
    let examples = Examples(features: Matrix(oracle.inputs), labels: oracle.labels)
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    let rule = UpdateRule.descent(oracle.learningRate)
    let recorder = Recorder("", of: network, on: examples, loss: loss, rule: rule, steps: 1)
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule,
      sampler: BatchSampler(
        count: examples.count, batchSize: 0, generator: SeededGenerator(seed: 0)))
    _ = trainer.run(steps: 1, observer: recorder)
    for (index, expected) in oracle.statistics.enumerated() {
      #expect(expected.count == Self.quantities.count)
      let measured = recorder.record.history[0, place: index]
      for (name, quantity) in Self.quantities {
        let value = try #require(expected[name])
        // Both sides compute in Double and sum in different orders.
        #expect(
          abs(measured[known: quantity] - value) <= 1e-12 * max(value.magnitude, 1e-3),
          "\(name), layer \(index + 1)")
      }
    }
  }

  private static let quantities: [String: Quantity] = [
    "deltaRMS": .deltaRMS, "weightGradientNorm": .weightGradientNorm,
    "weightGradientRMS": .weightGradientRMS, "weightNorm": .weightNorm,
    "updateRatio": .updateRatio, "activationMean": .activationMean,
    "activationStd": .activationStd, "activationRMS": .activationRMS,
    "activationExampleStd": .activationExampleStd,
    "preactivationMean": .preactivationMean, "preactivationStd": .preactivationStd,
    "preactivationRMS": .preactivationRMS, "derivativeRMS": .derivativeRMS,
    "zeroFraction": .zeroFraction, "saturatedLowFraction": .saturatedLowFraction,
    "saturatedHighFraction": .saturatedHighFraction,
  ]
}
