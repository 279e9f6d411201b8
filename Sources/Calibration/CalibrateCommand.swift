import ArgumentParser
import Foundation

/// Scores every rule against labels that come from outside the rule: mean-field theory, a twin run
/// in float64, and planted faults.
@main struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Calibration",
    abstract: "Counts how often every rule is right, over networks drawn at random.")

  @Option(help: "Runs; each with a twin in float64.")
  var runs = 2200
  @Option(help: "tuning (to look at while changing rules) or held-out.")
  var seeds = TrialPlan.Seeds.heldOut
  @Option(help: "The seed of the plan.")
  var seed: UInt64 = 1
  @Option(help: "Disagreements of each kind that are listed.")
  var list = 3
  @Option(help: "Shows one run of the plan, by its place, and nothing else.")
  var only: Int?

  @Option(
    help: "Tries single changes on so many sick configurations of the plan, and nothing else.")
  var prescribe: Int?

  func run() async throws {
    let plan = TrialPlan(seeds, count: max(runs, (only ?? 0) + 1), seed: seed)
    if let only {
      return print(try Inspection(trial: plan.trials[only]).lines().joined(separator: "\n"))
    }
    if let prescribe {
      let trials = try await HealingTrial.sick(
        of: TrialPlan(seeds, count: 20 * prescribe, seed: seed).trials, count: prescribe
      ) { Self.show($0, of: prescribe) }
      let command = "Calibration --prescribe \(prescribe)"
      return print(HealingPage(trials: trials, command: command).lines.joined(separator: "\n"))
    }
    let results = try await inParallel(
      plan.trials, onEach: { Self.show($0, of: runs) }, { try $0.run() })
    let table = ScoreTable(scores: RuleScore.all(results))
    print(table.disagreements(limit: list).joined(separator: "\n"))
    print(table.lines.joined(separator: "\n"))
  }

  /// Progress on standard error, now and then.
  private static func show(_ done: Int, of total: Int) {
    guard done % max(total / 50, 1) == 0 || done == total else { return }
    FileHandle.standardError.write(Data("\r\(done) of \(total) runs".utf8))
    if done == total { FileHandle.standardError.write(Data("\n".utf8)) }
  }
}

extension TrialPlan.Seeds: ExpressibleByArgument {}
