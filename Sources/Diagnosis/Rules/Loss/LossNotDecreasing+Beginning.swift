import Records
import Texts

extension LossNotDecreasing {
  /// Where nobody knows what guessing costs: the loss at the end against that at the beginning.
  ///
  /// A loss that left the range of numbers, or rose far, is for GS401 to say.
  func byItsOwnBeginning(_ run: RunEvidence, _ thresholds: Thresholds) -> RuleOutcome {
    let learning = run.learning
    let word = run.facts.stepWord
    let trend: LossTrend
    switch LossTrend.of(run.curves) {
    case .success(let known): trend = known
    case .failure(let unknown):
      return .notApplicable(
        .needs("the loss of guessing, or \(unknown.words)", .losses))
    }
    guard run.facts.stepUnit != nil || Double(learning.updates) >= thresholds[.stepsToJudgeLearning]
    else {
      return .notApplicable(
        .doesNotConcern(
          "needs \(NumberText.short(thresholds[.stepsToJudgeLearning], digits: 3)) updates, the "
            + "run made \(learning.updates)"))
    }
    guard run.record.status != .diverged, learning.finalLoss.isFinite,
      trend.fall < thresholds[.learnedShare]
    else { return .findings([]) }
    let compared = NumberText.ratio(trend.last, over: trend.first)
    return .findings([
      Finding(
        of: description, severity: .error, steps: 0...run.lastStep,
        evidence: ["finalLoss": trend.last, "initialLoss": trend.first],
        threshold: ["progress": thresholds[.learnedShare]],
        message: "Up to \(word) \(run.lastStep) the loss has not fallen: it began at "
          + "\(compared.other) and ends at \(compared.number), as the median of the last tenth. "
          + "What guessing has is not known. Where the weights had been trained before, there may "
          + "have been nothing more to learn.",
        remedies: run.record.places.isEmpty
          ? [
            .look(
              "log what the layers do, which tells why; without that, try a learning rate ten times "
                + "lower and one ten times higher")
          ] : nil)
    ])
  }
}
