import Records
import Texts

/// GS504: a value so far out that all others of its column become one.
public struct Outliers: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS504", name: "outliers",
      detects:
        "A value lies so far out that, scaled, the others of its column can no longer be told apart.",
      why: """
        Mean and deviation are those of the outlier: the middle half of the column comes to lie within a \
        twentieth of a deviation, and the network sees a constant. What the column says is lost, though \
        nothing else of the run looks ill.
        """,
      requires: "the columns of a table that this program read",
      thresholds: [.outlyingDeviations],
      remedies: [
        .look("correct these values, leave their rows out, or take the column's logarithm")
      ],
      references: ["P. Huber and E. Ronchetti, Robust Statistics, 2009, section 1.1"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let data = run.data else { return .notApplicable(RunEvidence.lackOfData) }
    let outliers = (data.outliers ?? []).filter {
      $0.deviations > thresholds[.outlyingDeviations]
    }
    guard let worst = outliers.max(by: { $0.deviations < $1.deviations }) else {
      return .findings([])
    }
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep,
        evidence: [
          "columns": Double(outliers.count), "deviations": worst.deviations,
          "row": Double(worst.row), "value": worst.value,
        ],
        threshold: ["deviations": thresholds[.outlyingDeviations]],
        message: outliers.prefix(3).map { words($0) }.joined(separator: " ")
          + (outliers.count > 3 ? " So have \(outliers.count - 3) other columns." : "")
          + (outliers.count == 1
            ? " Next to it all other values of the column are one, and what it says is lost."
            : " Next to them all other values of their columns are one, and what they say is lost."),
        remedies: [
          .look(
            outliers.count == 1
              ? "correct the value in row \(worst.row), leave that row out, or take the logarithm of "
                + worst.column.inQuotes
              : "correct these values, leave their rows out, or take the logarithm of these columns"
          ),
          Remedy(.leaveOut(outliers.map(\.column))),
        ], cause: "outlier in a feature")
    ])
  }

  private func words(_ outlier: DatasetSummary.Outlier) -> String {
    "Row \(outlier.row) has \(NumberText.short(outlier.value)) in \(outlier.column.inQuotes), "
      + "\(NumberText.short(outlier.deviations)) deviations from the mean."
  }

  public var examples: [RuleExample] {
    func record(_ deviations: Double) -> RunRecord {
      ExampleRecord.onTable {
        $0.outliers = [.init(column: "income", value: 9.9e9, deviations: deviations, row: 51)]
      }
    }
    return [
      RuleExample(
        title: "an income of 9.9·10⁹, 20 deviations out", record: record(20), triggers: true),
      RuleExample(title: "one of 5 deviations", record: record(5), triggers: false),
      RuleExample(
        title: "no outlier", record: ExampleRecord.onTable { _ in }, triggers: false),
    ]
  }
}

extension Threshold {
  /// A value more deviations than this from the mean of its column.
  static let outlyingDeviations = Threshold(
    "outlyingDeviations", 10,
    "a value so many deviations from its column's mean, next to which the others are one",
    because: "a single value can only lie √(n − 1) deviations out: 10 takes a hundred equal others")
}
