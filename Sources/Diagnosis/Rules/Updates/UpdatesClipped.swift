import Records
import Texts

/// GS305: almost every gradient is clipped to a small part of itself, and the updates are too small for it.
public struct UpdatesClipped: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS305", name: "updates-clipped",
      detects:
        "Nearly every update is clipped, and so far that no layer moves by a tenth of a healthy step; or "
        + "without the clipping the run learned what there is.",
      why: """
        A bound on the gradient is for the rare step whose gradient is far too large. Where it holds at \
        every step the length of a step is bound × learning rate, whatever the gradient is, and a larger \
        learning rate mends what the bound spoils. An optimizer that divides by the gradient's size \
        divides by the clipped one, and does not mind.
        """,
      requires: "the bound, how far each update was clipped, updateRatio of a weight layer",
      thresholds: [.clippedShare, .clippedTo, .smallUpdate, .heldBackProgress],
      remedies: [Remedy(.noClipping)],
      references: ["R. Pascanu et al., ICML 2013"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let clipping = ClippingSummary(run.record) else {
      return .notApplicable(
        .because(
          "no gradient clipping is known", lacking: .training,
          thing: "gradient clipping"))
    }
    guard run.facts.optimizer?.dividesByGradientSize != true else {
      return .notApplicable(
        .doesNotConcern("the optimizer divides by the size of the gradient that is left"))
    }
    guard let update = run.typicalLargestUpdate else {
      return .notApplicable(.needs("a weight layer whose updates were measured", .signals))
    }
    let proof = run.proof(of: .noClipping)
    // Far below a healthy step even where most moves.
    let small = max(thresholds[.smallUpdate], 0.1 * Guide.updateRatio)
    let isSeen =
      clipping.share >= thresholds[.clippedShare]
      && clipping.typicalFactor < thresholds[.clippedTo] && update < small
    guard isSeen || proof != nil else { return .findings([]) }
    let learning = run.learning
    return .findings([
      Finding(
        of: description,
        severity: learning.learnedNothing
          ? .error : learning.isHeldBack ? .warning : .note,
        steps: 0...run.lastStep,
        evidence: [
          "clippedShare": clipping.share, "clippingFactor": clipping.typicalFactor,
          "updateRatio": update,
        ],
        threshold: [
          "clippedShare": thresholds[.clippedShare], "clippingFactor": thresholds[.clippedTo],
          "updateRatio": small,
        ],
        message:
          "\(NumberText.percent(clipping.share)) of the updates are clipped\(bound(run)), typically to "
          + "\(NumberText.short(clipping.typicalFactor)) of their gradient; the layer that moves most "
          + "then changes by \(NumberText.short(update)) of its size at a step. "
          + (proof.map { run.sentence(of: $0) }
            ?? "As a rule of thumb a step is near \(NumberText.short(Guide.updateRatio))."),
        remedies: proof.map { [run.remedy(of: $0)] } ?? [
          Remedy(
            .noClipping,
            ": without it a step would be \(NumberText.short(1 / clipping.typicalFactor)) times as "
              + "large")
        ], cause: "clipped at every step")
    ])
  }

  private func bound(_ run: RunEvidence) -> String {
    let (norm, value) = (run.facts.clipNorm, run.facts.clipValue)
    return norm.map { " at a norm of \(NumberText.short($0))" }
      ?? value.map { " at values of \(NumberText.short($0))" } ?? ""
  }

  public var examples: [RuleExample] {
    func record(to factor: Double, ratio: Double, loss: Double = 2.3) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: loss) { _, _, statistics in
        statistics.updateRatio = ratio
      }
      record.facts.clipNorm = 1e-4
      let curves = record.curves
      record.curves = Curves()
      for index in 0..<curves.count {
        record.curves.append(
          step: curves.steps[index], loss: curves.loss[index], accuracy: 0, gradientNorm: 1,
          clippingFactor: factor)
      }
      return record
    }
    return [
      RuleExample(
        title: "every update clipped to 10⁻⁴ of its gradient",
        record: record(to: 1e-4, ratio: 1e-7),
        triggers: true),
      RuleExample(
        title: "clipped as hard, but the weights move: the gradient is huge",
        record: record(to: 1e-4, ratio: 1e-3), triggers: false),
      RuleExample(
        title: "never clipped, and the weights stand still", record: record(to: 1, ratio: 1e-7),
        triggers: false),
    ]
  }
}

extension Threshold {
  /// Share of the updates that are clipped.
  static let clippedShare = Threshold(
    "clippedShare", 0.9, .share, "updates that are clipped, as a share, above this",
    because: "a bound that is for rare steps holds at few of them")

  /// What clipping leaves of a gradient.
  static let clippedTo = Threshold(
    "clippedTo", 0.1, .share, "what clipping typically leaves of a gradient, below this",
    because: "at a tenth the usual learning rates of an optimizer are left behind")
}
