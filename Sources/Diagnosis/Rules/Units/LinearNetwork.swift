import Records
import Texts

/// GS206: layers without a non-linearity are one layer, and the data need more.
public struct LinearNetwork: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS206", name: "linear-network",
      detects: "A network without a non-linearity that learned too little, and with one learned "
        + "what "
        + "there is.",
      why: """
        W₂(W₁x) = (W₂W₁)x: layers with nothing between them are a single linear map, whatever \
        their number \
        and width.
        """,
      requires: "the run made once more with ReLU, which is done where no layer has a "
        + "non-linearity",
      thresholds: [.heldBackProgress],
      remedies: [Remedy(.activation("relu", initializer: "he-normal"))],
      references: ["I. Goodfellow et al., Deep Learning, section 6.1"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.learning.isHeldBack else { return .findings([]) }
    guard run.facts.counterfactuals.contains(where: { $0.change == .nonLinearity }) else {
      return .notApplicable(
        .because("the run was not made once more with a non-linearity", lacking: .counterparts))
    }
    guard let proof = run.proof(of: .nonLinearity) else { return .findings([]) }
    let layers = run.mainChain?.count ?? 0
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep,
        evidence: run.evidence(of: proof), threshold: run.threshold(of: proof),
        message: "The network is linear: its "
          + "\(layers == 1 ? "hidden layer has" : "\(layers) hidden layers have") "
          + "no non-linearity, and the data need one. " + run.sentence(of: proof),
        remedies: [run.remedy(of: proof)], cause: "no non-linearity")
    ])
  }

  public var examples: [RuleExample] {
    func record(_ loss: Double, suffices: Bool) -> RunRecord {
      var record = ExampleRecord.make(depth: 2, finalLoss: 2)
      record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
      record.facts.counterfactuals = [
        Counterfactual(change: .nonLinearity, value: nil, loss: loss, suffices: suffices)
      ]
      return record
    }
    return [
      RuleExample(
        title: "2.0 without, 0.2 with ReLU", record: record(0.2, suffices: true), triggers: true),
      RuleExample(
        title: "ReLU comes no further", record: record(2, suffices: false), triggers: false),
    ]
  }
}
