import ArgumentParser
import Experiments
import Foundation

/// Scores every rule against labels that come from outside the rule: mean-field theory, a twin run
/// in float64, and planted faults.
@main struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Calibration",
    abstract: "Counts how often every rule is right, over networks drawn at random.")

  @Option(help: "Runs; each with a twin in float64. 0: none.")
  var runs = 2000
  @Option(help: "tuning (to look at while changing rules) or held-out.")
  var seeds = TrialPlan.Seeds.heldOut
  @Option(help: "The seed of the plan.")
  var seed: UInt64 = 1
  @Option(help: "Disagreements of each kind that are listed.")
  var list = 3
  @Option(help: "Shows one run of the plan, by its place, and nothing else.")
  var only: Int?
  @Flag(help: "Also healthy networks: how many of them are called sick.")
  var healthy = false
  @Option(help: "Seeds of each kind of healthy network.")
  var healthySeeds = 200
  @Option(help: "Updates of a healthy network.")
  var healthySteps = TrainingPlan().steps
  @Flag(help: "Also the time that judging takes.")
  var speed = false
  @Option(help: "Writes the page, in Markdown, to this file.")
  var page: String?
  @Option(help: "Writes what was found in every run, a line each, to this file.")
  var verdicts: String?
  @Option(help: "Draws the picture to this file: .png, .svg or .pdf.")
  var picture: String?

  @Option(
    help:
      "Tries changes on so many sick configurations with one planted fault, and nothing else."
  )
  var prescribe: Int?
  @Option(
    help: "With --prescribe: also on so many that are drawn at random, where faults can coincide.")
  var drawn = 0
  @Option(
    help:
      "Compares the verdicts of train and prescribe on the first so many runs of the plan, and nothing else."
  )
  var names: Int?
  @Option(
    help:
      "Also applies the first remedy that is printed to the first so many sick runs of the plan.")
  var remedies = 0
  @OptionGroup var other: OutsideOptions

  func run() async throws {
    let plan = TrialPlan(seeds, count: max(runs, (only ?? -1) + 1), seed: seed)
    if try other.showOne(seeds, seed: seed) { return }
    if let only {
      return print(try Inspection(trial: plan.trials[only]).lines().joined(separator: "\n"))
    }
    if let names {
      let plan = TrialPlan(seeds, count: names, seed: seed)
      let checks = try await NameCheck.all(plan.trials) { Self.show($0, of: names) }
      return print(NameCheck.lines(checks).joined(separator: "\n"))
    }
    if let prescribe {
      var trials: [RecoveryTrial] = []
      for (count, plantedShare) in [(prescribe, 1.0), (drawn, 0.0)] {
        let plan = TrialPlan(seeds, count: 20 * count, seed: seed, plantedShare: plantedShare)
        trials += try await RecoveryTrial.sick(of: plan.trials, count: count) {
          Self.show($0, of: count, "sick configurations")
        }
      }
      let command =
        "Calibration --seeds \(seeds.rawValue) --seed \(seed) --prescribe \(prescribe)"
        + (drawn > 0 ? " --drawn \(drawn)" : "")
      return print(
        RecoveryPage(trials: trials, seeds: seeds, command: command).lines.joined(
          separator: "\n"))
    }
    let results = try await WorkerPool.map(
      plan.trials, onEach: { Self.show($0, of: runs) }, { try $0.run() })
    let scores = RuleScore.all(results)
    let table = ScoreTable(scores: scores)
    if runs > 0 {
      print(table.disagreements(limit: list).joined(separator: "\n"))
      print(table.lines.joined(separator: "\n"))
    }
    let outside = try await other.runs(seeds, seed: seed, list: list) {
      Self.show($0, of: other.outside, "networks of other people's form")
    }
    if let verdicts {
      let text = VerdictList(results: results).lines.joined(separator: "\n") + "\n"
      try text.write(toFile: verdicts, atomically: true, encoding: .utf8)
    }
    var healthyRuns: HealthyRuns?
    if healthy {
      let runs = try await HealthyRuns(steps: healthySteps, seeds: healthySeeds) {
        Self.show($0, of: $1, "healthy networks")
      }
      healthyRuns = runs
      print("\n" + HealthyTable(runs: runs).markdown)
    }
    var advice: RemedyTable?
    if remedies > 0 {
      let table = RemedyTable(
        trials: try await RemedyTrial.sick(
          of: TrialPlan(seeds, count: max(runs, 4 * remedies), seed: seed).trials, count: remedies
        ) {
          Self.show($0, of: remedies, "remedies")
        })
      advice = table
      print("\n" + table.markdown)
    }
    if speed { print("\n" + (try JudgingSpeed().words)) }
    let command = self.command
    if let page {
      let text = CalibrationPage(
        results: results, scores: scores, healthy: healthyRuns, outside: outside, advice: advice,
        command: command, seeds: seeds, listed: list
      ).markdown
      try text.write(toFile: page, atomically: true, encoding: .utf8)
    }
    if let picture {
      try CalibrationPicture(
        scores: scores, outside: outside?.scores ?? [], runs: results.count, seeds: seeds,
        command: command
      ).write(to: picture)
    }
  }

  /// What makes the page and the picture again.
  private var command: String {
    "Calibration --runs \(runs) --seeds \(seeds.rawValue) --seed \(seed)"
      + (healthy
        ? " --healthy --healthy-seeds \(healthySeeds) --healthy-steps \(healthySteps)" : "")
      + (other.outside > 0 ? " --outside \(other.outside)" : "")
      + (remedies > 0 ? " --remedies \(remedies)" : "")
  }

  /// Progress on standard error, now and then.
  private static func show(_ done: Int, of total: Int, _ what: String = "runs") {
    guard done % max(total / 50, 1) == 0 || done == total else { return }
    FileHandle.standardError.write(Data("\r\(done) of \(total) \(what)".utf8))
    if done == total { FileHandle.standardError.write(Data("\n".utf8)) }
  }
}

extension TrialPlan.Seeds: ExpressibleByArgument {}
