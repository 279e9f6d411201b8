import Records

/// GS506: features that say what is to be predicted.
public struct AnswerInFeatures: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS506", name: "answer-among-features",
      detects: "The target follows from a feature, or from several 0/1 features, in every row.",
      why: """
        A network that is given the answer learns to copy it: its loss is near 0 and says nothing of what \
        it will do where the answer is not known. Often it is the rest of a label that was written as \
        several 0/1 columns, or the target in another unit.
        """,
      requires: "the columns of a table that this program read",
      remedies: [.look("leave these columns out, or name them as targets too")],
      references: [
        "S. Kaufman et al., \"Leakage in data mining: formulation, detection, and avoidance\", 2012"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let data = run.data else { return .notApplicable(RunEvidence.lackOfData) }
    guard let names = data.givesAnswerAway, !names.isEmpty else { return .findings([]) }
    let target = data.target.map { " \($0.inQuotes)" } ?? ""
    let one = names.count == 1
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep,
        evidence: ["features": Double(names.count)], threshold: ["features": 0],
        message: "The target\(target) follows from the \(one ? "feature" : "features") "
          + "\(names.quotedNames) in every row: the network has the answer before it.",
        remedies: [Remedy(.leaveOut(names)), .look("name the right column as the target")])
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "the other two columns of a one-hot label",
        record: ExampleRecord.onTable {
          $0.target = "k3"
          $0.givesAnswerAway = ["k1", "k2"]
        }, triggers: true),
      RuleExample(
        title: "features that only correlate", record: ExampleRecord.onTable { _ in },
        triggers: false),
    ]
  }
}
