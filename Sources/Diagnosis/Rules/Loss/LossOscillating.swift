import Records
import Texts

/// GS403: the loss jumps from step to step by more than batches differ.
public struct LossOscillating: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS403", name: "loss-oscillating",
      detects:
        "In the second half of the run the loss changes from step to step by more than batches "
        + "differ.",
      why: """
        The steps go from one side of the valley to the other. Along the steepest direction a step \
        longer than 2 / curvature comes to lie higher than where it began.
        """,
      requires: "the loss of 20 points of one step each (of a long run, its last 100), what "
        + "batches differ by "
        + "at weights that stand still, or batches of 16 examples or more, the loss of guessing",
      thresholds: [.oscillation, .heldBackProgress],
      causes: ["GS501", "GS303", "GS102"].map { Cause($0) },
      remedies: [Remedy(.lowerRate()), Remedy(.schedule("cosine"))],
      references: ["J. Cohen et al., \"Gradient descent at the edge of stability\", ICLR 2021"])
  }

  /// Fewer points have no typical change.
  private static let fewestPoints = 20
  /// The loss of a batch of fewer examples varies by itself.
  private static let smallestBatch = 16

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let batchSize = run.facts.batchSize else {
      return .notApplicable(.unknown("the batch size", .training))
    }
    let batch = batchSize == 0 ? run.record.evaluation.trainingExamples : batchSize
    let half = run.curves.tail(of: (run.curves.measuredSteps + 1) / 2)
    // A mean over steps hides how the loss jumps between them: of a long run the last steps count.
    let single = run.curves.counts[half].reversed().prefix { $0 == 1 }.count
    let losses = run.curves.loss.suffix(single).filter(\.isFinite)
    guard single == half.count || 2 * losses.count >= Self.fewestPoints else {
      return .notApplicable(
        .needs(
          "the losses of single steps", .losses,
          note: "; at the end of so long a run they are kept as means"))
    }
    guard 2 * losses.count >= Self.fewestPoints else {
      return .notApplicable(.needs("\(Self.fewestPoints) losses", .losses))
    }
    let spread = run.facts.batchSpread
    guard spread != nil || batch == 0 || batch >= Self.smallestBatch else {
      return .notApplicable(
        .doesNotConcern(
          "needs batches of \(Self.smallestBatch), or what they differ by at weights that stand "
            + "still; of \(batch) the loss varies by itself"))
    }
    let guess = run.guessingLoss
    guard guess > 0 else {
      return .notApplicable(.needs("a loss of guessing above 0", .losses))
    }
    let changes = zip(losses, losses.dropFirst()).map { $1 - $0 }
    let sizes = changes.map(\.magnitude).sorted()
    let typical = sizes[sizes.count / 2] / guess
    // How often up follows down: a loss that rises or falls steadily does not oscillate.
    let turns = zip(changes, changes.dropFirst()).count { $0 * $1 < 0 }
    // Weights that were thrown far from all they could answer make batches differ by anything.
    let isThrown = !(run.learning.finalLoss <= guess)
    let measured = isThrown ? nil : spread.map { $0 / guess }
    let examples = run.record.evaluation.trainingExamples
    let isWhole = batchSize == 0 || examples > 0 && batch >= examples
    let noise =
      batch == 0 || isWhole ? 0 : measured ?? 1 / Double(max(batch, 1)).squareRoot()
    // Where a smaller rate alone makes it learn, the steps have brought the weights where batches
    // differ so.
    let proof = run.proof(of: .lowerRate)
    let limit = thresholds[.oscillation] + (proof == nil ? noise : 0)
    guard typical > limit, 3 * turns >= changes.count else { return .findings([]) }
    let start = run.curves.steps[run.curves.count - single]
    return .findings([
      Finding(
        of: description,
        severity: !run.learning.isHeldBack ? .note : .warning,
        steps: start...run.lastStep,
        evidence: [
          "medianChange": typical, "turns": Double(turns), "smallestLoss": losses.min() ?? .nan,
          "largestLoss": losses.max() ?? .nan,
        ],
        threshold: ["medianChange": limit],
        message: "From step \(start) on the loss changes by \(NumberText.percent(typical)) of the "
          + "loss of guessing at a typical step, between \(NumberText.short(losses.min() ?? .nan)) "
          + "and \(NumberText.short(losses.max() ?? .nan)), and turns \(turns) times"
          + (proof == nil ? "; \(noiseWords(noise, batch, isMeasured: measured != nil))" : ".")
          + (proof.map { " \(run.sentence(of: $0))" } ?? ""),
        remedies: [Remedy(.lowerRate(), run.facts.rateNow)]
          + (run.facts.hasConstantRate ?? true ? [Remedy(.schedule("cosine"))] : []))
    ])
  }

  private func noiseWords(_ noise: Double, _ batch: Int, isMeasured: Bool) -> String {
    guard noise > 0 else { return "the full set has no noise of batches." }
    return isMeasured
      ? "at the weights of the end, which stand still, batches of \(batch) differ by "
        + "\(NumberText.percent(noise))."
      : "batches of \(batch) differ by about \(NumberText.percent(noise))."
  }

  public var examples: [RuleExample] {
    func record(_ swing: Double) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: 2)
      var curves = Curves()
      for (index, step) in record.curves.steps.enumerated() {
        curves.append(
          step: step, loss: record.curves.loss[index] + (index % 2 == 0 ? swing : -swing),
          accuracy: 0.3, gradientNorm: 1)
      }
      record.curves = curves
      return record
    }
    return [
      RuleExample(title: "up and down by 2 at every step", record: record(1), triggers: true),
      RuleExample(
        title: "the noise of batches of 64, about 0.2", record: record(0.1), triggers: false),
    ]
  }
}

extension Threshold {
  /// The median change of the loss from one step to the next, as a share of the loss of guessing.
  static let oscillation = Threshold(
    "oscillation", 0.15,
    "median change of the loss from step to step, as a share of the loss of guessing, above this "
      + "and "
      + "what batches differ by at weights that stand still, or else 1/√(batch size)",
    because:
      "1/√b is about what the losses of two batches of b examples differ by where nothing changes")
}
