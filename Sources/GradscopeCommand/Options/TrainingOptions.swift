import ArgumentParser
import Experiments
import Networks
import Records

/// The options of training that all runs of a command share.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "One of: \(LossCatalog.all.map(\.usage).inWords) (auto: cross-entropy, for regression mse)."
    ))
  var loss = TrainingPlan.automatic
  @Option(help: ArgumentHelp("One of: \(OptimizerCatalog.all.map { $0.name }.inWords)."))
  var optimizer = "sgd"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Learning rate (default: "
        + OptimizerCatalog.all.map { "\($0.name) \($0.defaultLearningRate)" }.inWords
        + "; sweep: sgd 0.01)."))
  var learningRate: Double?
  @Option(
    parsing: .unconditional, help: "Share of the last update that is kept (default: 0.9).")
  var momentum: Double?
  @Option(parsing: .unconditional, help: "β₁ of adam and adamw.") var beta1: Double?
  @Option(parsing: .unconditional, help: "β₂ of adam and adamw.") var beta2: Double?
  @Option(parsing: .unconditional, help: "ε of adam, adamw, rmsprop and adagrad.")
  var adamEpsilon: Double?
  @Option(
    help: ArgumentHelp(
      "What training makes smaller, over the batch: \(Reduction.allCases.map(\.rawValue).inWords).")
  )
  var reduction = Reduction.mean.rawValue
  @Option(parsing: .unconditional, help: "Weight decay, on weights only.")
  var weightDecay = 0.0
  @Option(help: ArgumentHelp("One of: \(ScheduleCatalog.usages.inWords)."))
  var schedule = "constant"
  @Option(parsing: .unconditional, help: "Clip the global norm of the gradients to this.")
  var clipNorm: Double?
  @Option(parsing: .unconditional, help: "Clip every entry of the gradients to this.")
  var clipValue: Double?
  @Option(
    parsing: .unconditional,
    help:
      "Examples a step; 0 is the full set in data order (default: 64, sweep: 32, or all if fewer).")
  var batchSize: Int?
  @Option(
    name: .customLong("steps"), parsing: .unconditional,
    help: ArgumentHelp("Updates (default: 1000; sweep: 800).", valueName: "steps"))
  var givenSteps: Int?
  @Option(parsing: .unconditional, help: "Seed of every random choice.", transform: Seed.parse)
  var seed: UInt64 = 1

  /// Updates.
  var steps: Int { givenSteps ?? TrainingPlan().steps }

  /// Puts these options into a configuration.
  func apply(to configuration: inout TrainingPlan) {
    configuration.loss = loss
    configuration.optimizer = optimizer
    configuration.learningRate =
      learningRate ?? TrainingPlan.defaultLearningRate(of: optimizer)
    configuration.momentum = momentum
    configuration.beta1 = beta1
    configuration.beta2 = beta2
    configuration.adamEpsilon = adamEpsilon
    configuration.reduction = reduction
    configuration.weightDecay = weightDecay
    configuration.schedule = schedule
    configuration.clipNorm = clipNorm
    configuration.clipValue = clipValue
    configuration.batchSize = batchSize ?? 64
    configuration.steps = steps
    configuration.seed = seed
  }

  /// The default batch is cut to what there is; one that was asked for is not.
  func fitBatch(_ configuration: inout TrainingPlan, to data: PreparedData) {
    guard batchSize == nil else { return }
    configuration.batchSize = min(configuration.batchSize, data.training.exampleCount)
  }
}
