import Records
import Texts

/// GS302: the updates are so small beside the weights that these stay what they were.
public struct UpdatesTooSmall: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS302", name: "updates-too-small",
      detects: "‖ΔW‖ / ‖W‖ of a layer is below a hundredth of the healthy 10⁻³ from the start on.",
      why: """
        A layer that does not move keeps the features that the initializer drew. In all layers it \
        is \
        the learning rate; in the first ones only, a gradient that does not reach them.
        """,
      requires: "updateRatio of a weight layer, an update",
      thresholds: [.smallUpdate, .heldBackProgress],
      causes: ["GS304", "GS305", "GS306", "GS101", "GS204"].map { Cause($0, isCure: true) },
      remedies: [Remedy(.higherRate(), " until ‖ΔW‖ / ‖W‖ is near 10⁻³")],
      references: ["A. Karpathy, CS231n, \"Ratio of weights:updates\", 2015"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let all = run.updatedPlaces
    guard !all.isEmpty, run.learning.updates > 0 else {
      return .notApplicable(.needs("a weight layer whose updates were measured", .signals))
    }
    guard run.learning.isHeldBack || !run.learning.learned else {
      return .findings([])
    }
    func still(_ entry: Int) -> [Int] {
      all.filter { run.history[entry, place: $0].updateRatio < thresholds[.smallUpdate] }
    }
    let proof = run.proof(of: .higherRate)
    // What stands still at the end only has arrived, or stopped for another reason.
    guard let presence = run.presence(of: { !still($0).isEmpty }), presence.atStart,
      presence.share >= 0.5
    else { return .findings(proof.map { [finding(of: run, proof: $0)] } ?? []) }
    // Those that stand still for most of the run: the last ones may come to move after the first
    // steps.
    let lasting = still(presence.entry).filter { layer in
      run.presence { run.history[$0, place: layer].updateRatio < thresholds[.smallUpdate] }
        .map { $0.share >= 0.5 } ?? false
    }
    let layers = lasting.isEmpty ? still(presence.entry) : lasting
    guard let first = layers.first, let last = layers.last else { return .findings([]) }
    let ratios = all.map { run.history[presence.entry, place: $0].updateRatio }.filter { !$0.isNaN }
    let largest = ratios.max() ?? 0
    let least = least(of: layers, in: run, within: presence.entries)
    let smallest = least?.ratio ?? 0
    let isAll = lasting.count == all.count
    let concerned = isAll ? "every layer" : words(run, first, last)
    return .findings([
      Finding(
        of: description,
        // Of a run that came a little of the way a larger rate may have been seen to suffice; and where no
        // layer moves, its first weights were lucky.
        severity: isAll && run.learning.learnedNothing
          ? .error : run.learning.learned && proof == nil && !isAll ? .note : .warning,
        at: FindingPlace(run.record, layers), steps: presence.steps,
        evidence: [
          "smallestUpdateRatio": smallest, "largestUpdateRatio": largest,
          "learningRate": run.facts.learningRate,
        ].compactMapValues { $0 },
        threshold: ["updateRatio": thresholds[.smallUpdate]],
        message:
          "An update changes the weights of \(concerned) by "
          + "less than \(NumberText.short(thresholds[.smallUpdate])) of their size "
          + "(\(NumberText.short(smallest)) at the least, step "
          + "\(run.history.steps[least?.entry ?? presence.entry])), \(presence.words); as a rule of thumb a step is near "
          + "\(NumberText.short(Guide.updateRatio))."
          + (proof.map {
            " "
              + "\(run.sentence(of: $0))"
          } ?? ""),
        remedies: proof.map { [run.remedy(of: $0)] }
          ?? remedies(run, isAll: isAll, largest: largest))
    ])
  }

  /// The least change of these layers while it was seen, and when that was; nil without a number.
  private func least(
    of layers: [Int], in run: RunEvidence, within entries: ClosedRange<Int>
  ) -> (ratio: Double, entry: Int)? {
    entries.flatMap { entry in
      layers.map { (ratio: run.history[entry, place: $0].updateRatio, entry: entry) }
    }.filter { !$0.ratio.isNaN }.min { $0.ratio < $1.ratio }
  }

  /// Steps that are too small for the length of the run, though each is a step.
  private func finding(of run: RunEvidence, proof: Counterfactual) -> Finding {
    Finding(
      of: description, severity: .warning, steps: 0...run.lastStep,
      evidence: run.evidence(of: proof), threshold: run.threshold(of: proof),
      message: "The steps are too small for a run of \(run.learning.updates) of them. "
        + run.sentence(of: proof), remedies: [run.remedy(of: proof)])
  }

  private func words(_ run: RunEvidence, _ first: Int, _ last: Int) -> String {
    if let from = run.record.layerNumber(of: first), let to = run.record.layerNumber(of: last),
      run.facts.origin.isOwn
    {
      return NumberText.layers(from...to)
    }
    return first == last
      ? run.label(of: first) : "\(run.label(of: first)) to \(run.label(of: last))"
  }

  private func remedies(_ run: RunEvidence, isAll: Bool, largest: Double) -> [Remedy] {
    // Where even the layer that moves most moves far too little, a larger rate is too large for
    // none.
    let isFarBelow = largest < 0.1 * Guide.updateRatio
    guard isAll || isFarBelow && largest > 0 else {
      return [.look("heal what keeps the gradient from these layers")]
    }
    guard largest > 0 else { return [nothingMoves(run)] }
    guard let rate = run.facts.learningRate,
      !(run.facts.optimizer?.dividesByGradientSize ?? false)
    else { return [Remedy(.higherRate(), run.facts.rateNow)] }
    let factor = Guide.updateRatio / largest
    return [
      Remedy(
        .higherRate(times: factor),
        ": it is \(NumberText.short(rate)), and with these gradients "
          + "\(NumberText.short(rate * factor)) would make a healthy step")
    ]
  }

  /// Where no weight moves at all: a gradient of 0, or a learning rate of 0 or next to it, or weights that
  /// the optimizer leaves alone.
  private func nothingMoves(_ run: RunEvidence) -> Remedy {
    let entry = run.presence { _ in true }?.entries.lowerBound ?? 0
    let gradients = run.updatedPlaces.flatMap { place in
      [Quantity.weightGradientNorm, .deltaRMS].map { run.history[entry, place: place][known: $0] }
    }.filter { !$0.isNaN }
    if !gradients.isEmpty, gradients.allSatisfy({ $0 == 0 }) {
      return .look("heal what makes the gradient exactly 0; no learning rate changes that")
    }
    if let rate = run.facts.learningRate, rate > 0 {
      return Remedy(.higherRate(), run.facts.rateNow)
    }
    let known =
      gradients.isEmpty ? "see whether the gradient is exactly 0" : "the gradient is not 0: see"
    return .look(
      "\(known)\(gradients.isEmpty ? "," : " whether") the learning rate is 0, the weights are "
        + "frozen, or "
        + "the optimizer was not given them")
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
