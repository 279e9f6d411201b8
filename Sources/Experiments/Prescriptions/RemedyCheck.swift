import Diagnosis
import Networks
import Records

/// Tries on a sick run what its findings say to change, with the run's seed and the next one, until a change
/// heals it: what is advised first is then what was seen to work.
///
/// First the remedies as they are printed, then what else the findings call for, then the options of training
/// that were set apart from the usual, then two together; fewer layers heal much, but are not what was asked
/// for, and come last. A change that heals and comes about as far as the data allow ends it; of those that heal
/// and do not, the best is taken in the end. `prescribe` goes further: every change, with more seeds.
public struct RemedyCheck: Sendable {
  /// How a run is started with a configuration: the words of the command line after the program's name; the
  /// options named are to be seen even where they are the default.
  public typealias Arguments = @Sendable (_ plan: TrainingPlan, _ naming: [String]) -> [String]

  /// What came of it.
  public struct Outcome: Sendable {
    /// The run with what was tried in its record, judged again.
    public let run: JudgedRecord
    /// The change that healed it; nil where none did.
    public let healing: Change?
  }

  let plan: TrainingPlan
  /// Multiplications that trying may take.
  let budget: Double
  private let data: DataCache
  private let parameters: [NamedTensor]?

  /// A check of a run.
  ///
  /// - Parameters:
  ///   - plan: what the run was made with.
  ///   - parameters: the first values of all tensors, while the configuration names a file of them.
  ///   - data: the data that the run was made with.
  ///   - source: the data of another configuration: of another seed, or one that standardizes.
  public init(
    of plan: TrainingPlan, on data: PreparedData, parameters: [NamedTensor]? = nil,
    source: @escaping Prescription.DataSource
  ) {
    self.plan = plan
    self.parameters = parameters
    self.data = DataCache(source, with: data, of: plan)
    // Some ten seconds on one core, or as many as six such runs, and never more than some hundred seconds.
    budget = max(2e11, min(6 * plan.work(on: data), 2e12))
  }

  /// Tries changes on a run; none where it is well, where nothing can be learned from the data, and where
  /// somebody stopped it.
  ///
  /// - Parameter onTry: called before each change, with its words.
  public func tried(
    on run: JudgedRecord, arguments: Arguments = { _, _ in [] }, stop: StopSignal = StopSignal(),
    onTry: @escaping (_ change: String) -> Void = { _ in }
  ) -> Outcome {
    guard !RecoveryCriterion.isWell(run), run.record.status != .interrupted,
      run.record.facts.reference?.learnedNothing != true
    else { return Outcome(run: run, healing: nil) }
    var search = RemedySearch(check: self, run: run, stop: stop, onTry: onTry)
    search.tryAll()
    guard !search.trials.isEmpty else { return Outcome(run: run, healing: nil) }
    var record = run.record
    let remedies = Symptoms([run]).remedies
    record.facts.tried = search.trials.map { trial in
      let change = trial.change
      let keys = remedies.filter { plan.applying($0.action) == change.configuration }
      return TriedChange(
        trial, arguments: arguments(change.configuration, change.edits.map(\.option)),
        remedies: keys.map(\.action.key), after: run, heals: change == search.best?.change)
    }
    return Outcome(run: JudgedRecord(record), healing: search.best?.change)
  }

  /// The run with a change; nil where it cannot be made.
  func experiment(_ change: Change, withNextSeed isNext: Bool) -> Experiment? {
    // What is confirmed has to last.
    var plan = isNext ? change.confirming(from: self.plan) : change.configuration
    if isNext { plan.seed &+= 1 }
    plan.networkFile = nil
    plan.recordingTier = .scalars
    guard let prepared = try? data.prepared(for: plan) else { return nil }
    return try? Experiment(
      name: change.title, configuration: plan, data: prepared,
      parameters: plan.initialParameters == nil ? nil : parameters)
  }
}

extension TriedChange {
  /// A change that was tried.
  ///
  /// - Parameter heals: whether it is the one that is recommended, of those that heal.
  fileprivate init(
    _ trial: PrescriptionTrial, arguments: [String], remedies: [String], after sick: JudgedRecord,
    heals: Bool
  ) {
    let run = trial.runs[0]
    let evaluation = run.record.evaluation
    let loss = run.evidence.learning.comparedLoss
    let accuracy =
      evaluation.validationExamples > 0
      ? evaluation.validationAccuracy ?? .nan : evaluation.trainingAccuracy
    let isOver = run.record.status == .completed
    self.init(
      options: trial.change.title, arguments: arguments, remedies: remedies,
      loss: isOver && loss.isFinite ? loss : nil,
      accuracy: isOver && accuracy.isFinite && !run.record.facts.isRegression ? accuracy : nil,
      verdict: run.judgement.verdict,
      seeds: [run, trial.confirmation].compactMap { $0?.record.facts.seed },
      heals: heals, isHealthy: trial.lasts, isWorse: run.isWorse(than: sick))
  }
}
