import Records
import Texts

/// GS104: δ became exactly 0 because the precision ends there, not because units are silent.
public struct GradientUnderflow: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS104", name: "gradient-underflow",
      detects: "δ, or the signal going forward, is exactly 0 because the precision ends there.",
      why: """
        The gradient is smaller than the smallest number of this precision, so those layers get \
        exactly none. In float64 it is not zero, but as useless: the cause is the vanishing.
        """,
      requires: "deltaRMS and zeroFraction of every layer, the precision",
      remedy: "Heal the vanishing; --precision float64 only shows how small the gradient is.",
      references: ["IEEE 754-2019", "P. Micikevicius et al., ICLR 2018"],
      confusions: """
        Where φ′ is exactly 0 in every unit of a layer, as of ELU far below 0, it may be 0 in float64 too: \
        nothing is said here, and that no δ arrives is left to GS101.
        """)
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.history.count > 0, run.depth >= 2 else {
      return .notApplicable("needs two hidden layers and a time point")
    }
    let forward = finding(run, [.forwardUnderflow]) { zero, entry, precision, presence in
      "The signal is exactly 0 from layer \(zero.layer) on, \(presence.words): it underflowed "
        + "\(precision) on its way forward (activations of layer \(zero.layer - 1): "
        + "\(NumberText.short(run.history[entry, zero.layer - 1].activationRMS))), so ReLU units "
        + "pass no δ back either."
    }
    let backward = finding(run, [.underflow, .flatUnits]) { zero, entry, precision, presence in
      let zeros = "δ is exactly 0 in \(NumberText.layers(1...zero.layer)) \(presence.words): "
      guard zero.cause == .underflow else {
        let here = run.history[entry, zero.layer]
        let why =
          here.saturatedFraction > 0.5
          ? "\(NumberText.percent(here.saturatedFraction)) of layer \(zero.layer) is saturated"
          : "φ′ of layer \(zero.layer) is \(NumberText.short(here.derivativeRMS))"
        return zeros + why + ", and what is left of δ there is below the smallest number of "
          + "\(precision)."
      }
      let left = 1 - run.history[entry, zero.layer + 1].deltaZeroFraction
      return zeros + "\(precision) underflow, not silence. In layer \(zero.layer + 1) "
        + "\(NumberText.percent(left)) of its entries are left, at the end of the precision's "
        + "range (\(NumberText.short(ZeroDelta.smallest(precision))))."
    }
    return .findings([forward, backward].compactMap { $0 })
  }

  private func finding(
    _ run: RunEvidence, _ causes: [ZeroDelta.Cause],
    message: (ZeroDelta, _ entry: Int, _ precision: String, Presence) -> String
  ) -> Finding? {
    let presence = run.presence { entry in
      ZeroDelta.locate(run, at: entry).map { causes.contains($0.cause) } ?? false
    }
    guard let presence, presence.atStart || presence.atEnd,
      let zero = ZeroDelta.locate(run, at: presence.entry)
    else { return nil }
    let isForward = zero.cause == .forwardUnderflow
    let precision = run.record.configuration.precision
    let above = run.history[presence.entry, zero.layer + 1].deltaRMS
    return Finding(
      of: description, severity: run.learning.learned ? .warning : .error,
      layers: isForward ? zero.layer...run.depth : 1...zero.layer, steps: presence.steps,
      evidence: isForward
        ? ["firstZeroLayer": Double(zero.layer)]
        : ["deltaAbove": above, "zeroLayers": Double(zero.layer)],
      threshold: ["smallestNumber": ZeroDelta.smallest(precision)],
      message: message(zero, presence.entry, precision, presence))
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
    let flat = ExampleRecord.make(finalLoss: 2.3) { _, layer, statistics in
      if layer <= 4 { statistics.deltaRMS = 0 }
      guard layer == 4 else { return }
      statistics.saturatedHighFraction = 1
      statistics.derivativeRMS = 1e-37
    }
    return [
      RuleExample(
        title: "φ′ of layer 4 is 10⁻³⁷", record: flat, triggers: true),
      RuleExample(
        title: "0.02 a layer over 30 layers in float32", record: underflown, triggers: true),
      RuleExample(title: "zeros below a dead layer", record: dead, triggers: false),
      RuleExample(title: "no zeros", record: ExampleRecord.make(), triggers: false),
    ]
  }
}
