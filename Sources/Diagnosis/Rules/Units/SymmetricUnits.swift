import Records

/// GS304: units of one layer are copies of each other, and stay so.
public struct SymmetricUnits: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS304", name: "symmetric-units",
      detects: "Less than half of a layer's units differ from one another in their weights.",
      why: """
        Units with the same incoming and outgoing weights compute the same and get the same gradient, \
        so that no number of steps parts them: the layer is as narrow as it has different units. With \
        all weights 0 not even that: no signal comes forward and no δ comes back.
        """,
      requires: "distinctUnits of every place of a chain at a look at the probe set",
      thresholds: [.distinctShare],
      remedies: [
        Remedy(
          .initializer("he-normal"),
          ", or any initializer that draws at random: not zeros, not constant")
      ],
      references: ["I. Goodfellow et al., Deep Learning, section 8.4"])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    let widths = chain.places.map(\.units)
    let looks = chain.record.probes.compactMap { probe in
      let counts = chain.positions.compactMap { chain.distinctUnits($0, in: probe) }
      return counts.count == widths.count ? (step: probe.step, counts: counts) : nil
    }
    guard !widths.isEmpty, let first = looks.first, let last = looks.last else {
      return .notApplicable(.needs("a count of the units that differ, at a look", .looks))
    }
    func symmetric(_ counts: [Int]) -> [Int] {
      widths.indices.filter {
        widths[$0] > 1 && Double(counts[$0]) < thresholds[.distinctShare] * Double(widths[$0])
      }.map { $0 + 1 }
    }
    let atEnd = symmetric(last.counts)
    let layers = atEnd.isEmpty ? symmetric(first.counts) : atEnd
    guard let lowest = layers.first, let highest = layers.last else { return .findings([]) }
    let counts = atEnd.isEmpty ? first.counts : last.counts
    let place = layers.min { counts[$0 - 1] < counts[$1 - 1] } ?? lowest
    let onset = looks.first { !symmetric($0.counts).isEmpty } ?? first
    let parted = looks.first { $0.step > onset.step && symmetric($0.counts).isEmpty }
    return .findings([
      Finding(
        of: description,
        severity: severity(
          chain, isLasting: !atEnd.isEmpty,
          isNearlyAll: Double(counts[place - 1]) <= 0.1 * Double(widths[place - 1])),
        at: chain.place(lowest...highest),
        steps: onset.step...max(onset.step, parted?.step ?? chain.lastStep),
        evidence: [
          "distinctUnits": Double(counts[place - 1]), "units": Double(widths[place - 1]),
          "distinctUnitsAtStart": Double(first.counts[place - 1]),
          "distinctUnitsAtEnd": Double(last.counts[place - 1]),
        ],
        threshold: ["distinctShare": thresholds[.distinctShare]],
        message: message(
          chain, layer: place, count: counts[place - 1], width: widths[place - 1],
          at: atEnd.isEmpty ? first.step : last.step, onset: onset.step, parted: parted?.step,
          isLasting: !atEnd.isEmpty),
        remedies: chain.activation.flatMap {
          $0.matchingInitializer.isEmpty
            ? nil
            : [
              Remedy(
                $0.drawnToMatch,
                ", or any initializer that draws at random: not zeros, not constant")
            ]
        },
        cause: "units are copies")
    ])
  }

  /// A layer of a tenth of its units or less is an error also where it learned something, while the data give
  /// more than that; where nobody knows what they give, while the loss did not come half of the way to 0.
  private func severity(
    _ chain: ChainEvidence, isLasting: Bool, isNearlyAll: Bool
  ) -> Severity {
    let learning = chain.learning
    guard isLasting else { return learning.learnedNothing ? .warning : .note }
    let isBehind = learning.reference == nil ? learning.isHeldBack : learning.isBehind
    return learning.learnedNothing || isNearlyAll && isBehind ? .error : .warning
  }

  private func message(
    _ chain: ChainEvidence, layer: Int, count: Int, width: Int, at step: Int, onset: Int,
    parted: Int?, isLasting: Bool
  ) -> String {
    let size = chain.history.count > 0 ? chain[0, layer].weightNorm : .nan
    let what =
      count == 1
      ? "All \(width) units of \(chain.label(layer)) are the same"
      : "Of \(width) units of \(chain.label(layer)) only \(count) differ"
    let zeros = size == 0 && onset == 0 ? "; its first weights are exactly 0" : ""
    let end =
      isLasting
      ? ", since step \(onset) and to the end" : parted.map { ", but no more at step \($0)" } ?? ""
    return "\(what) (step \(step))\(end)\(zeros)."
  }

  public var examples: [RuleExample] {
    func record(_ count: @escaping (Int) -> Int, loss: Double = 2.3) -> RunRecord {
      var record = ExampleRecord.make(activation: "relu", finalLoss: loss, silent: { _ in 0 })
      for index in record.probes.indices {
        record.probes[index].distinctUnits = Array(
          repeating: count(record.probes[index].step), count: record.depth)
      }
      return record
    }
    return [
      RuleExample(
        title: "64 copies of one unit, from constant:0.1", record: record { _ in 1 },
        triggers: true),
      RuleExample(
        title: "copies that part after the first steps",
        record: record({ $0 == 0 ? 1 : 64 }, loss: 0.1), triggers: true),
      RuleExample(
        title: "64 different units", record: record({ _ in 64 }, loss: 0.1), triggers: false),
    ]
  }
}

extension Threshold {
  /// Share of a layer's units that differ from one another.
  static let distinctShare = Threshold(
    "distinctShare", 0.5, .share,
    "units of a layer that differ from one another, as a share, below this",
    because: "below a half most units are copies")
}
