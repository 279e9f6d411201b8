import TrainingRecords

/// GS104: δ became exactly 0 because the precision ends there, not because units are silent.
public struct GradientUnderflow: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS104", name: "gradient-underflow",
      detects: "δ is exactly 0 in layers below one whose δ is at the end of the precision's range.",
      why: """
        The gradient is smaller than the smallest number of this precision, so those layers get \
        exactly none. In float64 it is not zero, but as useless: the cause is the vanishing.
        """,
      requires: "deltaRMS and zeroFraction of every layer, the precision",
      remedy: "Heal the vanishing; --precision float64 only shows how small the gradient is.",
      references: ["IEEE 754-2019", "P. Micikevicius et al., ICLR 2018"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.history.count > 0, run.depth >= 2 else {
      return .notApplicable("needs two hidden layers and a time point")
    }
    let presence = run.presence { ZeroDelta.locate(run, at: $0)?.cause == .underflow }
    guard let presence, presence.atStart || presence.atEnd else { return .findings([]) }
    let entries = (0..<run.history.count).filter {
      ZeroDelta.locate(run, at: $0)?.cause == .underflow
    }
    guard let entry = presence.atStart ? entries.first : entries.last,
      let zero = ZeroDelta.locate(run, at: entry)
    else { return .findings([]) }
    let above = run.history[entry, zero.layer + 1].deltaRMS
    let left = 1 - run.history[entry, zero.layer + 1].deltaZeroFraction
    let precision = run.record.configuration.precision
    return .findings([
      Finding(
        of: description, severity: run.learning.learned ? .warning : .error,
        layers: 1...zero.layer, steps: presence.steps,
        evidence: ["deltaAbove": above, "nonZeroAbove": left, "zeroLayers": Double(zero.layer)],
        threshold: ["smallestNumber": ZeroDelta.smallest(precision)],
        message: "δ is exactly 0 in \(NumberText.layers(1...zero.layer)) \(presence.words): "
          + "\(precision) underflow, not silence. In layer \(zero.layer + 1) "
          + "\(NumberText.percent(left)) of its entries are left, at the end of the precision's "
          + "range (\(NumberText.short(ZeroDelta.smallest(precision)))).")
    ])
  }

  public var examples: [RuleExample] {
    let underflown = ExampleRecord.make(
      depth: 30, activation: "sigmoid", deltaFactor: 0.02, finalLoss: 2.3
    ) { _, _, statistics in
      if statistics.deltaRMS < 1.4e-45 { statistics.deltaRMS = 0 }
    }
    let dead = ExampleRecord.make(activation: "relu", finalLoss: 2.3) { _, layer, statistics in
      if layer == 10 { statistics.zeroFraction = 1 }
      if layer <= 10 { statistics.deltaRMS = 0 }
    }
    return [
      RuleExample(
        title: "0.02 a layer over 30 layers in float32", record: underflown, triggers: true),
      RuleExample(title: "zeros below a dead layer", record: dead, triggers: false),
      RuleExample(title: "no zeros", record: ExampleRecord.make(), triggers: false),
    ]
  }
}
