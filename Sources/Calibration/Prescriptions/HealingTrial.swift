import Datasets
import Diagnosis
import Experiments
import TrainingRecords

/// A sick configuration of the plan, and whether a single change healed it.
struct HealingTrial: Sendable {
  /// What was sick.
  let trial: Trial
  /// The verdict before, such as `vanishing-gradient`.
  let verdict: String
  /// The change that was recommended, healed with every seed and with one it was not chosen on; nil where
  /// there is none.
  let change: Change?
  /// Seeds of the best change that was tried that were well, where none healed.
  let best: (title: String, well: Int)?

  /// Tries single changes on a trial; nil where it is not sick: no finding on it is an error.
  static func attempt(_ trial: Trial, seeds: Int = 3) async throws -> HealingTrial? {
    var trial = trial
    // Long enough to tell whether it trains, short enough for hundreds of runs.
    trial.configuration.steps = Self.steps
    let dataset = trial
    let source: Prescription.DataSource = { try dataset.prepared(for: $0) }
    let prescription = try Prescription(
      trial.configuration, name: trial.name, seeds: seeds, stopsAtFirst: true, data: source)
    let first = try Experiment(
      name: trial.name, configuration: trial.configuration, data: trial.data())
    let judgement = Judgement(first.run())
    guard !judgement.isHealthy else { return nil }
    let outcome = try await prescription.run()
    let recommended = outcome.recommended.flatMap { $0.isConfirmed == true ? $0.change : nil }
    let best = outcome.trials.max { $0.wellCount < $1.wellCount }
    return HealingTrial(
      trial: trial, verdict: judgement.verdict, change: recommended,
      best: best.map { ($0.change.title, $0.wellCount) })
  }

  /// Updates of every run.
  static let steps = 600

  /// The sick ones among the trials of a plan, until there are so many.
  ///
  /// What is spoiled in the parameters or while training cannot be typed, and is left out.
  static func sick(
    of trials: [Trial], count: Int, onEach: (_ done: Int) -> Void
  ) async throws -> [HealingTrial] {
    var found: [HealingTrial] = []
    for trial in trials where found.count < count {
      if let fault = trial.fault, fault.spoilsParameters || fault.intervenes { continue }
      guard let healed = try await attempt(trial) else { continue }
      found.append(healed)
      onEach(found.count)
    }
    return found
  }
}

extension Trial {
  /// The data of this trial with the seed of a configuration.
  fileprivate func prepared(for configuration: RunConfiguration) throws -> PreparedData {
    let loaded = try DatasetName(parsing: dataset).load(seed: configuration.seed)
    return try PreparedData(fault?.spoiled(loaded) ?? loaded, for: configuration)
  }
}
