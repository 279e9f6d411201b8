import Records
import Texts

/// GS104: δ became exactly 0 because the precision ends there, not because units are silent.
public struct GradientUnderflow: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS104", name: "gradient-underflow",
      detects: "δ, or the signal going forward, is exactly 0 because the precision ends there.",
      why: """
        The gradient is smaller than the smallest number of this precision, so those layers get \
        exactly none. In float64 it is not zero, but as useless: the cause is the vanishing.
        """,
      quantities: [.deltaRMS], requires: "the precision",
      causes: [Cause("GS101")],
      remedies: [
        .look("heal the vanishing; more precision only shows how small the gradient is")
      ],
      references: ["IEEE 754-2019", "P. Micikevicius et al., ICLR 2018"],
      confusions: """
        Where φ′ is exactly 0 in every unit of a layer, as of ELU far below 0, it may be 0 in float64 too: \
        nothing is said here, and that no δ arrives is left to GS101.
        """)
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard chain.firstEntry != nil, chain.count >= 2 else {
      return .notApplicable(.needs("two \(chain.noun)s and a time point", .chains))
    }
    guard chain.facts.precision?.smallestNumber != nil else {
      return .notApplicable(.unknown("the precision", .training))
    }
    let smallest = chain.facts.precision?.smallestNumber ?? .nan
    let forward = finding(chain, [.forwardUnderflow]) { zero, entry, precision, presence in
      "The signal is exactly 0 from \(chain.label(zero.layer)) on, \(presence.words): it underflowed "
        + "\(precision) on its way forward (activations of \(chain.label(zero.layer - 1)): "
        + "\(NumberText.short(chain[entry, zero.layer - 1].activationRMS))), so ReLU units "
        + "pass no δ back either."
    }
    let backward = finding(chain, [.underflow, .flatUnits]) { zero, entry, precision, presence in
      let zeros = "δ is exactly 0 in \(chain.label(1...zero.layer)) \(presence.words): "
      guard zero.cause == .underflow else {
        let here = chain[entry, zero.layer]
        let why =
          here.saturatedFraction > 0.5
          ? "\(NumberText.percent(here.saturatedFraction)) of \(chain.label(zero.layer)) is saturated"
          : "φ′ of \(chain.label(zero.layer)) is \(NumberText.short(here.derivativeRMS))"
        return zeros + why + ", and what is left of δ there is below the smallest number of "
          + "\(precision)."
      }
      let left = 1 - (chain.above(zero.layer, at: entry)?.deltaZeroFraction ?? .nan)
      let words =
        left.isFinite
        ? " In \(chain.aboveLabel(zero.layer)) \(NumberText.percent(left)) of its entries are left, at "
          + "the end of the precision's range (\(NumberText.short(smallest)))." : ""
      return zeros + "\(precision) underflow, not silence." + words
    }
    return .findings([forward, backward].compactMap { $0 })
  }

  private func finding(
    _ chain: ChainEvidence, _ causes: [ZeroDelta.Cause],
    message: (ZeroDelta, _ entry: Int, _ precision: String, Presence) -> String
  ) -> Finding? {
    let presence = chain.presence { entry in
      ZeroDelta.locate(chain, at: entry).map { causes.contains($0.cause) } ?? false
    }
    guard let presence, presence.atStart || presence.atEnd,
      let zero = ZeroDelta.locate(chain, at: presence.entry)
    else { return nil }
    let isForward = zero.cause == .forwardUnderflow
    let precision = chain.facts.precision?.name ?? ""
    let above = chain.above(zero.layer, at: presence.entry)?.deltaRMS ?? .nan
    return Finding(
      of: description, severity: chain.learning.learned ? .warning : .error,
      at: chain.place(isForward ? zero.layer...chain.count : 1...zero.layer), steps: presence.steps,
      evidence: isForward
        ? ["firstZeroLayer": Double(zero.layer)]
        : ["deltaAbove": above, "zeroLayers": Double(zero.layer)],
      threshold: ["smallestNumber": chain.facts.precision?.smallestNumber ?? .nan],
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
