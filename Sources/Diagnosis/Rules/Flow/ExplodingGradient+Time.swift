import Records
import Texts

extension ExplodingGradient {
  /// Of a record without chains, the gradient norm of the whole network over the steps is judged alone.
  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.chains.isEmpty, run.curves.gradientNorm.contains(where: \.isFinite) else {
      return examineChains(run, thresholds: thresholds)
    }
    let remedies = [Remedy(.lowerRate()), Remedy(.clipping(isLower: run.facts.clipNorm != nil))]
    return .findings(
      overTime(run.record, run.learning, thresholds, remedies).map { [$0] } ?? [])
  }

  /// Growth of the gradient norm over the run, in one that did not learn.
  func overTime(
    _ record: RunRecord, _ learning: LearningOutcome, _ thresholds: Thresholds, _ remedies: [Remedy]
  ) -> Finding? {
    let curves = record.curves
    let norms = curves.largestGradientNorm
    // Every point is as long as its steps: a tenth of the points may be half of the run.
    let firstTenth = curves.head(of: curves.measuredSteps / 10)
    let first = WeightedMedian.of(
      firstTenth.filter { norms[$0].isFinite }.map { (norms[$0], curves.counts[$0]) })
    guard !learning.learned, let first, first > 0 else { return nil }
    // A gradient that is large at step 0 and falls has not grown.
    let reference = max(first, norms[0].isFinite ? norms[0] : 0)
    let late = norms.indices.filter {
      norms[$0].isFinite && norms[$0] > thresholds[.explodedOverTime] * reference
    }
    guard let start = late.first, let end = late.last, lossRose(record, late) else { return nil }
    let largest = late.map { norms[$0] }.max() ?? norms[start]
    let (step, last) = (curves.steps[start], curves.lastSteps[start])
    let word = record.facts.stepWord
    let place = step == last ? "at \(word) \(step)" : "within steps \(step) to \(last)"
    return Finding(
      of: description, severity: severity(record, learning),
      steps: curves.steps[start]...curves.lastSteps[end],
      evidence: ["gradientNorm": largest, "gradientNormAtStart": reference],
      threshold: ["gradientNormGrowth": thresholds[.explodedOverTime]],
      message: "The gradient norm grew from \(NumberText.short(reference)) to "
        + "\(NumberText.short(largest)), first past \(NumberText.short(thresholds[.explodedOverTime]))"
        + " times its start \(place)"
        + (record.facts.clipNorm == nil ? "." : ", before clipping."),
      remedies: remedies)
  }

  /// A gradient that grows while the loss stays or falls is a plateau that ends.
  private func lossRose(_ record: RunRecord, _ late: [Int]) -> Bool {
    let curves = record.curves
    if record.status == .diverged { return true }
    let finite = late.filter { curves.loss[$0].isFinite }
    guard let first = curves.loss.first, let typical = curves.medianLoss(of: finite)
    else { return true }
    return typical > 1.2 * first
  }

  /// What ended a run, or kept it from learning anything, is an error.
  func severity(_ record: RunRecord, _ learning: LearningOutcome) -> Severity {
    record.status == .diverged || learning.learnedNothing ? .error : .warning
  }
}

extension Threshold {
  /// Gradient norm above this multiple of its first values.
  static let explodedOverTime = Threshold(
    "explodedOverTime", 1e3, "gradient norm above this multiple of its first values",
    because: "a run that learns moves its gradient norm by one or two decimal orders, not by three")
}
