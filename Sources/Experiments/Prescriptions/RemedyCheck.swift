import Diagnosis
import Networks
import Records

/// Tries on a sick run what its findings say to change, from the same seed on the same batches,
/// until a change
/// heals it: what is advised first is then what was seen to work.
///
/// First the remedies as they are printed, then what else the findings call for, then two together;
/// fewer
/// layers heal much, but are not what was asked for, and come last. What heals is tried with
/// another seed too.
/// `prescribe` goes further: every change, with more seeds.
public struct RemedyCheck: Sendable {
  /// How a run is started with a configuration: the words of the command line after the program's
  /// name; the
  /// options named are to be seen even where they are the default.
  public typealias Arguments = @Sendable (_ plan: TrainingPlan, _ naming: [String]) -> String

  /// What came of it.
  public struct Outcome: Sendable {
    /// The run with what was tried in its record, judged again.
    public let run: JudgedRecord
    /// The change that healed it; nil where none did.
    public let healing: Change?
  }

  private let plan: TrainingPlan
  private let data: DataCache
  private let parameters: [NamedTensor]?

  /// Multiplications that trying may take, some ten seconds on one core; or as many as the run
  /// itself, where
  /// that is more.
  private static let mostWork = 2e11
  /// Changes that are tried at most.
  private static let mostChanges = 16

  /// A check of a run.
  ///
  /// - Parameters:
  ///   - plan: what the run was made with.
  ///   - parameters: the first values of all tensors, while the configuration names a file of them.
  ///   - data: the data of a configuration: one that standardizes has others.
  public init(
    of plan: TrainingPlan, parameters: [NamedTensor]? = nil,
    data: @escaping Prescription.DataSource
  ) {
    self.plan = plan
    self.parameters = parameters
    self.data = DataCache(data)
  }

  /// Tries changes on a run; none where it is well, where nothing can be learned from the data, and
  /// where
  /// somebody stopped it.
  ///
  /// - Parameter onTry: called before each change, with its words.
  public func tried(
    on run: JudgedRecord, arguments: Arguments = { _, _ in "" }, stop: StopSignal = StopSignal(),
    onTry: @escaping (_ change: String) -> Void = { _ in }
  ) -> Outcome {
    guard !RecoveryCriterion.isWell(run), run.record.status != .interrupted,
      run.record.facts.reference?.learnedNothing != true
    else { return Outcome(run: run, healing: nil) }
    var search = Search(check: self, run: run, stop: stop, onTry: onTry)
    search.tryAll()
    guard !search.trials.isEmpty else { return Outcome(run: run, healing: nil) }
    var record = run.record
    let remedies = Symptoms([run]).remedies
    record.facts.tried = search.trials.compactMap { trial in
      trial.runs.first.map { result in
        let change = trial.change
        let keys = remedies.filter {
          plan.applying($0.action) == change.configuration
        }.map(\.action.key)
        return TriedChange(
          options: change.title,
          arguments: arguments(change.configuration, change.edits.map(\.option)),
          remedies: keys, trial, result, after: run)
      }
    }
    return Outcome(
      run: JudgedRecord(record), healing: search.trials.first(where: \.lasts)?.change)
  }

  /// The changes that the findings name, in the order in which they are printed.
  fileprivate func named(by symptoms: Symptoms) -> [Change] {
    symptoms.remedies.compactMap { action, code in
      guard let kind = action.kind, let changed = plan.applying(action) else { return nil }
      return Change([kind], from: plan, to: changed, reasons: [code])
    }
  }

  fileprivate func experiment(_ change: Change, seedsFurther: UInt64 = 0) -> Experiment? {
    var plan = change.configuration
    plan.seed &+= seedsFurther
    plan.networkFile = nil
    plan.recordingTier = .scalars
    guard let prepared = try? data.prepared(for: plan) else { return nil }
    return try? Experiment(
      name: change.title, configuration: plan, data: prepared,
      parameters: plan.initialParameters == nil ? nil : parameters)
  }

  fileprivate var configuration: TrainingPlan { plan }
  fileprivate var budget: Double {
    max(Self.mostWork, (try? data.prepared(for: plan)).map { plan.work(on: $0) } ?? 0)
  }
  fileprivate static var limit: Int { mostChanges }
}

/// Goes through the changes until one heals, or enough was tried.
private struct Search {
  let check: RemedyCheck
  let sick: JudgedRecord
  let stop: StopSignal
  let onTry: (String) -> Void
  private let budget: Double
  private(set) var trials: [PrescriptionTrial] = []
  private var work = 0.0

  init(
    check: RemedyCheck, run: JudgedRecord, stop: StopSignal, onTry: @escaping (String) -> Void
  ) {
    (self.check, self.sick, self.stop, self.onTry) = (check, run, stop, onTry)
    budget = check.budget
  }

  mutating func tryAll() {
    let symptoms = Symptoms([sick])
    let named = check.named(by: symptoms)
    let called = ChangeCatalog.changes(of: check.configuration, symptoms)
      .filter { !$0.reasons.isEmpty }
    for change in (named + called).filter({ $0.kind != .depth }) where attempt(change) { return }
    let pairs = ChangePairs.changes(of: check.configuration, before: [sick], after: trials)
    for change in pairs where attempt(change) { return }
    for change in (named + called).filter({ $0.kind == .depth }) where attempt(change) { return }
  }

  /// Tries a change; true where there is no need to go on.
  private mutating func attempt(_ change: Change) -> Bool {
    guard !stop.isRaised, trials.count < RemedyCheck.limit else { return true }
    guard !trials.contains(where: { $0.change.configuration == change.configuration }),
      let experiment = check.experiment(change)
    else { return false }
    let own = experiment.configuration.work(on: experiment.data)
    // Where one is too much, a smaller one may not be; the first is tried whatever it costs.
    guard trials.isEmpty || work + own <= budget else { return false }
    onTry(change.title)
    var trial = PrescriptionTrial(change, seeds: 1)
    guard let result = run(experiment) else { return true }
    trial.runs = [result]
    if trial.isHealed, work + own <= budget, let other = check.experiment(change, seedsFurther: 1) {
      trial.confirmation = run(other)
    }
    trials.append(trial)
    return trial.lasts
  }

  /// Trains it; nil where somebody stopped.
  private mutating func run(_ experiment: Experiment) -> JudgedRecord? {
    let result = experiment.judged(explaining: false, stop: stop)
    let plan = experiment.configuration
    // What diverges early costs little.
    let share = Double(result.record.timing.steps + 1) / Double(max(plan.steps, 1))
    work += min(share, 1) * plan.work(on: experiment.data)
    return result.record.status == .interrupted ? nil : result
  }
}

extension PrescriptionTrial {
  /// Whether it heals, and did with another seed too where that was tried.
  fileprivate var lasts: Bool { isHealed && isConfirmed != false }
}

extension TriedChange {
  /// A change that ended in this run.
  fileprivate init(
    options: String, arguments: String, remedies: [String], _ trial: PrescriptionTrial,
    _ run: JudgedRecord, after sick: JudgedRecord
  ) {
    let evaluation = run.record.evaluation
    let loss = run.evidence.learning.comparedLoss
    let accuracy =
      evaluation.validationExamples > 0
      ? evaluation.validationAccuracy ?? .nan : evaluation.trainingAccuracy
    let isOver = run.record.status == .completed
    let seeds = [run, trial.confirmation].compactMap { $0?.record.facts.seed }
    self.init(
      options: options, arguments: arguments, remedies: remedies,
      loss: isOver && loss.isFinite ? loss : nil,
      accuracy: isOver && accuracy.isFinite && !run.record.facts.isRegression ? accuracy : nil,
      verdict: run.judgement.verdict, seeds: seeds, heals: trial.lasts,
      isWorse: !trial.isHealed && run.left > 1.1 * sick.left)
  }
}

extension JudgedRecord {
  /// The loss as a share of that of guessing, which another loss, or scale, has otherwise; infinite
  /// where it
  /// is lost.
  fileprivate var left: Double {
    let share = evidence.learning.comparedLoss / evidence.learning.baseline
    return record.status == .diverged || share.isNaN ? .infinity : share
  }
}
