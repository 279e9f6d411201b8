import Foundation

/// The table of healthy networks, and what it comes to.
struct HealthyTable {
  let runs: HealthyRuns

  var markdown: String {
    var lines = [
      "| network | layers | runs | with an error | codes | with a warning | lowest training "
        + "accuracy |",
      "|---|---|---|---|---|---|---|",
    ]
    for row in runs.rows {
      let codes = row.codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append(
        "| \(row.kind.name) | \(row.kind.depth) | \(row.runs) | \(row.sick) | "
          + "\(codes.isEmpty ? "–" : codes.joined(separator: ", ")) | \(row.warned) | "
          + String(format: "%.2f |", row.lowestAccuracy))
    }
    let interval = WilsonInterval(runs.total.sick, of: runs.total.runs)
    lines += [
      "",
      "In all \(runs.total.sick) of \(runs.total.runs) runs have an error: "
        + String(
          format: "%.2f %% (95 %% interval %.2f to %.2f %%).", 100 * (interval.share ?? 0),
          100 * interval.lower, 100 * interval.upper),
    ]
    let sick = runs.rows.compactMap(\.firstSick)
    if !sick.isEmpty {
      lines += ["", "The first of each kind:", "", "```"] + sick + ["```"]
    }
    return lines.joined(separator: "\n")
  }
}
