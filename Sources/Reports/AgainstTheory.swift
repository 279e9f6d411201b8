import Foundation
import Records
import Texts

/// What was measured before the first update, held against what theory expected.
///
/// Of the main chain. Its first place is left out: its fan-in is the data's, and the theory is of hidden
/// layers.
struct AgainstTheory: Sendable {
  /// Such as "the first weights come from a file"; empty where the theory applies.
  let limits: [String]
  /// log₁₀(measured / expected) of δ's root mean square in the layer of 2…L where it is farthest from
  /// 0; −∞ where δ is exactly 0.
  let delta: Double
  /// The same for the activations.
  let activation: Double
  /// Whether δ of every layer 2…L is inside the band.
  let deltaIsInside: Bool
  /// Whether the activations of every layer 2…L are.
  let activationIsInside: Bool

  /// The comparison of a run; nil without a prediction, a time point or a second place, and where δ or
  /// the activations were not measured.
  init?(_ run: JudgedRun) {
    guard let prediction = run.record.prediction, run.history.count > 0, run.depth >= 2,
      prediction.layers.count == run.depth, run.showsStart
    else { return nil }
    let deltas = run.initialProfile(.deltaRMS)
    let activations = run.initialProfile(.activationRMS)
    guard deltas.count == run.depth, activations.count == run.depth else { return nil }
    limits = prediction.limits
    let layers = 1..<prediction.layers.count
    delta = Self.farthest(layers.map { (deltas[$0], prediction.layers[$0].deltaRMS) })
    activation = Self.farthest(
      layers.map { (activations[$0], prediction.layers[$0].activationRMS) })
    deltaIsInside = layers.allSatisfy { prediction.layers[$0].deltaRMS.contains(deltas[$0]) }
    activationIsInside = layers.allSatisfy {
      prediction.layers[$0].activationRMS.contains(activations[$0])
    }
  }

  private static func farthest(
    _ pairs: [(measured: Double, band: PredictedProfile.Band)]
  ) -> Double {
    let decades = pairs.map { log10($0.measured / $0.band.expected) }
    if decades.contains(where: \.isNaN) { return .nan }
    return decades.max { abs($0) < abs($1) } ?? 0
  }

  /// For a column: `+0.04`, `−0.81 !` outside of the band, `–` where the theory does not apply.
  var cell: String {
    limits.isEmpty ? Self.text(delta) + (deltaIsInside ? "" : " !") : "–"
  }

  /// A number of decades with its sign: `+0.04`, `−∞`.
  static func text(_ decades: Double) -> String {
    guard decades.isFinite else { return Words.short(decades) }
    let text = String(format: "%.2f", abs(decades))
    return text == "0.00" ? text : (decades < 0 ? "−" : "+") + text
  }
}
