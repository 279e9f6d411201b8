import Records

/// GS503: features that never change.
public struct ConstantFeatures: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS503", name: "constant-features",
      detects: "Features of a table have the same value in every row.",
      why: """
        Such a feature says nothing about the target: scaled it is 0 everywhere, and its weights are \
        never moved. Where it should vary, something went wrong before the table was written.
        """,
      requires: "the columns of a table that this program read",
      remedies: [.look("leave these columns out")],
      references: ["A. Zheng and A. Casari, Feature Engineering for Machine Learning, 2018"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let data = run.data else { return .notApplicable(RunEvidence.lackOfData) }
    guard let names = data.constantFeatures, !names.isEmpty else { return .findings([]) }
    let one = names.count == 1
    return .findings([
      Finding(
        of: description, severity: .note, steps: 0...run.lastStep,
        evidence: ["constantFeatures": Double(names.count)], threshold: ["constantFeatures": 0],
        message: "The \(one ? "feature" : "features") \(names.quotedNames) \(one ? "has" : "have") "
          + "a single value in all \(data.examples) rows: nothing can be learned from "
          + "\(one ? "it" : "them").",
        remedies: [Remedy(.leaveOut(names))])
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "a year that is 2024 in every row",
        record: ExampleRecord.onTable { $0.constantFeatures = ["year"] }, triggers: true),
      RuleExample(
        title: "columns that vary", record: ExampleRecord.onTable { _ in }, triggers: false),
    ]
  }
}
