import Records
import Texts

/// GS303: one update changes a good part of the weights.
public struct UpdatesTooLarge: Rule {
  static let code = "GS303"

  public var description: RuleDescription {
    RuleDescription(
      code: Self.code, name: "updates-too-large",
      detects:
        "‖ΔW‖ / ‖W‖ of a layer is a hundred times the healthy 10⁻³, at the start or the end.",
      why: """
        A gradient says what an infinitely small step does. A step that replaces a tenth of the \
        weights \
        leaves the region where it holds, and what was learned is thrown away with every batch.
        """,
      requires: "updateRatio of a weight layer, an update",
      thresholds: [.largeUpdate, .learnedShare, .heldBackProgress],
      // What grows from step 0 on makes steps too large.
      causes: [
        Cause("GS306", isCure: true) { !$1.isNotOf(decay: $0) }, .batchNormOfTwo,
        Cause("GS504", isCure: true),
      ]
        + ["GS501", "GS102", "GS106"].map { Cause($0) { cause, _ in cause.isFromTheStart } },
      remedies: [
        Remedy(.lowerRate(), " until ‖ΔW‖ / ‖W‖ is near 10⁻³"), Remedy(.clipping(isLower: false)),
      ],
      references: ["A. Karpathy, CS231n, \"Ratio of weights:updates\", 2015"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let layers = run.updatedPlaces
    guard !layers.isEmpty, run.learning.updates > 0 else {
      return .notApplicable(.needs("a weight layer whose updates were measured", .signals))
    }
    func ratio(_ entry: Int, _ place: Int) -> Double {
      let value = run.history[entry, place: place].updateRatio
      return value.isNaN ? 0 : value
    }
    func large(_ entry: Int) -> [Int] {
      // The first step away from weights of exactly 0 is infinitely large, and does no harm.
      layers.filter {
        ratio(entry, $0) > thresholds[.largeUpdate]
          && (ratio(entry, $0).isFinite || run.history.steps[entry] > 0)
      }
    }
    let diverged = run.record.status == .diverged
    // In a run that diverged, one step was enough.
    let proof = run.proof(of: .lowerRate)
    let seen = run.presence { !large($0).isEmpty }
    guard let presence = seen, presence.atStart || presence.atEnd || diverged,
      let worst = large(presence.entry).max(by: {
        ratio(presence.entry, $0) < ratio(presence.entry, $1)
      })
    else { return .findings(proof.map { [finding(of: run, proof: $0, seen: seen)] } ?? []) }
    let entry = presence.entry
    let concerned = large(entry)
    let rate = run.facts.learningRate
    return .findings([
      Finding(
        of: description,
        severity: max(severity(run, presence, thresholds), proof == nil ? .note : .warning),
        at: FindingPlace(run.record, concerned),
        steps: presence.steps,
        evidence: ["updateRatio": ratio(entry, worst), "learningRate": rate].compactMapValues {
          $0
        },
        threshold: ["updateRatio": thresholds[.largeUpdate]],
        message: "An update changes the weights of \(run.label(of: worst)) by "
          + "\(NumberText.part(ratio(entry, worst))) their size (step "
          + "\(run.history.steps[entry])), \(presence.words); as a rule of thumb a step is near "
          + "\(NumberText.short(Guide.updateRatio))."
          + (proof.map {
            " "
              + "\(run.sentence(of: $0))"
          } ?? ""),
        remedies: proof.map { [run.remedy(of: $0)] } ?? remedies(run, largest: ratio(entry, worst)))
    ])
  }

  /// Steps that show in what a smaller rate does, not in the size of an update.
  private func finding(
    of run: RunEvidence, proof: Counterfactual, seen: Presence?
  ) -> Finding {
    Finding(
      of: description, severity: .warning, steps: 0...run.lastStep,
      evidence: run.evidence(of: proof), threshold: run.threshold(of: proof),
      message: "The learning rate is too large for this network"
        + (seen == nil
          ? ", though no update is. "
          : ". "
            + "") + run.sentence(of: proof), remedies: [run.remedy(of: proof)])
  }

  private func severity(
    _ run: RunEvidence, _ presence: Presence, _ thresholds: Thresholds
  ) -> Severity {
    let rose = run.learning.finalLoss > (1 + thresholds[.learnedShare]) * run.firstLoss
    if run.record.status == .diverged || run.learning.learnedNothing && rose { return .error }
    // Small first weights grow by large steps for a while: that is how they get to their size.
    return presence.atEnd || run.learning.isHeldBack
      ? .warning : .note
  }

  private func remedies(_ run: RunEvidence, largest: Double) -> [Remedy] {
    let clipping = run.facts.clipNorm == nil ? [Remedy(.clipping(isLower: false))] : []
    guard let rate = run.facts.learningRate, largest.isFinite, largest > 0 else {
      return [Remedy(.lowerRate(), run.facts.rateNow)] + clipping
    }
    let factor = Guide.updateRatio / largest
    return [
      Remedy(
        .lowerRate(times: factor),
        ": it is \(NumberText.short(rate)), and with these gradients "
          + "\(NumberText.short(rate * factor)) would make a healthy step")
    ] + clipping
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
