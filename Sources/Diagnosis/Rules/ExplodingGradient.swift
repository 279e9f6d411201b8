import Records
import Texts

/// GS102: the backpropagated signal grows toward the input, or the gradient grows over the run.
public struct ExplodingGradient: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS102", name: "exploding-gradient",
      detects: "δ grows on its way from the output to layer 1, or the gradient norm over time.",
      why: """
        The first layers take steps far larger than the last ones, and one unlucky batch throws \
        the weights out of the region where the network works. Growth over the layers is there at \
        step 0, long before anything overflows.
        """,
      requires: "deltaRMS of every hidden layer, the global gradient norm",
      remedy: """
        Use the initialization made for the activation, scale residual branches by 1/√L, lower \
        the learning rate, or clip the gradient norm.
        """,
      references: [
        "Y. Bengio et al., 1994", "R. Pascanu et al., ICML 2013", "B. Hanin, NeurIPS 2018",
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.history.count > 0, run.depth >= 1 else {
      return .notApplicable("needs a hidden layer and a time point")
    }
    return .findings(
      [overDepth(run, thresholds), overTime(run, thresholds)].compactMap { $0 })
  }

  private func overDepth(_ run: RunEvidence, _ thresholds: Thresholds) -> Finding? {
    guard run.depth >= 2 else { return nil }
    func growth(_ entry: Int) -> Double {
      run.history[entry, 1].deltaRMS / run.history[entry, run.depth].deltaRMS
    }
    let presence = run.presence { entry in
      let value = growth(entry)
      return value > thresholds.explodedGrowth && value.isFinite
    }
    guard let presence, presence.isTelling else { return nil }
    let entry = presence.entry
    let flow = GradientFlow(run, at: entry)
    var evidence = ["deltaFirstOverLast": growth(entry)]
    evidence.merge(flow.evidence) { first, _ in first }
    let healthy = HealthyFactor.most(thresholds.explodedGrowth, depth: run.depth)
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return Finding(
      of: description, severity: presence.wasMended ? .note : severity(run),
      layers: 1...run.depth, steps: presence.steps,
      evidence: evidence, threshold: ["deltaFirstOverLast": thresholds.explodedGrowth],
      message: "δ in layer 1 is \(NumberText.short(growth(entry))) times δ in layer "
        + "\(run.depth) (step \(run.history.steps[entry])), \(presence.words). \(flow.words)"
        + HealthyFactor.words(
          most: healthy, depth: run.depth,
          also: flow.matchedWords { $0 <= healthy ?? .infinity }),
      remedy: remedy(run))
  }

  private func overTime(_ run: RunEvidence, _ thresholds: Thresholds) -> Finding? {
    let norms = run.curves.largestGradientNorm
    // Every point is as long as its steps: a tenth of the points may be half of the run.
    let firstTenth = run.curves.head(of: run.curves.measuredSteps / 10)
    let first = WeightedMedian.of(
      firstTenth.filter { norms[$0].isFinite }.map { (norms[$0], run.curves.counts[$0]) })
    guard !run.learning.learned, let first, first > 0 else { return nil }
    // A gradient that is large at step 0 and falls has not grown.
    let reference = max(first, norms[0].isFinite ? norms[0] : 0)
    let late = norms.indices.filter {
      norms[$0].isFinite && norms[$0] > thresholds.explodedOverTime * reference
    }
    guard let start = late.first, let end = late.last, lossRose(run, late) else { return nil }
    let largest = late.map { norms[$0] }.max() ?? norms[start]
    let (step, last) = (run.curves.steps[start], run.curves.lastSteps[start])
    let place = step == last ? "at step \(step)" : "within steps \(step) to \(last)"
    return Finding(
      of: description, severity: severity(run),
      steps: run.curves.steps[start]...run.curves.lastSteps[end],
      evidence: ["gradientNorm": largest, "gradientNormAtStart": reference],
      threshold: ["gradientNormGrowth": thresholds.explodedOverTime],
      message: "The gradient norm grew from \(NumberText.short(reference)) to "
        + "\(NumberText.short(largest)), first past \(NumberText.short(thresholds.explodedOverTime))"
        + " times its start \(place)"
        + (run.record.configuration.clipNorm == nil ? "." : ", before clipping."),
      remedy: remedy(run))
  }

  /// A gradient that grows while the loss stays or falls is a plateau that ends.
  private func lossRose(_ run: RunEvidence, _ late: [Int]) -> Bool {
    if run.record.status == .diverged { return true }
    let finite = late.filter { run.curves.loss[$0].isFinite }
    guard let first = run.curves.loss.first, let typical = run.curves.medianLoss(of: finite)
    else { return true }
    return typical > 1.2 * first
  }

  /// What this run has not got yet.
  private func remedy(_ run: RunEvidence) -> String {
    let c = run.record.configuration
    let matching = run.activation.matchingInitializer
    let isMatched = c.initializer == matching
    var parts: [String] = []
    switch (c.norm, c.residual) {
    case ("batch", false):
      parts.append(
        "add residual connections or take layer norm: batch norm without shortcuts multiplies δ by "
          + "more than 1 at every layer")
    case (_, true):
      let depthScale = 1 / Double(max(run.depth, 1)).squareRoot()
      if (c.residualScale ?? 1) > 1.01 * depthScale {
        parts.append(
          "scale residual branches by 1/√L = \(NumberText.short(depthScale)), or less")
      }
    case ("none", false) where !isMatched: parts.append("initialize with \(matching)")
    default: break
    }
    // In a plain network that is said already.
    let excess = GradientFlow(run, at: 0).weightGain / run.activation.matchingGain
    if !isMatched, excess > 1.5, c.residual || c.norm != "none" {
      parts.insert(
        "initialize with \(matching): the weights began \(NumberText.short(excess)) times as large",
        at: 0)
    }
    parts.append("lower the learning rate")
    parts.append(c.clipNorm == nil ? "clip the gradient norm" : "clip the gradient norm lower")
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func severity(_ run: RunEvidence) -> Severity {
    if run.record.status == .diverged || run.learning.learnedNothing { return .error }
    return .warning
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "a factor √2 a layer over ten layers, loss not finite",
        record: ExampleRecord.make(
          activation: "relu", deltaFactor: 1.5, finalLoss: 2.5, status: .diverged),
        triggers: true),
      RuleExample(
        title: "a factor 1.05 a layer: theory's √e for scaled residual branches",
        record: ExampleRecord.make(deltaFactor: 1.05), triggers: false),
    ]
  }
}
