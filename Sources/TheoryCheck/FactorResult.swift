import Diagnosis
import Foundation
import Networks
import Theory

/// The factor per layer of drawn networks of width 512 beside that of theory.
struct FactorResult: Sendable {
  /// σw², σb² and what the map of one layer gives.
  struct Setting: Sendable {
    let activation: any Activation
    let gain: Double
    let biasVariance: Double
    let structure: TheoryCase.Structure
  }

  static let settings: [Setting] = [
    Setting(activation: Tanh(), gain: 1, biasVariance: 0.05, structure: .plain),
    Setting(activation: Tanh(), gain: 1.3, biasVariance: 0.05, structure: .plain),
    Setting(activation: Tanh(), gain: 1.7, biasVariance: 0.05, structure: .plain),
    Setting(activation: Tanh(), gain: 2.5, biasVariance: 0.05, structure: .plain),
    Setting(activation: Sigmoid(), gain: 1, biasVariance: 0, structure: .plain),
    Setting(activation: ReLU(), gain: 2, biasVariance: 0, structure: .plain),
    Setting(activation: ReLU(), gain: 1, biasVariance: 0, structure: .plain),
    Setting(activation: SELU(), gain: 1, biasVariance: 0, structure: .plain),
    Setting(activation: ReLU(), gain: 2, biasVariance: 0, structure: .layerNorm),
    Setting(activation: Tanh(), gain: 1, biasVariance: 0, structure: .layerNorm),
    Setting(activation: ReLU(), gain: 2, biasVariance: 0, structure: .residual),
    Setting(activation: ReLU(), gain: 2, biasVariance: 0, structure: .batchNorm),
  ]

  let setting: Setting
  let expected: Double
  /// The median of the draws.
  let measured: Double

  init(_ setting: Setting, seeds: Int) {
    self.setting = setting
    let item = TheoryCase(
      activation: setting.activation, initializer: FanScaled.fanIn(gain: setting.gain),
      structure: setting.structure, width: 512, features: 512, biasVariance: setting.biasVariance)
    func factor(_ deltas: [Double]) -> Double { Decay.backward(Array(deltas.dropFirst())) ?? .nan }
    expected = factor(item.predicted(seed: 1)?.layers.map(\.deltaRMS.expected) ?? [])
    measured =
      (1...UInt64(seeds)).map { factor(item.measure(seed: $0).deltas) }.sorted()[seeds / 2]
  }

  /// A row of the table.
  var row: String {
    func text(_ value: Double) -> String { String(format: "%.4f", value) }
    let off = String(format: "%+.1f %%", 100 * (measured / expected - 1))
    return "| \(setting.activation.name) | \(setting.structure.rawValue) | \(setting.gain) | "
      + "\(setting.biasVariance) | \(text(expected)) | \(text(measured)) | \(off) |"
  }

  static let heading = [
    "| activation | structure | σw² | σb² | factor of theory | median measured | off |",
    "|---|---|---|---|---|---|---|",
  ]
}
