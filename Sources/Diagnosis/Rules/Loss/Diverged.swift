import Records
import Texts

/// GS401: the loss left the range of numbers, or ended far above where it began.
public struct Diverged: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS401", name: "diverged",
      detects: "The loss is not finite, or ends above twice the larger of initial and chance loss.",
      why: "The updates made the network worse than a guess; going on does not bring it back.",
      requires: "the loss at every step",
      thresholds: [.divergedLoss],
      causes: [
        Cause("GS103", isCure: true) { $0.cause != nil && $1.isFromTheStart },
        Cause("GS103") { cause, _ in cause.cause != nil },
      ] + ["GS501", "GS303", "GS102", "GS106"].map { Cause($0) } + [
        Cause("GS103", isCure: true) { $1.isFromTheStart }, Cause("GS103"),
      ],
      remedies: [
        Remedy(.lowerRate(times: 0.1), " by a factor 10"), Remedy(.clipping(isLower: false)),
        .look("check the scale of the data"),
      ],
      references: ["I. Goodfellow et al., Deep Learning, section 8.2.4"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let initial = run.curves.loss.first else {
      return .notApplicable(.needs("the loss of a step", .losses))
    }
    let losses = run.curves.loss
    // One that was finite again is another finding: GS103 where a place is known, else this one.
    let isLost = run.record.status == .diverged || !(losses.last?.isFinite ?? false)
    if let bad = losses.indices.first(where: { !losses[$0].isFinite }),
      isLost || run.record.places.isEmpty
    {
      let step = run.curves.steps[bad]
      // Of this step: where one is recorded now and then, it is not the one just before.
      let before = bad > 0 ? losses[bad - 1] : nil
      let place = before.map {
        "; \(Self.place(run.curves, bad - 1, run.facts.stepWord)) it was \(NumberText.short($0))."
      }
      return .findings([
        Finding(
          of: description, severity: isLost ? .error : .warning, steps: step...run.lastStep,
          evidence: ["loss": losses[bad], "lossBefore": before ?? .nan],
          threshold: ["lossOverInitial": thresholds[.divergedLoss]],
          message: "The loss is \(NumberText.short(losses[bad])) at "
            + "\(run.facts.stepWord) \(step)"
            + (place ?? ".") + (isLost ? "" : " It was finite again at the end."),
          remedies: step == 0 ? [Self.remedyAtStart] : nil)
      ])
    }
    let start = max(
      run.record.evaluation.initialLoss.isFinite ? run.record.evaluation.initialLoss : initial,
      run.guessingLoss.isNaN ? 0 : run.guessingLoss)
    let final = run.learning.finalLoss
    if run.record.status == .diverged {
      // Another program may stop before the loss is not finite, or not log it.
      return .findings([
        Finding(
          of: description, severity: .error, steps: run.lastStep...run.lastStep,
          evidence: ["finalLoss": final, "initialLoss": start],
          threshold: ["lossOverInitial": thresholds[.divergedLoss]],
          message: "The run ended as diverged; its last loss that was recorded is "
            + "\(NumberText.short(final)), after \(NumberText.short(initial)) at first.")
      ])
    }
    // Of a loss of 0 or below, as a likelihood of densities has, a multiple says nothing.
    guard start > 0 || !final.isFinite || run.learning.updates == 0 else {
      return .notApplicable(
        .needs("a loss that begins above 0, to tell how far it rose", .losses))
    }
    let hasRisen = final > thresholds[.divergedLoss] * start
    // With batch norm the final loss is that of running averages, which may lag behind.
    let lags =
      run.mainChain?.norm?.usesBatch ?? false
      && run.curves.medianLoss(of: run.curves.lastTenth).map { $0 <= start } == true
    guard run.learning.updates > 0, !lags, hasRisen || !final.isFinite else {
      return .findings([])
    }
    let compared = NumberText.ratio(final, over: start)
    return .findings([
      Finding(
        of: description, severity: .error,
        steps: (final.isFinite ? 0 : run.lastStep)...run.lastStep,
        evidence: ["finalLoss": final, "initialLoss": start],
        threshold: ["lossOverInitial": thresholds[.divergedLoss]],
        message: final.isFinite
          ? "The loss ended at \(compared.number), \(compared.ratio) times "
            + "\(compared.other), the larger of its beginning and guessing."
          : "The loss was finite at every step and is \(NumberText.short(final)) in the evaluation at the "
            + "end."
      )
    ])
  }

  /// When the loss was that of a point.
  private static func place(_ curves: Curves, _ point: Int, _ word: String) -> String {
    let (step, last) = (curves.steps[point], curves.lastSteps[point])
    return curves.counts[point] == 1
      ? "at \(word) \(step)" : "as the mean of steps \(step) to \(last)"
  }

  /// Before the first update no learning rate has done anything.
  private static let remedyAtStart = Remedy.look(
    "check the data and the first weights: the loss was not finite before the first update")

  public var examples: [RuleExample] {
    var nan = ExampleRecord.make(steps: 3, status: .diverged)
    nan.curves.append(step: 4, loss: .nan, accuracy: 0, gradientNorm: .nan)
    return [
      RuleExample(title: "a NaN loss", record: nan, triggers: true),
      RuleExample(
        title: "a final loss of 20", record: ExampleRecord.make(finalLoss: 20), triggers: true),
      RuleExample(
        title: "a loss at chance", record: ExampleRecord.make(finalLoss: 2.3), triggers: false),
    ]
  }
}
