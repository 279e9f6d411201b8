import Records
import Texts

/// GS601: attention looks at one position only.
public struct AttentionEntropyCollapse: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS601", name: "attention-entropy-collapse",
      detects:
        "The entropy of a layer's attention weights is below 5 % of ln T, at the start or the end.",
      why: """
        With one weight at 1 and all others at 0 the softmax is flat: its derivative p (1 − p) is 0, so \
        that queries and keys get no gradient and cannot learn to look elsewhere. Before the first \
        update it says that the logits are too large; later, that training drove them up.
        """,
      requires: "attentionEntropy of a place",
      thresholds: [.collapsedEntropy, .heldBackProgress],
      causes: [Cause("GS602", isCure: true), .stepsThatMadeIt],
      remedies: [
        .look("normalize queries and keys before their product (QK-norm)"),
        .look(
          "divide the logits by √d, d the width of a head, and draw smaller query and key weights"),
        Remedy(.lowerRate(), ", or raise it slowly from 0"),
      ],
      references: [
        "S. Zhai et al., \"Stabilizing transformer training by preventing attention entropy collapse\", ICML 2023"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let readings = PlaceReadings(run, .attentionEntropy) else {
      return .notApplicable(
        PlaceReadings.lack("the entropy of attention weights", of: .attention, in: run))
    }
    let found = readings.broken(good: 1) { $0 < thresholds[.collapsedEntropy] }
    guard let found else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: run.severityOfBrokenBound,
        at: FindingPlace(run.record, found.places), steps: found.presence.steps,
        evidence: ["attentionEntropy": found.value, "places": Double(found.places.count)],
        threshold: ["attentionEntropy": thresholds[.collapsedEntropy]],
        message:
          "Attention in \(run.label(of: found.worst, among: found.places)) looks at one position: its "
          + "entropy is \(NumberText.short(found.value)) of ln T (step \(found.step)), "
          + "\(found.presence.words); evenly spread it is 1. Queries and keys get next to no gradient."
      )
    ])
  }

  public var examples: [RuleExample] {
    func record(_ entropy: Double) -> RunRecord {
      ExampleRecord.make(finalLoss: entropy < 0.1 ? 2.3 : 0.1) { _, layer, statistics in
        if layer.isMultiple(of: 3) { statistics[.attentionEntropy] = entropy }
      }
    }
    return [
      RuleExample(title: "0.001 of ln T in three layers", record: record(1e-3), triggers: true),
      RuleExample(title: "0.9 of ln T", record: record(0.9), triggers: false),
    ]
  }
}

extension Threshold {
  /// Entropy of attention weights over ln T below this.
  static let collapsedEntropy = Threshold(
    "collapsedEntropy", 0.05, .share, "entropy of attention, as a share of ln T, below this",
    because: "of 64 positions that is e^0.2 = 1.2: one position and a fifth")
}
