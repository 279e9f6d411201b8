import Datasets
import Diagnosis
import Foundation
import Networks
import Records

/// Tries changes on a sick configuration: every one with the same seeds, and with one seed the same data
/// and batches, as the configuration itself.
///
/// First the single changes that the findings call for; where none of those heals, every other one; where
/// nothing does, fewer layers; and where no single change heals, two together. The smallest change that
/// heals is then tried with a seed that it was not chosen on, and where it fails with it, the next.
public struct Prescription: Sendable {
  /// What happens on the way.
  public enum Event: Sendable {
    /// So many runs were added to those that are to come.
    case planned(runs: Int)
    /// A run has recorded something new; called on the thread that trains it.
    case recorded(run: Int, record: RunRecord)
    /// A run came to its end.
    case ended(run: Int, result: JudgedRecord, isWell: Bool)
  }

  /// Gives the data of a configuration: its seed decides the split, and what a synthetic set is.
  public typealias DataSource = @Sendable (TrainingPlan) throws -> PreparedData

  /// What is sick.
  public let configuration: TrainingPlan
  /// Seeds that a change has to serve.
  public let seeds: [UInt64]
  /// The seed that it was not chosen on.
  public let unseenSeed: UInt64
  private let name: String
  private let stopsAtFirst: Bool
  private let parameters: [NamedTensor]?
  private let data: DataCache

  /// Prepares the trials of a configuration.
  ///
  /// - Parameters:
  ///   - name: the name of its runs.
  ///   - seeds: how many seeds, from that of the configuration on.
  ///   - stopsAtFirst: whether changes larger than the first that heals are left untried.
  ///   - parameters: the first values of all tensors, with every seed, while the configuration names a
  ///     file of them.
  /// - Throws: `ConfigurationError` for a number of seeds below 1, and what `data` throws.
  public init(
    _ configuration: TrainingPlan, name: String, seeds: Int = 3, stopsAtFirst: Bool = false,
    parameters: [NamedTensor]? = nil, data: @escaping DataSource
  ) throws {
    guard (1...100).contains(seeds) else {
      throw ConfigurationError.outOfRange(
        "seeds", expected: "a whole number from 1 to 100", got: "\(seeds)")
    }
    self.data = DataCache(data)
    self.seeds = (0..<UInt64(seeds)).map { configuration.seed &+ $0 }
    unseenSeed = configuration.seed &+ UInt64(seeds)
    self.name = name
    self.stopsAtFirst = stopsAtFirst
    self.parameters = parameters
    var configuration = configuration
    let prepared = try self.data.prepared(for: configuration)
    configuration.task = prepared.task.rawValue
    configuration.dataset = prepared.summary
    self.configuration = configuration
    // What does not fit together is said before anything is trained.
    for seed in self.seeds + [unseenSeed] {
      _ = try experiment(configuration, named: name, seed: seed)
    }
  }

  /// Trains the configuration, then the changes.
  ///
  /// - Parameter stop: watched at every step; what was done until then is kept.
  /// - Throws: What the source of the data throws.
  public func run(
    stop: StopSignal = StopSignal(), onEvent: @escaping @Sendable (Event) -> Void = { _ in }
  ) async throws -> PrescriptionOutcome {
    var outcome = PrescriptionOutcome(seeds: seeds.count)
    var runner = Runner(stop: stop, onEvent: onEvent)
    let first = try seeds.map { try experiment(configuration, named: name, seed: $0) }
    outcome.before = await runner.run(first, explaining: true).compactMap { $0 }
    let symptoms = Symptoms(outcome.before)
    outcome.codes = symptoms.codes
    let changes = ChangeCatalog.changes(of: configuration, symptoms)
    // Fewer layers heal much, but are not what was asked for: they come last of all.
    let layers = changes.filter { $0.kind == .depth }
    let others = changes.filter { $0.kind != .depth }
    let called = others.filter { !$0.reasons.isEmpty }
    for (index, group) in [called, others.filter(\.reasons.isEmpty), layers].enumerated()
    where !outcome.wasWell && outcome.recommended == nil && !stop.isRaised {
      if index == 1 { outcome.triedAll = true }
      try await attempt(group, &outcome, &runner)
    }
    if !outcome.wasWell, outcome.recommended == nil, !stop.isRaised {
      let pairs = ChangePairs.changes(
        of: configuration, before: outcome.before, after: outcome.trials)
      outcome.triedPairs = !pairs.isEmpty
      try await attempt(pairs, &outcome, &runner)
    }
    try await confirmTheBest(&outcome, &runner)
    outcome.trials.sort { $0.change.isSmaller(than: $1.change) }
    outcome.isInterrupted = stop.isRaised
    return outcome
  }

  /// Trains the configuration with each of these changes and every seed, and confirms what heals.
  private func attempt(
    _ changes: [Change], _ outcome: inout PrescriptionOutcome, _ runner: inout Runner
  ) async throws {
    // In one group, so that no core waits for the last run of a change.
    for wanted in stopsAtFirst ? changes.map({ [$0] }) : [changes] where !runner.stop.isRaised {
      var (group, experiments): ([Change], [Experiment]) = ([], [])
      for change in wanted {
        // What the data or the memory do not allow is no remedy, and no reason to stop.
        guard
          let made = try? seeds.map({ seed in
            try experiment(
              change.configuration, named: "\(name) \(change.title)", seed: seed)
          })
        else { continue }
        group.append(change)
        experiments += made
      }
      let records = await runner.run(experiments)
      for (index, change) in group.enumerated() {
        var trial = PrescriptionTrial(change, seeds: seeds.count)
        trial.runs = records[index * seeds.count..<(index + 1) * seeds.count].compactMap { $0 }
        if !trial.runs.isEmpty { outcome.trials.append(trial) }
      }
      try await confirm(&outcome, &runner)
      if stopsAtFirst, outcome.recommended != nil { return }
    }
  }

  /// Tries the smallest change that heals with the unseen seed; the next where it fails.
  private func confirm(
    _ outcome: inout PrescriptionOutcome, _ runner: inout Runner
  ) async throws {
    for index in outcome.trials.indices
    where outcome.trials[index].isHealed && outcome.trials[index].confirmation == nil {
      guard !runner.stop.isRaised else { return }
      guard try await confirm(index, &outcome, &runner) else { return }
      if outcome.trials[index].isConfirmed == true { return }
    }
  }

  /// Tries one change with the unseen seed; false where somebody stopped.
  private func confirm(
    _ index: Int, _ outcome: inout PrescriptionOutcome, _ runner: inout Runner
  ) async throws -> Bool {
    let change = outcome.trials[index].change
    let run = await runner.run([
      try experiment(
        change.confirming(from: configuration), named: "\(name) \(change.title)", seed: unseenSeed)
    ])[0]
    guard let run, run.record.status != .interrupted else { return false }
    outcome.trials[index].confirmation = run
    return true
  }

  /// Tries the change that ends with far less loss than the recommended one with the unseen seed too.
  private func confirmTheBest(
    _ outcome: inout PrescriptionOutcome, _ runner: inout Runner
  ) async throws {
    guard !stopsAtFirst, !runner.stop.isRaised, let recommended = outcome.recommended,
      let best = outcome.furthest(of: recommended.change), best.isConfirmed == nil,
      let index = outcome.trials.firstIndex(where: { $0.change == best.change })
    else { return }
    _ = try await confirm(index, &outcome, &runner)
  }

  private func experiment(
    _ configuration: TrainingPlan, named name: String, seed: UInt64
  ) throws -> Experiment {
    var seeded = configuration
    seeded.seed = seed
    return try Experiment(
      name: name, configuration: seeded, data: data.prepared(for: seeded),
      parameters: seeded.initialParameters == nil ? nil : parameters,
      concurrentRuns: max(ProcessInfo.processInfo.activeProcessorCount, 1))
  }
}

/// Trains groups of runs one after the other and numbers the runs of all of them.
private struct Runner {
  let stop: StopSignal
  let onEvent: @Sendable (Prescription.Event) -> Void
  private var count = 0

  init(stop: StopSignal, onEvent: @escaping @Sendable (Prescription.Event) -> Void) {
    self.stop = stop
    self.onEvent = onEvent
  }

  mutating func run(
    _ experiments: [Experiment], explaining: Bool = false
  ) async -> [JudgedRecord?] {
    let first = count
    count += experiments.count
    onEvent(.planned(runs: experiments.count))
    let onEvent = self.onEvent
    return await Study(experiments, explaining: explaining).run(stop: stop) { event in
      switch event {
      case .step: break
      case .recorded(let cell, let record): onEvent(.recorded(run: first + cell, record: record))
      case .ended(let cell, let run):
        onEvent(.ended(run: first + cell, result: run, isWell: RecoveryCriterion.isWell(run)))
      }
    }
  }
}
