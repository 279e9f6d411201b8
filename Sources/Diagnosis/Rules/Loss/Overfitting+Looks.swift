import Records
import Texts

extension Overfitting {
  /// Without an evaluation of the training set: whether the loss held out rose to the end, while the
  /// loss of training fell.
  ///
  /// - Returns: nil for fewer than three looks, or without losses of training beside them.
  func byLooks(_ run: RunEvidence, _ thresholds: Thresholds) -> RuleOutcome? {
    let looks = (run.record.heldOut?.looks ?? []).filter(\.loss.isFinite)
    guard looks.count >= 3, run.learning.finalLoss.isFinite, let best = looks.min(by: isBetter),
      best.loss > 0, let end = looks.last
    else { return nil }
    // All looks are at the same examples: what both last ones show is no chance of a single one.
    let later = looks.suffix(2).map(\.loss).min() ?? end.loss
    let rise = (later - best.loss) / best.loss
    let atBest = run.curves.medianLoss(of: near(best.step, run.curves))
    guard rise > thresholds[.heldOutRise], let atBest, run.learning.finalLoss < atBest else {
      return .findings([])
    }
    let word = run.facts.stepWord
    let compared = NumberText.ratio(end.loss, over: best.loss)
    return .findings([
      Finding(
        of: description, severity: .warning, steps: best.step...max(end.step, best.step),
        evidence: [
          "bestValidationLoss": best.loss, "validationLoss": end.loss, "rise": rise,
          "trainingLoss": run.learning.finalLoss,
        ],
        threshold: ["rise": thresholds[.heldOutRise]],
        message: "The loss held out was \(compared.other) at \(word) \(best.step) and rose to "
          + "\(compared.number) by \(word) \(end.step), while that of training fell from "
          + "\(NumberText.short(atBest)) to \(NumberText.short(run.learning.finalLoss)).")
    ])
  }

  private func isBetter(_ a: HeldOutLook, _ b: HeldOutLook) -> Bool {
    (a.loss, a.step) < (b.loss, b.step)
  }

  /// The points around a step, a tenth of the run in all.
  private func near(_ step: Int, _ curves: Curves) -> [Int] {
    let reach = (curves.lastStep ?? 0) / 20
    let near = curves.steps.indices.filter { abs(curves.steps[$0] - step) <= reach }
    return near.isEmpty ? curves.point(at: step).map { [$0] } ?? [] : near
  }
}

extension Threshold {
  /// The loss held out above its smallest by this share of it, at the end.
  static let heldOutRise = Threshold(
    "heldOutRise", 0.1, .share, "loss held out at the end above its smallest by this share of it",
    because:
      "looks at the same examples differ by the network alone, and a tenth that two looks in a "
      + "row have is no wobble of it")
}
