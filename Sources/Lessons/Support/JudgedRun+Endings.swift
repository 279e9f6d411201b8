import Diagnosis
import Foundation
import Records
import Reports

/// How a run went, as lessons tell it.
extension JudgedRun {
  /// The first value that is NaN or infinite; nil where all are numbers.
  var firstNonFinite: BadEvent? { record.events.first { $0.kind == .nonFinite } }

  /// Whether it has an error: one that is too short to judge is not healthy, and not sick.
  var isSick: Bool {
    !judgement.isHealthy && judgement.verdict != "too-short-to-judge"
  }

  /// `layer 3`, `the output layer`: where an event was.
  func words(of place: Int) -> String {
    place >= record.depth ? "the output layer" : "layer \(place + 1)"
  }

  /// a of the last hidden layer for that of the first, RMS over batch and units, before the first update.
  var signalKept: Double {
    let profile = profile(.activationRMS)
    guard let first = profile.first, let last = profile.last else { return .nan }
    return last / first
  }

  /// (last / first)^(1/(L − 1)) of a: what a layer makes of the signal before the first update, as the geometric mean
  /// from the first hidden layer to the last, so that its powers come to `signalKept`. NaN with one layer.
  var signalFactor: Double { perLayer(signalKept, places: profile(.activationRMS).count) }

  /// The same of δ, from the last hidden layer back to the first: its powers come to `deltaLeft`.
  var deltaFactor: Double { perLayer(deltaLeft, places: firstDeltas.count) }

  /// The slope of ln a over the layers as a factor, where a is above 0: another mean of what a layer makes of the
  /// signal, which is there where `signalFactor` is 0 because the last layers get nothing. NaN where there is no
  /// slope.
  var fittedSignalFactor: Double { evidence.initialActivationDecay ?? .nan }

  private func perLayer(_ product: Double, places: Int) -> Double {
    places > 1 ? pow(product, 1 / Double(places - 1)) : .nan
  }

  /// How its gradients were clipped; nil where no bound was set.
  var clipping: ClippingSummary? { ClippingSummary(record) }

  /// Whether a finding of this rule is among those of the run.
  func hasFinding(_ rule: String) -> Bool { judgement.findings.contains { $0.rule == rule } }

  /// Silent units of all hidden layers at each look at the probe set, as shares; empty where the activation
  /// cannot go silent.
  var silentShares: [(step: Int, share: Double)] {
    let units = record.places.prefix(record.depth).reduce(0) { $0 + $1.units }
    return record.probes.compactMap { probe in
      let counts = probe.silentUnits.prefix(record.depth).compactMap { $0 }
      guard units > 0, counts.count == record.depth else { return nil }
      return (probe.step, Double(counts.reduce(0, +)) / Double(units))
    }
  }
}

extension BadEvent.Tensor {
  /// `activations`, as in "its activations".
  var plainWords: String {
    switch self {
    case .weight: "weights"
    case .activation: "activations"
    case .loss: "loss"
    case .delta: "δ"
    case .weightGradient: "weight gradient"
    }
  }
}
