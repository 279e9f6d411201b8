import Diagnosis
import Experiments
import Networks
import Records

/// A sick run of the plan, and what the first remedy that is printed did, applied as a value.
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
  let result: Result

  /// The loss of a run that counts as worse: a tenth above what it was.
  private static let worse = 1.1

  /// Applies it; nil where the run is not sick.
  static func attempt(_ trial: Trial) throws -> RemedyTrial? {
    var trial = trial
    trial.configuration.steps = RecoveryTrial.steps
    let data = try trial.data()
    let parameters = try trial.plantedParameters()
    let experiment = try Experiment(
      name: "sick", configuration: trial.configuration, data: data, parameters: parameters)
    let sick = experiment.judged()
    guard !RecoveryCriterion.isWell(sick), let gravest = sick.judgement.gravestError else {
      return nil
    }
    let plan = experiment.configuration
    let changed = sick.judgement.findings.flatMap(\.remedies).lazy.compactMap {
      plan.applying($0.action)
    }.first { (try? Experiment(name: "check", configuration: $0, data: data)) != nil }
    guard let changed else {
      return RemedyTrial(trial: trial, code: gravest.code, change: "–", result: .nothing)
    }
    let rescaled = changed.standardize == plan.standardize ? data : try trial.prepared(for: changed)
    let healed = try Experiment(
      name: "healed", configuration: changed, data: rescaled,
      parameters: changed.initialParameters == nil ? nil : parameters
    ).judged(explaining: false)
    return RemedyTrial(
      trial: trial, code: gravest.code,
      change: changed.commandOptions.filter { option in
        !plan.commandOptions.contains { $0.words == option.words }
      }.flatMap(\.words).joined(separator: " "),
      result: result(of: healed, after: sick))
  }

  private static func result(of run: JudgedRecord, after sick: JudgedRecord) -> Result {
    if RecoveryCriterion.isWell(run) { return .healed }
    let (before, after) = (left(sick), left(run))
    // What was lost before cannot become worse.
    let isLost = run.record.status == .diverged && sick.record.status != .diverged
    return isLost || after > worse * before ? .worse : .better
  }

  /// The loss held out, as a share of guessing: another loss, or scale, has another.
  private static func left(_ run: JudgedRecord) -> Double {
    let loss = run.record.evaluation.validationLoss ?? run.record.evaluation.finalLoss
    let share = loss / (run.record.chance?.loss ?? .nan)
    return run.record.status == .diverged || share.isNaN ? .infinity : share
  }

  /// The first so many sick ones of the plan's trials; what somebody spoils while it trains no option heals.
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
