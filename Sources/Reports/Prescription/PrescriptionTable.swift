import Diagnosis
import Texts

/// A prescription for a terminal: before and after, change by change, and what follows from it.
public struct PrescriptionTable: TextReport {
  private let report: PrescriptionReport
  private let program: String

  /// The table of this report; `program` is what runs the command that is recommended.
  public init(_ report: PrescriptionReport, program: String = "gradscope") {
    self.report = report
    self.program = program
  }

  /// The table, the sentences, and the command to run.
  public var blocks: [TextBlock] {
    let sentences = PrescriptionSentences(report)
    return [.table(table), .blank] + .paragraphs(sentences.prose)
      + sentences.commands.flatMap { lead, trial -> [TextBlock] in
        [.blank, .line(lead), .command("  " + trial.command(of: program))]
      }
  }

  private var table: PlainTable {
    let seeds = report.seeds.count
    // Values have no accuracy.
    let isRegression = report.before.first?.isRegression == true
    // A change of the loss, or of the scale of what is predicted, changes what a loss means.
    let isRelative =
      report.trials.contains { trial in
        trial.edits.contains {
          ["--loss", "--reduction"].contains($0.option)
            || isRegression && $0.option.hasSuffix("standardize")
        }
      }
    func row(_ title: String, _ reasons: [String], _ well: String, _ runs: [JudgedRun])
      -> [PlainTable.Cell]
    {
      let isWell = !runs.isEmpty && runs.allSatisfy(\.judgement.isHealthy)
      return ([
        title, reasons.isEmpty ? "–" : reasons.joined(separator: " "), well,
        runs.factorSpread?.text { Words.factor($0) } ?? "–",
        (isRelative
          ? runs.relativeLossSpread?.text { Words.percent($0) }
          : runs.lossSpread?.text { Words.short($0) }) ?? "–",
      ] + (isRegression ? [] : [runs.accuracySpread?.text { Words.share($0) } ?? "–"])
      ).map { PlainTable.Cell($0) }
        + [.init(runs.verdicts, role: runs.isEmpty ? nil : isWell ? .healthy : .error)]
    }
    let rows =
      [row("before", [], "\(report.wellBefore) of \(seeds)", report.before)]
      + report.ordered.map { trial in
        row(
          trial.title, trial.reasons,
          "\(trial.wellCount) of \(seeds)\(trial.lasts ? " ✓" : "")", trial.runs)
      }
    let columns: [PlainTable.Column] =
      [
        .init("change", overflow: .wraps(to: 16)),
        .init("called for by", overflow: .wraps(to: 13), priority: 1), .init("well"),
        .init("δ per \(RunGroup(report.before).noun)", overflow: .wraps(to: 11), priority: 2),
        .init(
          isRelative
            ? "loss, of guessing"
            : "training "
              + "loss", overflow: .wraps(to: 13), priority: isRegression ? 4 : 3),
      ] + (isRegression ? [] : [.init("accuracy", overflow: .wraps(to: 11), priority: 4)])
      + [.init("verdict", overflow: .wraps(to: 14))]
    return PlainTable(
      columns: columns, rows: rows,
      notes: [.init("Each number: the median of the seeds tried, and their range.")])
  }
}
