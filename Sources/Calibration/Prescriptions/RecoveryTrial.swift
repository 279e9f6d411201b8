import Datasets
import Experiments
import Networks
import Records

/// A sick configuration of the plan, and what healed it.
struct RecoveryTrial: Sendable {
  /// What was sick.
  let trial: Trial
  /// The verdict before, such as `vanishing-gradient`.
  let verdict: String
  /// The change that was recommended, single or two together, healed with every seed and with one it was
  /// not chosen on; nil where there is none.
  let change: Change?
  /// The best change that was tried, and how many of its seeds were well.
  let best: (title: String, well: Int)?

  /// Tries changes on a trial; nil where it is not sick: `train` would call it healthy.
  static func attempt(_ trial: Trial, seeds: Int = 3) async throws -> RecoveryTrial? {
    var trial = trial
    trial.configuration.steps = Self.steps
    let dataset = trial
    let source: Prescription.DataSource = { try dataset.prepared(for: $0) }
    let parameters = try trial.plantedParameters()
    let prescription = try Prescription(
      trial.configuration, name: trial.name, seeds: seeds, stopsAtFirst: true,
      parameters: parameters, data: source)
    let first = try Experiment(
      name: trial.name, configuration: trial.configuration, data: trial.data(),
      parameters: parameters
    ).judged()
    guard !RecoveryCriterion.isWell(first) else { return nil }
    let outcome = try await prescription.run()
    let recommended = outcome.recommended.flatMap { $0.isConfirmed == true ? $0.change : nil }
    let best = outcome.trials.max { $0.wellCount < $1.wellCount }
    return RecoveryTrial(
      trial: trial, verdict: first.judgement.verdict, change: recommended,
      best: best.map { ($0.change.title, $0.wellCount) })
  }

  /// Updates of every run: as many as the program makes where nobody says how many.
  static let steps = TrainingPlan().steps

  /// The sick ones among the trials of a plan, until there are so many.
  ///
  /// What somebody spoils while it trains is in no configuration, and labels that have nothing to do with
  /// the inputs no configuration learns: both are left out.
  static func sick(
    of trials: [Trial], count: Int, onEach: (_ done: Int) -> Void
  ) async throws -> [RecoveryTrial] {
    let unattended = trials.filter { trial in
      trial.fault?.intervenes != true && trial.fault != .randomLabels
    }
    var found: [RecoveryTrial] = []
    var next = 0
    while found.count < count, next < unattended.count {
      let some = Array(unattended[next..<min(next + 16, unattended.count)])
      next += some.count
      for trial in try await WorkerPool.map(some, { try await attempt($0) }).compactMap({ $0 })
      where found.count < count {
        found.append(trial)
        onEach(found.count)
      }
    }
    return found
  }
}

extension Trial {
  /// The first parameters, where what was planted is in them: of every seed.
  func plantedParameters() throws -> [NamedTensor]? {
    guard let fault, fault.spoilsParameters else { return nil }
    return fault.spoiled(
      try Experiment(name: name, configuration: configuration, data: data()).initialParameters)
  }

  /// The data of this trial with the seed of a configuration.
  func prepared(for configuration: TrainingPlan) throws -> PreparedData {
    let loaded = try DatasetName(parsing: dataset).load(seed: configuration.seed)
    return try PreparedData(fault?.spoiled(loaded) ?? loaded, for: configuration)
  }
}
