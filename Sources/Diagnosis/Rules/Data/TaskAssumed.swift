import Records

/// GS507: what a table was taken for without being told.
public struct TaskAssumed: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS507", name: "task-assumed",
      detects:
        "What the target is, or which column it is, was assumed, and something else is possible.",
      why: """
        Counts that are taken for classes, or classes that are taken for values, make another \
        network, \
        another loss and other findings: all that is said of the run is then said of the wrong task.
        """,
      requires: "the columns of a table that this program read",
      remedies: [.look("name the target and the task")],
      references: [
        "T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning, "
          + "2009, section 2.2"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let data = run.data else { return .notApplicable(RunEvidence.lackOfData) }
    guard let assumptions = data.assumptions, !assumptions.isEmpty else { return .findings([]) }
    // Another task is possible where the sentence about it is among them.
    let isOfTask = data.taskReason.map { reason in assumptions.contains { $0.contains(reason) } }
    let isClasses = run.facts.task == .classification
    let isOfColumn = assumptions.count > (isOfTask == true ? 1 : 0)
    return .findings([
      Finding(
        of: description, severity: .note, steps: 0...run.lastStep,
        evidence: ["assumptions": Double(assumptions.count)], threshold: ["assumptions": 0],
        message: assumptions.joined(separator: " "),
        remedies: (isOfColumn ? [.look("name the target")] : [])
          + (isOfTask == true
            ? [
              Remedy(
                .task(isClasses ? "regression" : "classification"),
                ", where that is what the numbers are")
            ] : []))
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "whole numbers that were taken for values",
        record: ExampleRecord.onTable {
          $0.taskReason = "values, as \"count\" has 55 different whole numbers from 0 to 56"
          $0.assumptions = [
            "The target was taken for values, as \"count\" has 55 different whole numbers from 0 "
              + "to 56; "
              + "where they are classes, the task is classification."
          ]
        }, triggers: true),
      RuleExample(
        title: "texts as classes",
        record: ExampleRecord.onTable {
          $0.taskReason = "classes, as \"species\" holds 3 different texts"
        }, triggers: false),
    ]
  }
}
