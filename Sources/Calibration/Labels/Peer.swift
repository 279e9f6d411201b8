import Experiments
import Records

/// What another small network makes of the data of a trial: not the one that the program compares with, but one
/// of its own draw, and its own half of the steps.
struct Peer: Sendable {
  private let guessing: Double
  private let reached: Double
  private let isHeldOut: Bool

  /// Trains it; nil where it cannot be, and where it learns nothing that holds.
  init?(of configuration: TrainingPlan, on data: PreparedData) {
    // It is not scaled apart from the run's data.
    guard configuration.standardize else { return nil }
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps) = (2, 48, 400)
    (plan.optimizer, plan.learningRate) = ("adam", 1e-3)
    (plan.loss, plan.task) = (configuration.loss, configuration.task)
    plan.seed = configuration.seed &+ 7
    plan.recordingTier = .scalars
    plan.batchSize = min(plan.batchSize, data.training.exampleCount)
    guard let experiment = try? Experiment(name: "peer", configuration: plan, data: data) else {
      return nil
    }
    let record = experiment.run()
    let held = data.validation.map { $0.exampleCount >= 20 } ?? false
    let loss = held ? record.evaluation.validationLoss ?? .nan : record.evaluation.finalLoss
    guard record.guessingLoss > 0, (record.guessingLoss - loss) / record.guessingLoss > 0.1 else {
      return nil
    }
    (guessing, reached, isHeldOut) = (record.guessingLoss, loss, held)
  }

  /// How far a run came of the way from guessing to this network.
  func share(of record: RunRecord) -> Double {
    let evaluation = record.evaluation
    let loss = isHeldOut ? evaluation.validationLoss ?? .nan : evaluation.finalLoss
    let share = (guessing - loss) / (guessing - reached)
    return share.isNaN ? -.infinity : share
  }
}
