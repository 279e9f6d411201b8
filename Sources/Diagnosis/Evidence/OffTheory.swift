import Foundation
import Records
import Texts

/// The first layer, on its way, whose signal before the first update is far from what theory expects of
/// these first weights on these data.
///
/// Theory is of weights that are drawn independently of each other and of the data. What is far outside of
/// the band in which 99 of 100 draws lie was not drawn so, or not computed so.
struct OffTheory {
  /// Its number in the main chain, from 2: theory is of hidden layers.
  let layer: Int
  /// Whether it is δ, and not the activations, which come first.
  let isDelta: Bool
  /// The root mean square that was measured.
  let measured: Double
  /// The band it should be in.
  let band: PredictedProfile.Band

  /// The layer of a chain; nil where all are near, or the theory does not apply.
  ///
  /// - Parameter margin: how many times beyond the band a value has to be.
  init?(_ chain: ChainEvidence, margin: Double) {
    guard let prediction = chain.record.prediction, prediction.applies, chain.history.count > 0,
      chain.history.steps[0] == 0, chain.chain == chain.record.mainChain,
      prediction.layers.count == chain.count, chain.count >= 2
    else { return nil }
    func isFar(_ value: Double, _ band: PredictedProfile.Band) -> Bool {
      // An exact zero is underflow or silence, which have findings of their own.
      value.isFinite && value > 0 && (value > band.upper * margin || value < band.lower / margin)
    }
    for layer in chain.positions.dropFirst() {
      let band = prediction.layers[layer - 1].activationRMS
      let value = chain[0, layer].activationRMS
      if isFar(value, band) {
        (self.layer, isDelta, measured, self.band) = (layer, false, value, band)
        return
      }
    }
    for layer in chain.positions.dropFirst().reversed() {
      let (value, band) = (chain[0, layer].deltaRMS, prediction.layers[layer - 1].deltaRMS)
      if isFar(value, band) {
        (self.layer, isDelta, measured, self.band) = (layer, true, value, band)
        return
      }
    }
    return nil
  }

  /// The finding, as part of a rule.
  func finding(
    of rule: RuleDescription, in chain: ChainEvidence, margin: Double, severity: Severity
  ) -> Finding {
    Finding(
      of: rule, severity: severity, at: chain.place(layer...layer), steps: 0...0,
      evidence: [
        isDelta ? "deltaRMS" : "activationRMS": measured, "expected": band.expected,
        "bandLower": band.lower, "bandUpper": band.upper,
      ],
      threshold: ["timesBeyondBand": margin],
      message:
        "Before the first update \(isDelta ? "δ" : "the activations") of \(chain.label(layer)) "
        + "\(isDelta ? "has" : "have") a root mean square of \(NumberText.short(measured)), where theory "
        + "expects \(NumberText.short(band.expected)) for these first weights "
        + "(\(NumberText.short(band.lower)) to \(NumberText.short(band.upper)) in 99 of 100 draws).",
      remedies: [
        .look(
          "look for weights that depend on each other or on the data, a layer that does not compute "
            + "what its name says, and inputs far from the others")
      ],
      cause: "unlike theory")
  }
}
