import Records
import Texts

/// GS602: attention logits are so large that the softmax is a choice.
public struct AttentionLogitsLarge: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS602", name: "attention-logits-large",
      detects: "An attention logit |q·k / √d| is above 100, at the start or the end.",
      why: """
        Logits that differ by 104 differ by a factor below the smallest float32 after the exponential: \
        what is not the largest gets exactly 0, and no gradient. Such logits come from weights of \
        queries and keys that are too large, from a missing 1/√d, or from steps that are too large; \
        they grow with the square of the weights.
        """,
      requires: "attentionLogitMax of a place",
      thresholds: [.largeAttentionLogit, .heldBackProgress],
      causes: [.stepsThatMadeIt],
      remedies: [
        .look(
          "divide the logits by √d, d the width of a head, and draw smaller query and key weights"),
        .look("normalize queries and keys before their product (QK-norm)"),
        Remedy(.lowerRate(), ", or raise it slowly from 0"),
      ],
      references: [
        "M. Dehghani et al., \"Scaling vision transformers to 22 billion parameters\", ICML 2023, section 2"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let readings = PlaceReadings(run, .attentionLogitMax) else {
      return .notApplicable(
        PlaceReadings.lack("the largest attention logit", of: .attention, in: run))
    }
    let found = readings.broken(good: 0) { $0 > thresholds[.largeAttentionLogit] }
    guard let found else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: run.severityOfBrokenBound,
        at: FindingPlace(run.record, found.places), steps: found.presence.steps,
        evidence: ["attentionLogitMax": found.value, "places": Double(found.places.count)],
        threshold: ["attentionLogitMax": thresholds[.largeAttentionLogit]],
        message: "Attention logits of \(run.label(of: found.worst, among: found.places)) reach "
          + "\(NumberText.short(found.value)) (step \(found.step)), \(found.presence.words): beside "
          + "the largest of a query all others get a weight near 0. At first they should be near 1."
      )
    ])
  }

  public var examples: [RuleExample] {
    func record(_ logit: Double) -> RunRecord {
      ExampleRecord.make(finalLoss: logit > 100 ? 2.3 : 0.1) { _, layer, statistics in
        if layer.isMultiple(of: 3) { statistics[.attentionLogitMax] = logit }
      }
    }
    return [
      RuleExample(title: "logits of 1,500", record: record(1500), triggers: true),
      RuleExample(title: "logits of 12", record: record(12), triggers: false),
    ]
  }
}

extension Threshold {
  /// |q·k / √d| above this.
  static let largeAttentionLogit = Threshold(
    "largeAttentionLogit", 100, "attention logit above this in absolute value",
    because: "e^−104 is 0 in float32; trained networks reach some tens")
}
