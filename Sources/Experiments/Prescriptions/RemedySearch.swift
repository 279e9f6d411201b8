import Diagnosis
import Records

/// Goes through the changes of a check until one heals well, or enough was tried.
struct RemedySearch {
  private let check: RemedyCheck
  private let sick: JudgedRecord
  private let stop: StopSignal
  private let onTry: (String) -> Void
  private let budget: Double
  private var work = 0.0
  private var isOver = false
  /// What was tried, in that order.
  private(set) var trials: [PrescriptionTrial] = []

  /// Changes that are tried at most; fewer layers, the last resort, have places of their own.
  private static let (mostChanges, mostDepths) = (16, 2)

  init(
    check: RemedyCheck, run: JudgedRecord, stop: StopSignal, onTry: @escaping (String) -> Void
  ) {
    (self.check, sick, self.stop, self.onTry) = (check, run, stop, onTry)
    budget = check.budget
  }

  /// Of those that heal the one that leaves the least loss, the first of several that leave about as little.
  var best: PrescriptionTrial? {
    let healed = trials.filter(\.lasts)
    guard let least = healed.map(\.lossLeft).min() else { return nil }
    return healed.first { $0.lossLeft <= 1.25 * least }
  }

  /// Tries them, group by group; a later one only where nothing of the earlier ones heals well.
  mutating func tryAll() {
    let plan = check.plan
    let symptoms = Symptoms([sick])
    let all = ChangeCatalog.changes(of: plan, symptoms)
    let wanted = named(by: symptoms) + all.filter { !$0.reasons.isEmpty }
    let resets = all.filter { $0.reasons.isEmpty && Self.ofTraining.contains($0.kind) }
    attempt((wanted + resets).filter { $0.kind != .depth }, limit: Self.mostChanges)
    guard best == nil else { return }
    attempt(
      ChangePairs.changes(of: plan, before: [sick], after: trials), limit: Self.mostChanges)
    guard best == nil else { return }
    attempt(wanted.filter { $0.kind == .depth }, limit: trials.count + Self.mostDepths)
  }

  /// What somebody may have set apart from the usual, though no finding says so.
  private static let ofTraining: Set<ChangeKind> = [
    .learningRate, .schedule, .batch, .clipping, .weightDecay, .dropout, .optimizer, .inputs,
  ]

  /// The changes that the findings name, in the order in which they are printed.
  private func named(by symptoms: Symptoms) -> [Change] {
    symptoms.remedies.compactMap { action, code in
      guard let kind = action.kind, let changed = check.plan.applying(action) else { return nil }
      return Change([kind], from: check.plan, to: changed, reasons: [code])
    }
  }

  private mutating func attempt(_ changes: [Change], limit: Int) {
    for change in changes where !isOver && trials.count < limit { attempt(change) }
  }

  private mutating func attempt(_ change: Change) {
    guard !stop.isRaised,
      !trials.contains(where: { $0.change.configuration == change.configuration }),
      let experiment = check.experiment(change, withNextSeed: false)
    else { return }
    let own = experiment.configuration.work(on: experiment.data)
    // With the second seed too; where one is too much, a smaller one may not be.
    guard work + 2 * own <= budget else { return }
    onTry(change.title)
    var trial = PrescriptionTrial(change, seeds: 1)
    guard let result = run(experiment) else { return }
    trial.runs = [result]
    if trial.isHealed {
      guard let other = check.experiment(change, withNextSeed: true), let second = run(other)
      else { return }
      trial.confirmation = second
    }
    trials.append(trial)
    isOver = trial.lasts && !result.evidence.learning.isBehind
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

extension JudgedRecord {
  /// The loss, held out where there is one, as a share of that of guessing: what changes of the loss or of the
  /// scale of the target leave comparable. Infinite where it is lost.
  public var lossLeft: Double {
    let learning = evidence.learning
    let share = learning.comparedLoss / (learning.reference?.guessing ?? learning.baseline)
    return record.status == .diverged || share.isNaN ? .infinity : share
  }

  /// Whether it diverged where another did not, or is left with more than a tenth more loss.
  public func isWorse(than other: JudgedRecord) -> Bool { lossLeft > 1.1 * other.lossLeft }
}
