import Records
import Texts

/// GS302: the updates are so small beside the weights that these stay what they were.
public struct UpdatesTooSmall: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS302", name: "updates-too-small",
      detects: "‖ΔW‖ / ‖W‖ of a layer is below a hundredth of the healthy 10⁻³ from the start on.",
      why: """
        A layer that does not move keeps the features that the initializer drew. In all layers it is \
        the learning rate; in the first ones only, a gradient that does not reach them.
        """,
      requires: "updateRatio of every layer, an update",
      remedy: "Raise the learning rate until ‖ΔW‖ / ‖W‖ is near 10⁻³.",
      references: ["A. Karpathy, CS231n, \"Ratio of weights:updates\", 2015"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 1, run.history.count > 0, run.learning.updates > 0 else {
      return .notApplicable("needs a hidden layer and an update")
    }
    guard run.learning.progress < thresholds.heldBackProgress || !run.learning.learned else {
      return .findings([])
    }
    let all = 1...(run.depth + 1)
    func still(_ entry: Int) -> [Int] {
      all.filter { run.history[entry, $0].updateRatio < thresholds.smallUpdate }
    }
    // What stands still at the end only has arrived, or stopped for another reason.
    guard let presence = run.presence(of: { !still($0).isEmpty }), presence.atStart,
      presence.share >= 0.5
    else { return .findings([]) }
    // Those that stand still for most of the run: the last ones may come to move after the first steps.
    let lasting = still(presence.entry).filter { layer in
      run.presence { run.history[$0, layer].updateRatio < thresholds.smallUpdate }
        .map { $0.share >= 0.5 } ?? false
    }
    let layers = lasting.isEmpty ? still(presence.entry) : lasting
    guard let first = layers.first, let last = layers.last else { return .findings([]) }
    let ratios = all.map { run.history[presence.entry, $0].updateRatio }
    let largest = ratios.max() ?? 0
    let smallest = ratios.min() ?? 0
    let isAll = lasting.count == all.count
    return .findings([
      Finding(
        of: description,
        severity: isAll && run.learning.learnedNothing
          ? .error : run.learning.learned ? .note : .warning,
        layers: first...last, steps: presence.steps,
        evidence: [
          "smallestUpdateRatio": smallest, "largestUpdateRatio": largest,
          "learningRate": run.record.configuration.learningRate,
        ],
        threshold: ["updateRatio": thresholds.smallUpdate],
        message:
          "An update changes the weights of \(isAll ? "every layer" : NumberText.layers(first...last)) by "
          + "less than \(NumberText.short(thresholds.smallUpdate)) of their size "
          + "(\(NumberText.short(smallest)) at the least, step "
          + "\(run.history.steps[presence.entry])), \(presence.words); a healthy step is near "
          + "\(NumberText.short(Guide.updateRatio)).",
        remedy: remedy(run, isAll: isAll, largest: largest))
    ])
  }

  private func remedy(_ run: RunEvidence, isAll: Bool, largest: Double) -> String {
    guard isAll else {
      return "Heal what keeps the gradient from these layers; a larger learning rate is too large "
        + "for the others."
    }
    let rate = run.record.configuration.learningRate
    guard largest > 0 else {
      return "Heal what makes the gradient exactly 0; no learning rate changes that."
    }
    guard !run.isAdaptive else {
      return "Raise the learning rate (it is \(NumberText.short(rate)))."
    }
    return "Raise the learning rate: it is \(NumberText.short(rate)), and with these gradients "
      + "\(NumberText.short(rate * Guide.updateRatio / largest)) would make a healthy step."
  }

  public var examples: [RuleExample] {
    func record(_ ratio: Double, from step: Int = 0, loss: Double = 2.3) -> RunRecord {
      ExampleRecord.make(finalLoss: loss) { at, _, statistics in
        if at >= step { statistics.updateRatio = ratio }
      }
    }
    return [
      RuleExample(title: "10⁻⁸ of the weights a step", record: record(1e-8), triggers: true),
      RuleExample(title: "10⁻³ a step", record: record(1e-3), triggers: false),
      RuleExample(
        title: "10⁻⁸ once all is learned", record: record(1e-8, from: 150, loss: 0.01),
        triggers: false),
    ]
  }
}

/// What is known of a healthy run.
enum Guide {
  /// ‖ΔW‖ / ‖W‖ of a healthy step.
  static let updateRatio = 1e-3
}
