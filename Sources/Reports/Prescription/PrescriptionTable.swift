import Diagnosis

/// A prescription for a terminal: before and after, change by change, and what follows from it.
public struct PrescriptionTable: Sendable {
  private let report: PrescriptionReport

  /// The table of this report.
  public init(_ report: PrescriptionReport) { self.report = report }

  /// The lines.
  public var lines: [String] {
    table + [""] + PrescriptionSentences(report).all.map { [$0] }.joined(separator: [""])
  }

  private var table: [String] {
    let seeds = report.seeds.count
    // Values have no accuracy.
    let isRegression = report.before.first?.isRegression == true
    func row(_ title: String, _ reasons: [String], _ well: String, _ runs: [JudgedRun])
      -> [String]
    {
      [
        title, reasons.isEmpty ? "–" : reasons.joined(separator: " "), well,
        runs.factorSpread?.text { Words.factor($0) } ?? "–",
        runs.lossSpread?.text { Words.short($0) } ?? "–",
      ] + (isRegression ? [] : [runs.accuracySpread?.text { Words.share($0) } ?? "–"])
        + [runs.verdicts(report.requirement)]
    }
    let rows =
      [row("before", [], "\(report.wellBefore) of \(seeds)", report.before)]
      + report.ordered.map { trial in
        row(
          trial.title, trial.reasons,
          "\(trial.wellCount) of \(seeds)\(trial.lasts ? " ✓" : "")", trial.runs)
      }
    return PlainTable(
      headings: ["change", "called for by", "well", "δ per layer", "training loss"]
        + (isRegression ? [] : ["accuracy"]) + ["verdict"], rows: rows
    ).lines
      + ["Each number: the median of the seeds tried, and their range."]
  }
}
