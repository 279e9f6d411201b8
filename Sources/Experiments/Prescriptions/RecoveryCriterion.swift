import Diagnosis
import Records

/// What "healed" means, in one place.
///
/// A run is well when no finding on it is an error and its loss came far enough from guessing:
/// (chance − loss) / chance ≥ ½ · (chance − r) / chance, with the loss r of a small healthy network on the
/// same data. Not half of the way to 0: where labels are noise in part, nothing comes there, and no
/// change of a network heals its data.
///
/// A configuration is healed when it is well with every seed that was tried. Not with the median: a
/// network that fails with one draw of three fails again in the hands of the next person.
public struct RecoveryCriterion: Sendable {
  /// The share of what the data give that has to be reached.
  public static let progress = Threshold.heldBackProgress.standard

  /// What the small network is, in words.
  public static let reference = "2 hidden layers of 64, ReLU, He, Adam, 1000 steps"

  /// What the reference does not depend on but the seed: the data of another seed are others.
  private struct Key: Hashable {
    let seed: UInt64
    let loss: String

    init(_ plan: TrainingPlan) {
      seed = plan.seed
      loss = plan.loss
    }

    init(_ record: RunRecord) {
      seed = record.facts.seed ?? 0
      loss = record.facts.loss?.name ?? ""
    }
  }

  private var references: [Key: JudgedRecord] = [:]

  /// Knows no reference: what is reached is compared with a loss of 0.
  public init() {}

  /// How far a run has to come, as a share of the way from guessing to a loss of 0.
  public func neededProgress(of record: RunRecord) -> Double {
    guard let reference = references[Key(record)] else { return Self.progress }
    let reached = reference.evidence.learning.progress
    // A reference that learned nothing says nothing of the data.
    return reached > Threshold.learnedShare.standard
      ? Self.progress * min(reached, 1) : Self.progress
  }

  /// The loss of the reference with the data of a run; nil where it was not trained.
  public func referenceLoss(for record: RunRecord) -> Double? {
    references[Key(record)]?.record.evaluation.finalLoss
  }

  /// Whether nothing is gravely wrong with a run, and it learned.
  public func isWell(_ run: JudgedRecord) -> Bool {
    run.record.status == .completed && run.judgement.isHealthy
      && run.evidence.learning.progress >= neededProgress(of: run.record)
  }

  /// The references that these configurations need and that are not known yet.
  func missing(for configurations: [TrainingPlan]) -> [TrainingPlan] {
    var needed: [Key: TrainingPlan] = [:]
    for configuration in configurations {
      let key = Key(configuration)
      if references[key] == nil { needed[key] = Self.reference(of: configuration) }
    }
    return Array(needed.values)
  }

  /// Keeps the run of a reference, if it came to its end.
  mutating func learn(_ run: JudgedRecord?) {
    guard let run, run.record.status == .completed else { return }
    references[Key(run.record)] = run
  }

  private static func reference(of sick: TrainingPlan) -> TrainingPlan {
    var c = TrainingPlan()
    (c.depth, c.width, c.steps) = (2, 64, 1000)
    (c.activation, c.initializer) = ("relu", TrainingPlan.matchingInitializer(of: "relu"))
    c.optimizer = "adam"
    c.learningRate = TrainingPlan.defaultLearningRate(of: "adam")
    (c.loss, c.task, c.seed) = (sick.loss, sick.task, sick.seed)
    c.validationFraction = sick.validationFraction
    c.recordingTier = .scalars
    return c
  }
}
