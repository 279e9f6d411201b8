import Foundation
import Records
import Texts

/// GS301: the first weights are not of the size that is made for the activation.
public struct PoorInitialization: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS301", name: "poor-initialization",
      detects:
        "The gain of the first weights, √(fan-out · Var W), is far from the one made for the "
        + "activation; or the signal before the first update is far from what theory expects of them.",
      why: """
        Every layer multiplies the signal by its gain, both ways, so that what is a small difference \
        in one layer is a power of it over all. Normalization takes the gain out again, and a shortcut \
        goes around it; there it is said only where the run came to harm.
        """,
      requires: "weightNorm of every hidden layer at step 0; for the second, a prediction",
      remedy:
        "Use the initializer made for the activation: he-normal for ReLU, xavier-normal for tanh.",
      references: ["X. Glorot, Y. Bengio, AISTATS 2010", "K. He et al., ICCV 2015"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let gain = examineGain(run, thresholds)
    guard case .findings(let found) = gain,
      let off = OffTheory(run, margin: thresholds.offTheory)
    else { return gain }
    let severity: Severity = run.learning.learnedNothing ? .warning : .note
    return .findings(
      found + [off.finding(of: description, margin: thresholds.offTheory, severity: severity)])
  }

  private func examineGain(_ run: RunEvidence, _ thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 1, run.history.count > 0, run.history.steps[0] == 0 else {
      return .notApplicable("needs a hidden layer and a time point at step 0")
    }
    guard !startedTrained(run, thresholds) else {
      return .notApplicable("the run began with weights that had learned")
    }
    let matching = run.activation.matchingGain
    // Layer 1 has the fan-in of the data: for it the way forward counts.
    func ratio(_ layer: Int) -> Double {
      let facts = run.record.layers[layer - 1]
      let fan = layer == 1 ? facts.fanOut : facts.fanIn
      return run.history[0, layer].weightNorm / Double(max(fan, 1)).squareRoot() / matching
    }
    let ratios = (1...run.depth).map(ratio)
    guard ratios.allSatisfy(\.isFinite) else { return .findings([]) }
    let inner = ratios.count > 1 ? Array(ratios.dropFirst()) : ratios
    let mean = geometricMean(inner)
    let total = pow(mean, Double(inner.count))
    func isFar(_ factor: Double, beyond bound: Double) -> Bool {
      factor > bound || factor < 1 / bound
    }
    let isFarInAll = isFar(total, beyond: thresholds.poorTotalGain)
    let odd = ratios.indices.filter { isFar(ratios[$0], beyond: thresholds.poorLayerGain) }
      .map { $0 + 1 }
    guard isFarInAll || !odd.isEmpty, let severity = severity(run, thresholds) else {
      return .findings([])
    }
    let layers =
      odd.count == run.depth || odd.isEmpty ? 1...run.depth : (odd[0]...odd[odd.count - 1])
    let gain = odd.isEmpty ? mean * matching : geometricMean(odd.map { ratios[$0 - 1] }) * matching
    return .findings([
      Finding(
        of: description, severity: severity, layers: layers, steps: 0...0,
        evidence: [
          "weightGain": gain, "matchingGain": matching, "gainOverMatching": gain / matching,
          "totalOverMatching": total,
        ],
        threshold: [
          "totalOverMatching": thresholds.poorTotalGain,
          "gainOverMatching": thresholds.poorLayerGain,
        ],
        message: message(run, gain: gain, total: total, layers: layers),
        remedy: remedy(run), cause: gain < matching ? "weights too small" : "weights too large")
    ])
  }

  /// From a file or another program, and below guessing from the start.
  private func startedTrained(_ run: RunEvidence, _ thresholds: Thresholds) -> Bool {
    run.firstLoss < (1 - thresholds.learnedShare) * run.record.chance.loss
      && (run.record.configuration.initialParameters != nil
        || run.record.configuration.initializer == "custom")
  }

  /// nil where it does no harm.
  private func severity(_ run: RunEvidence, _ thresholds: Thresholds) -> Severity? {
    let c = run.record.configuration
    if run.record.status == .diverged || run.learning.learnedNothing { return .warning }
    let isHeldBack = run.learning.progress < thresholds.heldBackProgress
    if c.residual || c.norm != "none" {
      return run.learning.learned ? nil : .note
    }
    return isHeldBack ? .warning : .note
  }

  private func message(
    _ run: RunEvidence, gain: Double, total: Double, layers: ClosedRange<Int>
  ) -> String {
    let activation = run.activation
    let matching = activation.matchingGain
    let source =
      run.record.configuration.initialParameters == nil
      ? run.record.configuration.initializer : "the file"
    var text =
      "The first weights of \(NumberText.layers(layers)), by \(source), have a gain of "
      + "\(NumberText.short(gain)) a layer; \(activation.matchingInitializer), made for "
      + "\(activation.name), has \(NumberText.short(matching))"
    if gain > 0 {
      let factor = gain < matching ? matching / gain : gain / matching
      text += ", \(NumberText.short(factor)) times \(gain < matching ? "more" : "less")"
    }
    if layers == 1...run.depth, run.depth > 2, total > 0 {
      text += ": over all layers a factor of \(NumberText.short(total))"
    }
    if activation.isWeak {
      text +=
        ". Even with it a layer passes back no more than "
        + "\(NumberText.short(activation.attainableSlope * matching))"
    }
    return text + "."
  }

  private func remedy(_ run: RunEvidence) -> String {
    let matching = run.activation.matchingInitializer
    let isMatched = run.record.configuration.initializer == matching
    if run.activation.isWeak {
      return "Replace \(run.activation.name) by tanh with xavier-normal or relu with he-normal."
    }
    return isMatched
      ? "Scale these weights to the gain of \(matching)." : "Initialize with \(matching)."
  }

  public var examples: [RuleExample] {
    func record(_ gain: Double, only layer: Int? = nil, loss: Double = 2.3) -> RunRecord {
      ExampleRecord.make(finalLoss: loss) { _, index, statistics in
        if layer == nil || layer == index { statistics.weightNorm *= gain }
      }
    }
    var residual = record(0.08, loss: 0.1)
    residual.configuration.residual = true
    func predicted(_ upper: Double) -> RunRecord {
      var record = record(1)
      let band = PredictedProfile.Band(lower: 0.01, expected: 0.015, upper: upper)
      let wide = PredictedProfile.Band(lower: 0.1, expected: 0.5, upper: 2)
      record.prediction = PredictedProfile(
        layers: Array(repeating: .init(activationRMS: wide, deltaRMS: band), count: 10), limits: [])
      return record
    }
    return [
      RuleExample(title: "N(0, 0.01²) at width 64", record: record(0.08), triggers: true),
      RuleExample(title: "four times too large", record: record(4), triggers: true),
      RuleExample(
        title: "one layer at a hundredth", record: record(0.01, only: 6), triggers: true),
      RuleExample(
        title: "δ of 0.1 where theory has 0.02 at most", record: predicted(0.02),
        triggers: true),
      RuleExample(
        title: "δ of 0.1 in a band up to 0.2", record: predicted(0.2), triggers: false),
      RuleExample(title: "the gain made for tanh", record: record(1), triggers: false),
      RuleExample(
        title: "a residual network that learned all the same", record: residual, triggers: false),
    ]
  }
}
