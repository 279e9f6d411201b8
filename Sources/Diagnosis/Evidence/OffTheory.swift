import Foundation
import Records
import Texts

/// The first layer, on its way, whose signal before the first update is far from what theory expects of
/// these first weights on these data.
///
/// Theory is of weights that are drawn independently of each other and of the data. What is far outside of
/// the band in which 99 of 100 draws lie was not drawn so, or not computed so.
struct OffTheory {
  /// From 2: theory is of hidden layers.
  let layer: Int
  /// Whether it is δ, and not the activations, which come first.
  let isDelta: Bool
  /// The root mean square that was measured.
  let measured: Double
  /// The band it should be in.
  let band: PredictedProfile.Band

  /// The layer of a run; nil where all are near, or the theory does not apply.
  ///
  /// - Parameter margin: how many times beyond the band a value has to be.
  init?(_ run: RunEvidence, margin: Double) {
    guard let prediction = run.record.prediction, prediction.applies, run.history.count > 0,
      run.history.steps[0] == 0, prediction.layers.count == run.depth, run.depth >= 2
    else { return nil }
    func isFar(_ value: Double, _ band: PredictedProfile.Band) -> Bool {
      // An exact zero is underflow or silence, which have findings of their own.
      value.isFinite && value > 0 && (value > band.upper * margin || value < band.lower / margin)
    }
    for layer in 2...run.depth {
      let (value, band) = (
        run.history[0, layer].activationRMS, prediction.layers[layer - 1].activationRMS
      )
      if isFar(value, band) {
        (self.layer, isDelta, measured, self.band) = (layer, false, value, band)
        return
      }
    }
    for layer in (2...run.depth).reversed() {
      let (value, band) = (run.history[0, layer].deltaRMS, prediction.layers[layer - 1].deltaRMS)
      if isFar(value, band) {
        (self.layer, isDelta, measured, self.band) = (layer, true, value, band)
        return
      }
    }
    return nil
  }

  /// The finding, as part of a rule.
  func finding(of rule: RuleDescription, margin: Double, severity: Severity) -> Finding {
    Finding(
      of: rule, severity: severity, layers: layer...layer, steps: 0...0,
      evidence: [
        isDelta ? "deltaRMS" : "activationRMS": measured, "expected": band.expected,
        "bandLower": band.lower, "bandUpper": band.upper,
      ],
      threshold: ["timesBeyondBand": margin],
      message: "Before the first update \(isDelta ? "δ" : "the activations") of layer \(layer) "
        + "\(isDelta ? "has" : "have") a root mean square of \(NumberText.short(measured)), where theory "
        + "expects \(NumberText.short(band.expected)) for these first weights "
        + "(\(NumberText.short(band.lower)) to \(NumberText.short(band.upper)) in 99 of 100 draws).",
      remedy:
        "Look for weights that depend on each other or on the data, a layer that does not compute "
        + "what its name says, and inputs far from the others.",
      cause: "unlike theory")
  }
}
