import Records
import Texts

/// GS201: most units of a layer sit where φ′ is below 5 % of its maximum.
public struct Saturation: ChainRule {
  /// Said where nothing graver finds the first weights too small.
  static let orSmaller = ", or smaller first weights"

  public var description: RuleDescription {
    RuleDescription(
      code: "GS201", name: "saturation",
      detects: "More than half of a layer's entries have φ′(z) < 5 % of its maximum.",
      why: "A saturated unit passes almost no gradient and hardly reacts to its input.",
      quantities: [.saturatedFraction],
      requires: "an activation that levels off on both sides; of one that can go silent, "
        + "saturatedHighFraction",
      thresholds: [.saturatedShare],
      causes: [
        Cause("GS501"), Cause("GS301") { cause, _ in !cause.isOfSmallWeights }, Cause("GS106"),
        Cause("GS303"),
      ],
      remedies: [
        Remedy(.initializer("xavier-normal"), Self.orSmaller), Remedy(.standardize),
        Remedy(.normalization(nil)),
      ],
      references: ["X. Glorot, Y. Bengio, AISTATS 2010"])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    let able = chain.positions.filter { chain.places[$0 - 1].activation?.saturates ?? false }
    guard !able.isEmpty else {
      guard let activation = chain.activation else {
        return .notApplicable(.unknown("the activation of its places", .activations))
      }
      return .notApplicable(
        activation.saturates == nil
          ? .needs("to know whether \(activation.name) levels off on both sides", .activations)
          : .doesNotConcern("\(activation.name) does not level off on both sides"))
    }
    // At the low end a unit that can go silent is silent, which is another finding.
    guard let start = chain.firstEntry,
      !able.allSatisfy({
        (chain.places[$0 - 1].activation?.canGoSilent ?? false)
          && chain[start, $0][.saturatedHighFraction] == nil
      })
    else {
      return .notApplicable(.needs("saturatedHighFraction of places that can go silent", .signals))
    }
    func share(_ entry: Int, _ layer: Int) -> Double { chain.saturatedShare(layer, at: entry) }
    func saturated(_ entry: Int) -> [Int] {
      able.filter { share(entry, $0) > thresholds[.saturatedShare] }
    }
    let presence = chain.presence { !saturated($0).isEmpty }
    guard let presence, presence.atStart || presence.atEnd else { return .findings([]) }
    let entry = presence.entry
    let layers = saturated(entry)
    guard let first = layers.first, let last = layers.last,
      let worst = layers.max(by: {
        share(entry, $0) < share(entry, $1)
      })
    else { return .findings([]) }
    let statistics = chain[entry, worst]
    let ends = [
      "saturatedLowFraction": statistics.saturatedLowFraction,
      "saturatedHighFraction": statistics.saturatedHighFraction,
    ].filter { !$0.value.isNaN }
    let both = NumberText.percents([
      statistics.saturatedLowFraction, statistics.saturatedHighFraction,
    ])
    // Where units can go silent, the low end is silence, which is no part of it.
    let isSum = abs(ends.values.reduce(0, +) - share(entry, worst)) < 1e-6
    let whole = ends.count == 2 && isSum ? both.sum : NumberText.percent(share(entry, worst))
    let parts =
      ends.count < 2
      ? "" : isSum ? "\(both.parts[0]) low, \(both.parts[1]) high; " : "at the high end; "
    return .findings([
      Finding(
        of: description, severity: chain.learning.learnedNothing ? .error : .warning,
        at: chain.place(first...last), steps: presence.steps,
        evidence: ends.merging(["saturatedFraction": share(entry, worst)]) { $1 },
        threshold: ["saturatedFraction": thresholds[.saturatedShare]],
        message: "\(whole) of \(chain.label(worst)) is saturated "
          + "(\(parts)step \(chain.history.steps[entry])), \(presence.words).")
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "80 % of every layer saturated",
        record: ExampleRecord.make(finalLoss: 2.3) { _, _, statistics in
          statistics.saturatedLowFraction = 0.4
          statistics.saturatedHighFraction = 0.4
        }, triggers: true),
      RuleExample(
        title: "20 % saturated",
        record: ExampleRecord.make { _, _, statistics in statistics.saturatedHighFraction = 0.2 },
        triggers: false),
      RuleExample(
        title: "a ReLU does not saturate",
        record: ExampleRecord.make(activation: "relu"), triggers: false),
    ]
  }
}

extension Threshold {
  /// Share of saturated entries in a layer.
  static let saturatedShare = Threshold(
    "saturatedShare", 0.5, .share, "saturated entries of a layer",
    because: "above a half the median unit passes less than 5 % of its gradient")
}
