import Records
import Texts

/// GS409: the run ended before anybody could see whether it learns.
public struct TooShortToJudge: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS409", name: "too-short-to-judge",
      detects: "A run of fewer than 100 updates, or one that was stopped, that has not learned "
        + "yet; as a warning, "
        + "one whose loss was still falling while the data give more.",
      why: """
        A healthy network needs some tens of updates before its loss leaves that of guessing. Of a \
        run that \
        ended before, nobody can say whether it would have learned, and silence would look like \
        health.
        """,
      requires: "the loss at the end, and that of a reference network or of guessing",
      thresholds: [.stepsToJudgeLearning, .heldBackProgress, .learnedShare, .stillFalling],
      isLastResort: true,
      remedies: [Remedy(.steps(times: 10))],
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let learning = run.learning
    let enough = thresholds[.stepsToJudgeLearning]
    let isStopped = run.record.status == .interrupted
    guard run.record.status != .diverged, isStopped || Double(learning.updates) < enough else {
      return .findings(stillFalling(run, thresholds).map { [$0] } ?? [])
    }
    let needed: Double
    if let reference = learning.reference {
      guard learning.isHeldBack else { return .findings([]) }
      needed = reference.needed
    } else {
      guard !run.facts.origin.isOwn || isStopped else {
        return .notApplicable(
          .needs("what a small healthy network reaches on the same data", .losses))
      }
      guard let chance = run.record.chance, chance.loss > 0 else {
        return byItsOwnBeginning(run, thresholds)
      }
      // Of one that was stopped before the other network was trained: half of the way to 0.
      guard isStopped && run.facts.origin.isOwn ? learning.isHeldBack : !learning.learned else {
        return .findings([])
      }
      needed =
        chance.loss
        * (1 - thresholds[isStopped ? .heldBackProgress : .learnedShare])
    }
    return .findings([
      finding(run, loss: learning.comparedLoss, needed: needed, thresholds)
    ])
  }

  private func finding(
    _ run: RunEvidence, loss: Double, needed: Double, _ thresholds: Thresholds
  ) -> Finding {
    let learning = run.learning
    let enough = thresholds[.stepsToJudgeLearning]
    let known =
      loss.isFinite
      ? "its \(learning.heldOutLoss == nil ? "" : "held-out ")loss is "
        + "\(NumberText.short(loss, digits: 3)), and "
        + "\(NumberText.short(needed, digits: 3)) "
        + "would show that it learns"
      : "its loss at the end is not known"
    let updates = learning.updates == 1 ? "1 update" : "\(learning.updates) updates"
    return Finding(
      of: description, severity: .error, steps: 0...run.lastStep,
      evidence: ["updates": Double(learning.updates), "loss": loss, "needed": needed],
      threshold: ["updates": enough],
      message: "The run \(run.record.status == .interrupted ? "was stopped after" : "has") "
        + "\(updates): too few to see whether it learns (\(known)).",
      remedies: [Remedy(.steps(times: factor(learning.updates, enough)))])
  }

  /// Where nobody knows what guessing costs: whether the loss has left where it began.
  private func byItsOwnBeginning(_ run: RunEvidence, _ thresholds: Thresholds) -> RuleOutcome {
    let losses = run.curves.loss
    guard run.facts.stepUnit == nil else {
      return .notApplicable(
        .needs("the number of updates", .losses, note: "; steps are \(run.facts.stepWord)s"))
    }
    guard let first = losses.first, first > 0, let last = losses.last,
      Double(run.learning.updates) < thresholds[.stepsToJudgeLearning]
    else { return .notApplicable(.unknown("the loss of guessing", .losses)) }
    let needed = first * (1 - thresholds[.learnedShare])
    guard !(last < needed) else { return .findings([]) }
    return .findings([finding(run, loss: last, needed: needed, thresholds)])
  }

  /// A run that came far enough to be no error, and was ended on its way.
  private func stillFalling(_ run: RunEvidence, _ thresholds: Thresholds) -> Finding? {
    let learning = run.learning
    guard run.record.status == .completed, let reference = learning.reference,
      !learning.isHeldBack, learning.isBehind,
      let end = run.curves.medianLoss(of: run.curves.lastTenth),
      let before = run.curves.medianLoss(of: run.curves.tenthBeforeTheLastFifth)
    else { return nil }
    let fall = (before - end) / reference.guessing
    guard fall > thresholds[.stillFalling] else { return nil }
    return Finding(
      of: description, severity: .warning, steps: 0...run.lastStep,
      evidence: [
        "fall": fall, "loss": learning.comparedLoss, "reached": reference.reached,
        "updates": Double(learning.updates),
      ],
      threshold: ["fall": thresholds[.stillFalling]],
      message: "The loss of the batches was still falling when the run ended: over its last "
        + "fifth from "
        + "\(NumberText.short(before, digits: 3)) to \(NumberText.short(end, digits: 3)). "
        + (learning.heldOutLoss == nil ? "At " : "Held out, at ")
        + "\(NumberText.short(learning.comparedLoss, digits: 3)) it is far above the "
        + "\(NumberText.short(reference.reached, digits: 3)) of a small healthy network.",
      remedies: [Remedy(.steps(times: 4)), Remedy(.higherRate(), run.facts.rateNow)])
  }

  /// Ten times the updates that it takes to see anything, in tens.
  private func factor(_ updates: Int, _ enough: Double) -> Double {
    let wanted = 10 * enough / Double(max(updates, 1))
    return max((wanted / 10).rounded(.up) * 10, 10)
  }

  public var examples: [RuleExample] {
    func record(_ loss: Double, steps: Int) -> RunRecord {
      var record = ExampleRecord.make(steps: steps, finalLoss: loss)
      record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
      return record
    }
    return [
      RuleExample(title: "35 updates, at 2.1", record: record(2.1, steps: 35), triggers: true),
      RuleExample(
        title: "35 updates, and all is learned", record: record(0.1, steps: 35), triggers: false),
      RuleExample(title: "200 updates, at 2.1", record: record(2.1, steps: 200), triggers: false),
    ]
  }
}

extension Threshold {
  /// The fall of the loss over the last fifth of a run, as a share of guessing.
  static let stillFalling = Threshold(
    "stillFalling", 0.05, .share,
    "fall of the loss over the last fifth of the run, as a share of guessing, above this",
    because: "as much again would bring it a twentieth of the way further, and less is what "
      + "batches differ by")
}
