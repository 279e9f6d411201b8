import Records
import Texts

/// GS603: the tokens of an example are all alike.
public struct TokensAlike: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS603", name: "tokens-alike",
      detects:
        "The mean cosine between positions of an example is above 0.99, at the start or the end.",
      why: """
        Attention takes means, and means of means are alike: without shortcuts the tokens of an example \
        become one within a few layers, whatever they were (rank collapse). What no position can tell \
        from another no layer above can answer, and the gradients of queries and keys vanish.
        """,
      requires: "tokenCosine of a place",
      thresholds: [.alikeTokens, .heldBackProgress],
      causes: [.stepsThatMadeIt],
      remedies: [
        Remedy(.residual(scale: nil)),
        .look(
          "give the positions vectors of their own, and let the branches of attention weigh less"),
      ],
      references: [
        "Y. Dong, J.-B. Cordonnier, A. Loukas, \"Attention is not all you need\", ICML 2021"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let readings = PlaceReadings(run, .tokenCosine) else {
      return .notApplicable(PlaceReadings.lack("how alike the tokens are", of: .attention, in: run))
    }
    let found = readings.broken(good: 0) { $0 > thresholds[.alikeTokens] }
    guard let found else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: run.severityOfBrokenBound,
        at: FindingPlace(run.record, found.places), steps: found.presence.steps,
        evidence: ["tokenCosine": found.value, "places": Double(found.places.count)],
        threshold: ["tokenCosine": thresholds[.alikeTokens]],
        message:
          "In \(run.label(of: found.worst, among: found.places)) the positions of an example are alike: "
          + "their mean cosine is \(NumberText.short(found.value, digits: 4)) (step \(found.step)), "
          + "\(found.presence.words); 1 is the same direction for all.")
    ])
  }

  public var examples: [RuleExample] {
    func record(_ cosine: Double) -> RunRecord {
      ExampleRecord.make(finalLoss: cosine > 0.99 ? 2.3 : 0.1) { _, layer, statistics in
        if layer > 3 { statistics[.tokenCosine] = cosine }
      }
    }
    return [
      RuleExample(
        title: "a cosine of 0.9999 from layer 4 on", record: record(0.9999), triggers: true),
      RuleExample(
        title: "a cosine of 0.7, as with shortcuts", record: record(0.7), triggers: false),
    ]
  }
}

extension Threshold {
  /// Mean cosine of an example's positions above this.
  static let alikeTokens = Threshold(
    "alikeTokens", 0.99, "mean cosine between positions above this",
    because: "without shortcuts it is 1.000 after three layers, with them 0.7 after eleven")
}
