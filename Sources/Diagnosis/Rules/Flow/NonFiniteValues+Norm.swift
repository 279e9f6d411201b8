import Records
import Texts

extension NonFiniteValues {
  /// Of a record without places: a gradient norm that was not finite. Of the loss, GS401 says it.
  ///
  /// With float16 and a loss that is scaled, the first norms overflow in a healthy run; such an update is
  /// left out, and the norm is finite again.
  func ofGradientNorm(_ run: RunEvidence) -> Finding? {
    guard run.record.places.isEmpty,
      let event = run.record.events.first(where: {
        $0.kind == .nonFinite && $0.tensor == .weightGradient
      })
    else { return nil }
    let norms = run.curves.gradientNorm
    let isLost = !(norms.last?.isFinite ?? false)
    let word = run.facts.stepWord
    let what = event.value.isNaN ? "NaN" : "Infinity"
    return Finding(
      of: description, severity: isLost ? .error : .warning,
      steps: event.step...max(run.lastStep, event.step),
      evidence: ["firstStep": Double(event.step)], threshold: ["values": 0],
      message: "\(what) in the gradient norm, first at \(word) \(event.step)"
        + (isLost
          ? " and still at the last one."
          : "; it was finite again at the end. Where a loss is scaled for float16, single ones are "
            + "how the scale is found.")
        + " Which layer it came from was not logged.")
  }
}
