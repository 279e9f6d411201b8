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
        [.blank, .line(lead)] + trial.typed(program).map { .command("  " + $0) }
      }
  }

  /// The configuration as it was given, or a change and what came of it.
  private struct Row {
    var title: String
    var reasons: [String] = []
    var well: String
    var runs: [JudgedRun]
  }

  private var rows: [Row] {
    let seeds = report.seeds.count
    return [Row(title: "before", well: "\(report.wellBefore) of \(seeds)", runs: report.before)]
      + report.ordered.map { trial in
        Row(
          title: trial.title, reasons: trial.reasons,
          well: "\(trial.wellCount) of \(seeds)\(trial.lasts ? " ✓" : "")", runs: trial.runs)
      }
  }

  /// A change of the loss, or of the scale of what is predicted, changes what a loss means.
  private var isRelative: Bool {
    report.trials.contains { trial in
      trial.edits.contains {
        ["--loss", "--reduction"].contains($0.option)
          || isRegression && $0.option.hasSuffix("standardize")
      }
    }
  }

  /// Values have no accuracy.
  private var isRegression: Bool { report.before.first?.isRegression == true }

  private var table: PlainTable {
    let rows = self.rows
    let factor = "δ per \(RunGroup(report.before).noun)"
    let columns: [(column: PlainTable.Column, cell: (Row) -> PlainTable.Cell)?] = [
      (.init("change", overflow: .wraps(to: 16)), { .init($0.title) }),
      rows.allSatisfy(\.reasons.isEmpty)
        ? nil
        : (
          .init("called for by", overflow: .wraps(to: 13), priority: 1),
          { .init($0.reasons.isEmpty ? "–" : $0.reasons.joined(separator: " ")) }
        ),
      (.init("well"), { .init($0.well) }),
      (
        .init(factor, overflow: .wraps(to: 11), priority: 2),
        { row in
          .init(row.runs.factorSpread?.text { row.runs[0].factorText($0) } ?? "–")
        }
      ),
      (
        .init(
          isRelative ? "loss, of guessing" : "training loss", overflow: .wraps(to: 13),
          priority: isRegression ? 4 : 3), { .init(loss(of: $0.runs)) }
      ),
      isRegression
        ? nil
        : (
          .init("accuracy", overflow: .wraps(to: 11), priority: 4),
          { .init($0.runs.accuracySpread?.text { Words.share($0) } ?? "–") }
        ),
      (.init("verdict", overflow: .wraps(to: 14)), { verdict(of: $0.runs) }),
    ]
    let shown = columns.compactMap { $0 }
    return PlainTable(
      columns: shown.map(\.column), rows: rows.map { row in shown.map { $0.cell(row) } },
      notes: report.seeds.count > 1
        ? [.init("Each number: the median of the seeds tried, and their range.")] : [])
  }

  private func loss(of runs: [JudgedRun]) -> String {
    let text =
      isRelative
      ? runs.relativeLossSpread?.text { Words.percent($0) }
      : runs.lossSpread?.text { Words.short($0) }
    return text ?? "–"
  }

  private func verdict(of runs: [JudgedRun]) -> PlainTable.Cell {
    let isWell = runs.allSatisfy(\.judgement.isHealthy)
    return .init(runs.verdicts, role: runs.isEmpty ? nil : isWell ? .healthy : .error)
  }
}
