import Records
import Texts

/// GS303: one update changes a good part of the weights.
public struct UpdatesTooLarge: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS303", name: "updates-too-large",
      detects:
        "‖ΔW‖ / ‖W‖ of a layer is a hundred times the healthy 10⁻³, at the start or the end.",
      why: """
        A gradient says what an infinitely small step does. A step that replaces a tenth of the weights \
        leaves the region where it holds, and what was learned is thrown away with every batch.
        """,
      requires: "updateRatio of every layer, an update",
      remedy: "Lower the learning rate until ‖ΔW‖ / ‖W‖ is near 10⁻³, or clip the gradient norm.",
      references: ["A. Karpathy, CS231n, \"Ratio of weights:updates\", 2015"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 1, run.history.count > 0, run.learning.updates > 0 else {
      return .notApplicable("needs a hidden layer and an update")
    }
    func ratio(_ entry: Int, _ layer: Int) -> Double {
      let value = run.history[entry, layer].updateRatio
      return value.isNaN ? 0 : value
    }
    func large(_ entry: Int) -> [Int] {
      // The first step away from weights of exactly 0 is infinitely large, and does no harm.
      (1...(run.depth + 1)).filter {
        ratio(entry, $0) > thresholds.largeUpdate
          && (ratio(entry, $0).isFinite || run.history.steps[entry] > 0)
      }
    }
    let diverged = run.record.status == .diverged
    // In a run that diverged, one step was enough.
    guard let presence = run.presence(of: { !large($0).isEmpty }),
      presence.atStart || presence.atEnd || diverged
    else { return .findings([]) }
    let entry = presence.entry
    let layers = large(entry)
    guard let first = layers.first, let last = layers.last,
      let worst = layers.max(by: { ratio(entry, $0) < ratio(entry, $1) })
    else { return .findings([]) }
    let rate = run.record.configuration.learningRate
    return .findings([
      Finding(
        of: description, severity: severity(run, presence, thresholds), layers: first...last,
        steps: presence.steps,
        evidence: ["updateRatio": ratio(entry, worst), "learningRate": rate],
        threshold: ["updateRatio": thresholds.largeUpdate],
        message: "An update changes the weights of layer \(worst) by "
          + "\(NumberText.short(ratio(entry, worst))) of their size (step "
          + "\(run.history.steps[entry])), \(presence.words); a healthy step is near "
          + "\(NumberText.short(Guide.updateRatio)).",
        remedy: remedy(run, largest: ratio(entry, worst)))
    ])
  }

  private func severity(
    _ run: RunEvidence, _ presence: Presence, _ thresholds: Thresholds
  ) -> Severity {
    let rose = run.learning.finalLoss > (1 + thresholds.learnedShare) * run.firstLoss
    if run.record.status == .diverged || run.learning.learnedNothing && rose { return .error }
    // Small first weights grow by large steps for a while: that is how they get to their size.
    return presence.atEnd || run.learning.progress < thresholds.heldBackProgress
      ? .warning : .note
  }

  private func remedy(_ run: RunEvidence, largest: Double) -> String {
    let rate = run.record.configuration.learningRate
    let clipped = run.record.configuration.clipNorm != nil
    let text =
      largest.isFinite && largest > 0
      ? "Lower the learning rate: it is \(NumberText.short(rate)), and with these gradients "
        + "\(NumberText.short(rate * Guide.updateRatio / largest)) would make a healthy step"
      : "Lower the learning rate (it is \(NumberText.short(rate)))"
    return text + (clipped ? "." : "; or clip the gradient norm.")
  }

  public var examples: [RuleExample] {
    func record(_ ratio: Double, until last: Int = .max) -> RunRecord {
      ExampleRecord.make(finalLoss: ratio > 0.1 ? 2.3 : 0.1) { step, _, statistics in
        statistics.updateRatio = step <= last ? ratio : 1e-3
      }
    }
    return [
      RuleExample(title: "half of the weights at every step", record: record(0.5), triggers: true),
      RuleExample(title: "10⁻³ at every step", record: record(1e-3), triggers: false),
      RuleExample(
        title: "one large step at the beginning", record: record(0.5, until: 0), triggers: false),
    ]
  }
}
