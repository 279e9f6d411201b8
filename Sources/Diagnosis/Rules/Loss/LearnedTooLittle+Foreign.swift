import Records
import Texts

/// Of another program's run no reference is trained: its data are not here.
extension LearnedTooLittle {
  /// Another program's run, of which guessing is known: what is held out has to be better than that, or, where
  /// nothing was, the loss of the last batches by more than a little.
  func withoutReference(_ run: RunEvidence, _ thresholds: Thresholds) -> RuleOutcome {
    guard !run.facts.origin.isOwn, let chance = run.record.chance, chance.loss > 0 else {
      let instead = run.facts.origin.isOwn ? "" : ", or the loss of guessing"
      return .notApplicable(
        .needs("what a small healthy network reaches on the same data\(instead)", .losses))
    }
    guard Double(run.learning.updates) >= thresholds[.stepsToJudgeLearning] else {
      return .notApplicable(.doesNotConcern("a run of so few updates is too short to judge"))
    }
    guard let held = run.record.evaluation.validationLoss else {
      return .findings(little(run, chance, thresholds).map { [$0] } ?? [])
    }
    let needed = chance.loss * (1 - thresholds[.learnedShare])
    guard !(held <= needed) else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: .error, steps: 0...run.lastStep,
        evidence: ["loss": held, "guessing": chance.loss, "needed": needed],
        threshold: ["loss": needed],
        message: "On examples held out the loss is \(short(held)), where guessing has "
          + "\(short(chance.loss)): nothing that it learned holds.")
    ])
  }

  /// Little came of it, and how much its data give is not known: an error where something is to blame for it, which
  /// `Judgement` knows.
  private func little(_ run: RunEvidence, _ chance: Chance, _ thresholds: Thresholds) -> Finding? {
    let learning = run.learning
    guard run.record.status != .diverged, learning.progress.isFinite,
      learning.progress < thresholds[.littleProgress]
    else { return nil }
    return Finding(
      of: description, severity: .error, steps: 0...run.lastStep,
      evidence: [
        "loss": learning.finalLoss, "guessing": chance.loss, "progress": learning.progress,
      ],
      threshold: ["progress": thresholds[.littleProgress]],
      message: "After \(learning.updates) updates the loss of the last batches is "
        + "\(short(learning.finalLoss)), \(NumberText.percent(max(learning.progress, 0))) of the way from "
        + "guessing (\(short(chance.loss))) to 0. How much these data give is not known.")
  }

  /// What can be to blame where nobody knows how much the data give: faults of the start, of the steps and of the loss.
  /// Units that fell silent, and examples learned by heart, are also seen in runs that learn what there is.
  private static let culprits: Set<String> = [
    "GS101", "GS102", "GS106", "GS201", "GS205", "GS206", "GS301", "GS303", "GS304", "GS305",
    "GS306", "GS307", "GS405", "GS501", "GS502", "GS601", "GS602", "GS603", "GS604",
  ]

  /// Takes the blame back of a run whose data may give no more, where nothing that was found can be to blame.
  static func doubt(_ findings: inout [Finding]) {
    guard
      let index = findings.firstIndex(where: { $0.code == code && $0.evidence["progress"] != nil })
    else { return }
    let cause = findings.first { $0.code == findings[index].causedBy }
    guard let cause, cause.severity >= .warning, culprits.contains(cause.code) else {
      findings[index].severity = .warning
      return
    }
  }
}
