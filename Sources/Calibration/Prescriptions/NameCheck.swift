import Experiments
import Networks
import Synchronization

/// Whether two commands call a run by one name: `train`, and `prescribe` for the run before any change.
struct NameCheck: Sendable {
  let trial: Trial
  /// The verdict of `train`.
  let trained: String
  /// The verdict of `prescribe`.
  let prescribed: String

  var isSame: Bool { trained == prescribed }

  /// Trains a trial by the path of either command.
  static func attempt(_ trial: Trial) async throws -> NameCheck {
    let parameters = try trial.plantedParameters()
    let trained = try Experiment(
      name: trial.name, configuration: trial.configuration, data: trial.data(),
      parameters: parameters
    ).judged()
    let prescription = try Prescription(
      trial.configuration, name: trial.name, seeds: 1, stopsAtFirst: true,
      parameters: parameters, data: { try trial.prepared(for: $0) })
    // No change has to be tried.
    let stop = StopSignal()
    let verdict = Mutex("")
    _ = try await prescription.run(stop: stop) { event in
      guard case .ended(_, let result, _) = event, !stop.isRaised else { return }
      verdict.withLock { $0 = result.judgement.verdict }
      stop.raise()
    }
    return NameCheck(
      trial: trial, trained: trained.judgement.verdict, prescribed: verdict.withLock { $0 })
  }

  /// The trials of a plan, without those into which somebody reaches while they train.
  static func all(
    _ trials: [Trial], onEach: @escaping @Sendable (_ done: Int) -> Void
  ) async throws -> [NameCheck] {
    var checks: [NameCheck] = []
    for trial in trials where trial.fault?.intervenes != true {
      checks.append(try await attempt(trial))
      onEach(checks.count)
    }
    return checks
  }

  /// How many were called by two names, and which.
  static func lines(_ checks: [NameCheck]) -> [String] {
    let others = checks.filter { !$0.isSame }
    let sick = checks.count { $0.trained != "healthy" }
    return [
      "\(checks.count) configurations, \(sick) of them sick: \(others.count) called by two names."
    ] + others.map { "- train \($0.trained), prescribe \($0.prescribed): `\($0.trial.command)`" }
  }
}
