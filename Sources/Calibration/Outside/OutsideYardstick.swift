import Datasets
import Experiments
import RealModule
import Records

/// How far a run came, by what holds: (guessing − loss) / guessing, on the examples held out where
/// there are 20, else on those it was trained on.
///
/// As a share of guessing it means the same with values in dollars and with values scaled.
struct OutsideProgress: Sendable {
  /// 1 at loss 0, 0 at that of guessing; −∞ for a loss that is lost.
  let value: Double

  init(_ record: RunRecord, on data: PreparedData) {
    let evaluation = record.evaluation
    let held = data.validation.flatMap { $0.exampleCount >= 20 ? $0 : nil }
    let loss = held == nil ? evaluation.finalLoss : evaluation.validationLoss ?? .nan
    let guess = held.map { Self.guess(on: $0, from: data.training, record) } ?? record.guessingLoss
    let progress = (guess - loss) / guess
    value = progress.isFinite && record.status != .diverged ? progress : -.infinity
  }

  /// What a guess that knows the training part costs on the examples held out: −ln of the share of each
  /// class, the distance from the median for absolute errors, from the mean for squares.
  private static func guess(
    on held: Dataset, from training: Dataset, _ record: RunRecord
  ) -> Double {
    let count = Double(held.exampleCount)
    guard held.task == .regression else {
      let shares = training.classCounts.map { Double($0) / Double(training.exampleCount) }
      return held.labels.reduce(0) { $0 - Double.log(shares[$1]) } / count
    }
    if record.facts.loss?.kind == .squaredError {
      let mean = training.targets.reduce(0, +) / Double(training.exampleCount)
      return held.targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    }
    let median = training.targets.sorted()[training.exampleCount / 2]
    return held.targets.reduce(0) { $0 + ($1 - median).magnitude } / count
  }

  /// Less than this says that there is nothing to come near to.
  private static let least = 0.1

  /// How far this is on the way to another; nil where that one came nowhere.
  func share(of other: OutsideProgress) -> Double? {
    other.value > Self.least ? value / other.value : nil
  }
}

/// How far a run came, in three parts with nobody's land between them.
enum OutsideStanding: Sendable, Equatable {
  /// More than half of the way, clearly.
  case came(Double)
  case between
  /// Less than half of it, clearly.
  case short
  /// There is nothing to compare with.
  case unknown

  /// Of a share: half of the way is the limit in words, 0.4 to 0.6 is nobody's.
  init(_ share: Double?) {
    guard let share else {
      self = .unknown
      return
    }
    self = share < 0.4 ? .short : share > 0.6 ? .came(share) : .between
  }

  /// Within reach of the other: four fifths of the way.
  var isWithinReach: Bool { if case .came(let share) = self { share >= 0.8 } else { false } }
  var came: Bool { if case .came = self { true } else { false } }
}

/// What another small network makes of a table: not the one that the program compares with, but 2
/// layers of 48 of its own draw, on scaled columns, the better of 100 and of 400 updates.
struct OutsidePeer: Sendable {
  let progress: OutsideProgress

  /// nil where it cannot be trained.
  init?(of trial: OutsideTrial, on table: OutsideTable) throws {
    var plan = TrainingPlan()
    (plan.depth, plan.width) = (2, 48)
    (plan.optimizer, plan.learningRate) = ("adam", 3e-3)
    (plan.loss, plan.seed) = (trial.plan.loss, trial.plan.seed)
    plan.validationFraction = trial.plan.validationFraction
    plan.recordingTier = .scalars
    let data = try trial.data(table, for: plan)
    plan.seed &+= 7
    plan.batchSize = min(plan.batchSize, data.training.exampleCount)
    var best: OutsideProgress?
    for steps in [100, 400] {
      plan.steps = steps
      guard let experiment = try? Experiment(name: "peer", configuration: plan, data: data) else {
        continue
      }
      let progress = OutsideProgress(experiment.run(), on: data)
      if progress.value > best?.value ?? -.infinity { best = progress }
    }
    guard let best else { return nil }
    progress = best
  }
}
