import Records
import Texts

/// GS407: the network is too narrow for its data, as more units showed.
public struct TooFewUnits: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS407", name: "too-few-units",
      detects: "A run that learned too little, and with more units learned what there is.",
      why: """
        A layer of n units cuts its inputs along n planes: one unit cannot tell the corners of a \
        square \
        that lie crosswise, however long it is trained, and nothing is wrong with its gradients.
        """,
      requires: "the run made once more with more units, which is done where nothing else "
        + "explains it",
      thresholds: [.heldBackProgress],
      remedies: [Remedy(.units(times: 4))],
      references: ["M. Minsky and S. Papert, Perceptrons, 1969"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.learning.isHeldBack else { return .findings([]) }
    guard run.facts.counterfactuals.contains(where: { $0.change == .moreUnits }) else {
      return .notApplicable(
        .because("the run was not made once more with more units", lacking: .counterparts))
    }
    guard let proof = run.proof(of: .moreUnits) else { return .findings([]) }
    let widths = run.mainChain?.places.map(\.units) ?? []
    let narrowest = widths.min() ?? 0
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep,
        evidence: run.evidence(of: proof).merging(["units": Double(narrowest)]) { a, _ in a },
        threshold: run.threshold(of: proof),
        message: "\(narrowest == 1 ? "One unit is" : "\(narrowest) units are") too few for these "
          + "data. "
          + run.sentence(of: proof),
        remedies: [run.remedy(of: proof)], cause: "too few units")
    ])
  }

  public var examples: [RuleExample] {
    func record(_ loss: Double, suffices: Bool) -> RunRecord {
      var record = ExampleRecord.make(depth: 1, width: 1, finalLoss: 2)
      record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
      record.facts.counterfactuals = [
        Counterfactual(change: .lowerRate, value: 0.005, loss: 2.1, suffices: false),
        Counterfactual(change: .moreUnits, value: 16, loss: loss, suffices: suffices),
      ]
      return record
    }
    return [
      RuleExample(
        title: "one unit at 2.0, sixteen at 0.2", record: record(0.2, suffices: true),
        triggers: true),
      RuleExample(
        title: "sixteen units come no further", record: record(2, suffices: false),
        triggers: false),
    ]
  }
}
