import Diagnosis
import Experiments
import Networks
import Records

/// A sick run of the plan, and what the change did that is printed first, applied as a value to the same
/// network of a seed that it was not chosen on.
struct RemedyTrial: Sendable {
  /// What came of it.
  enum Result: String, Sendable, CaseIterable {
    case healed
    case better = "not healed"
    case worse
    case nothing = "none that can be applied"
  }

  let trial: Trial
  /// The code that gives the run its verdict.
  let code: String
  /// In the words of the command line.
  let change: String
  /// Whether it had healed the run itself, when it was printed.
  let wasSeenToHeal: Bool
  /// How many changes were tried before.
  let tried: Int
  let result: Result

  /// Applies it; nil where the run is not sick.
  static func attempt(_ trial: Trial) throws -> RemedyTrial? {
    var trial = trial
    trial.configuration.steps = RecoveryTrial.steps
    let own = trial
    let parameters = try trial.plantedParameters()
    let experiment = try Experiment(
      name: "sick", configuration: trial.configuration, data: trial.data(), parameters: parameters)
    let judged = experiment.judged()
    guard !RecoveryCriterion.isWell(judged), let gravest = judged.judgement.gravestError else {
      return nil
    }
    let check = RemedyCheck(
      of: trial.configuration, on: experiment.data, parameters: parameters,
      source: { try own.prepared(for: $0) })
    let outcome = check.tried(on: judged)
    let (sick, seen) = (outcome.run, outcome.healing?.configuration)
    let plan = trial.configuration
    let printed =
      seen
      ?? sick.judgement.findings.flatMap(\.remedies).lazy.compactMap {
        plan.applying($0.action)
      }.first { (try? own.unseen($0, parameters)) != nil }
    func made(_ change: String, _ result: Result) -> RemedyTrial {
      RemedyTrial(
        trial: own, code: gravest.code, change: change, wasSeenToHeal: seen != nil,
        tried: sick.record.facts.tried.count, result: result)
    }
    guard let printed else { return made("–", .nothing) }
    let options = printed.commandOptions.filter { option in
      !plan.commandOptions.contains { $0.words == option.words }
    }.flatMap(\.words).joined(separator: " ")
    let before = try own.unseen(plan, parameters).judged(explaining: false)
    let after = try own.unseen(printed, parameters).judged(explaining: false)
    return made(options, result(of: after, after: before))
  }

  private static func result(of run: JudgedRecord, after sick: JudgedRecord) -> Result {
    RecoveryCriterion.isWell(run) ? .healed : run.isWorse(than: sick) ? .worse : .better
  }

  /// The first so many sick ones of the plan's trials; what somebody spoils while it trains no
  /// option heals.
  static func sick(
    of trials: [Trial], count: Int, onEach: (_ done: Int) -> Void
  ) async throws -> [RemedyTrial] {
    let unattended = trials.filter { $0.fault?.intervenes != true }
    var found: [RemedyTrial] = []
    var next = 0
    while found.count < count, next < unattended.count {
      let some = Array(unattended[next..<min(next + 16, unattended.count)])
      next += some.count
      for trial in try await WorkerPool.map(some, { try attempt($0) }).compactMap({ $0 })
      where found.count < count {
        found.append(trial)
        onEach(found.count)
      }
    }
    return found
  }
}

extension Trial {
  /// A configuration with the seed that nothing was chosen on.
  fileprivate func unseen(
    _ configuration: TrainingPlan, _ parameters: [NamedTensor]?
  ) throws -> Experiment {
    var plan = configuration
    plan.seed &+= 1_000_003
    return try Experiment(
      name: "unseen", configuration: plan, data: prepared(for: plan),
      parameters: plan.initialParameters == nil ? nil : parameters)
  }
}
