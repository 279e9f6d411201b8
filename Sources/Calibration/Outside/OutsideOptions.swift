import ArgumentParser
import Foundation

/// The options of runs in the forms of published programs.
struct OutsideOptions: ParsableArguments {
  @Option(help: "Also runs in the forms of published programs, scored apart.")
  var outside = 0
  @Option(help: "Shows one of these runs, by its place, and nothing else.")
  var outsideOnly: Int?
  @Option(help: "Writes the table of that run to this file, as its command reads it.")
  var outsideTable: String?

  /// Shows the one run that was asked for; false where none was.
  func showOne(_ seeds: TrialPlan.Seeds, seed: UInt64) throws -> Bool {
    guard let place = outsideOnly else { return false }
    guard place >= 0 else { throw ValidationError("--outside-only: expected 0 or more") }
    let trial = OutsidePlan(seeds, count: place + 1, seed: seed).trials[place]
    if let outsideTable {
      try trial.table().csv.write(toFile: outsideTable, atomically: true, encoding: .utf8)
    }
    print(try OutsideInspection(trial: trial).lines().joined(separator: "\n"))
    return true
  }

  /// Trains as many as were asked for and prints their tables; nil where none were.
  func runs(
    _ seeds: TrialPlan.Seeds, seed: UInt64, list: Int, onEach: (_ done: Int) -> Void
  ) async throws -> OutsideRuns? {
    guard outside > 0 else { return nil }
    let runs = try await OutsideRuns(
      OutsidePlan(seeds, count: outside, seed: seed), onEach: onEach)
    let table = ScoreTable(scores: runs.scores)
    print("\nnetworks of other people's form")
    print(table.disagreements(limit: list).joined(separator: "\n"))
    print(table.lines.joined(separator: "\n"))
    print("\n" + runs.healthy + "\n\n" + runs.faults)
    return runs
  }
}
