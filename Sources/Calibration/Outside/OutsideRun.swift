import Diagnosis
import Experiments
import Networks
import Records

/// What a run in the form of a published program came to.
struct OutsideResult: Sendable {
  let trial: OutsideTrial
  /// Found and labelled, as of other trials.
  let result: TrialResult
  let standing: OutsideStanding
  /// Whether what was planted kept it from learning.
  let bit: Label

  /// Codes of the errors.
  var errors: [String] { result.found.filter { $0.value == .error }.map(\.key).sorted() }

  /// Drawn without a fault, and as far as another small network.
  var isHealthy: Bool { trial.fault == nil && standing.isWithinReach }
}

/// All that is trained for one of them.
struct OutsideRecords {
  /// The run, judged as the command judges it.
  let judged: JudgedRecord
  /// The same in float64.
  let twin: RunRecord
  let labels: OutsideLabels
  let facts: TrialFacts

  init(_ trial: OutsideTrial) throws {
    let (plan, table) = (trial.plan, trial.table())
    let data = try trial.data(table, for: plan)
    var tensors: [NamedTensor] = []
    judged = try Experiment(name: "outside", configuration: plan, data: data).judged(
      onEnd: { tensors = $0 })
    twin = try Experiment(name: "twin", configuration: trial.trial.twin, data: data).run()
    let progress = OutsideProgress(judged.record, on: data)
    let peer = try OutsidePeer(of: trial, on: table)
    let beside = try trial.withoutFault()
    let held = data.validation.flatMap { $0.exampleCount >= 20 ? $0 : nil } ?? data.training
    // A held-out loss over a handful of a rare class is a matter of luck.
    let rare = held.task == .classification ? held.classCounts.min() ?? 0 : Int.max
    labels = OutsideLabels(
      trial: trial, table: table,
      standing: trial.rareShare != nil && rare < 8
        ? .unknown : OutsideStanding(peer.flatMap { progress.share(of: $0.progress) }),
      beside: OutsideStanding(
        beside.flatMap { progress.share(of: $0) }),
      answers: plan.norm.single == "none"
        ? OutsideAnswers(tensors, activation: plan.activation.values[0], on: held) : nil,
      updates: judged.record.curves.lastStep ?? 0,
      trainingProgress: Outcome(judged.record).progress, isLost: MeasuredFacts(judged.record).isLost
    )
    facts = try TrialFacts(trial.trial, record: judged.record, twin: twin, data: data)
  }
}

extension OutsideTrial {
  /// The same run without what was planted, or on scaled columns where they were left as they are; nil where
  /// that changes nothing that could keep it from learning.
  fileprivate func withoutFault() throws -> OutsideProgress? {
    var plan = healthyPlan
    switch fault {
    case .constantColumn, .answerColumn, .rareClass: return nil
    case nil:
      guard kind == .unscaled else { return nil }
      plan.standardize = true
    default: break
    }
    let data = try data(table(withFault: false), for: plan)
    let record = try Experiment(name: "without", configuration: plan, data: data).run()
    return OutsideProgress(record, on: data)
  }

  /// Trains, judges and labels it.
  func run() throws -> OutsideResult {
    let records = try OutsideRecords(self)
    let judgement = records.judged.judgement
    let labels = records.labels.all(RuleLabels.all(records.facts))
    var found: [String: Severity] = [:]
    for finding in judgement.findings {
      found[finding.code] = max(found[finding.code] ?? .note, finding.severity)
    }
    // It stands where no other error does: any error says that the run did not do what it should.
    if labels[LearnedTooLittle.code]?.presence.isYes ?? false, !judgement.isHealthy {
      found[LearnedTooLittle.code] = .error
    }
    return OutsideResult(
      trial: self,
      result: TrialResult(
        trial: trial, found: found,
        // A rule that should have said something, and could not, has missed it.
        notApplicable: Set(judgement.notApplicable.keys).filter {
          !OutsideLabels.codes.contains($0) || !(labels[$0]?.presence.isYes ?? false)
        },
        labels: labels, outcome: records.facts.outcome, isPlaceRight: nil),
      standing: records.labels.standing, bit: records.labels.bit)
  }
}
