import Instrumentation
import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// One instrumented training run: a configuration and data in, a record out.
public struct Experiment: Sendable {
  /// The name of the run.
  public let name: String
  /// What to train.
  public let configuration: RunConfiguration
  private let data: PreparedData
  private let activation: any Activation
  private let initializer: any Initializer

  /// Prepares a run.
  ///
  /// - Throws: `ConfigurationError` where an option is not valid or memory does not suffice.
  public init(
    name: String, configuration: RunConfiguration, data: PreparedData, concurrentRuns: Int = 1
  ) throws(ConfigurationError) {
    var configuration = configuration.withResidualScale
    configuration.dataset = data.summary
    try ConfigurationCheck.check(configuration)
    guard configuration.batchSize <= data.training.exampleCount else {
      throw .outOfRange(
        "--batch-size",
        expected: "at most the \(data.training.exampleCount) training examples of "
          + data.summary.name, got: "\(configuration.batchSize)")
    }
    try ConfigurationCheck.checkMemory(
      configuration, trainingExamples: data.training.exampleCount,
      concurrentRuns: concurrentRuns)
    guard let activation = ActivationCatalog.named(configuration.activation),
      let initializer = InitializerCatalog.named(configuration.initializer)
    else { throw ConfigurationError("--activation or --init: unknown name") }
    configuration.initializer = initializer.name
    self.name = name
    self.configuration = configuration
    self.data = data
    self.activation = activation
    self.initializer = initializer
  }

  /// Trains and records.
  ///
  /// - Parameters:
  ///   - stop: watched at every step; a run that is stopped keeps what it had.
  ///   - onStep: called at every step, on the thread that trains.
  public func run(
    stop: StopSignal = StopSignal(), onStep: @escaping (_ step: Int, _ loss: Double) -> Void
  ) -> RunRecord {
    configuration.precision == Double.precisionName
      ? run(Double.self, stop: stop, onStep: onStep)
      : run(Float.self, stop: stop, onStep: onStep)
  }

  private func run<Scalar: RealScalar>(
    _ type: Scalar.Type, stop: StopSignal, onStep: @escaping (Int, Double) -> Void
  ) -> RunRecord {
    var generator = SeededGenerator(seed: configuration.seed, stream: SeedStream.weights)
    let network = Network<Scalar>(
      inputs: data.training.featureCount, depth: configuration.depth,
      width: configuration.width, outputs: data.training.classCount, activation: activation,
      initializer: initializer, biasStd: configuration.biasStd,
      residualScale: configuration.residualScale, using: &generator)
    let training = data.training.examples(Scalar.self)
    let sampler = BatchSampler(
      count: training.count, batchSize: configuration.batchSize,
      generator: SeededGenerator(seed: configuration.seed, stream: SeedStream.batches))
    let evaluation = Workspace(network, capacity: min(training.count, 256))
    let initial = Trainer.evaluate(network, on: training, in: evaluation)

    let recorder = Recorder(
      emptyRecord(network), probe: ProbeSet(training, of: network), onStep: onStep)
    var trainer = Trainer(
      network: network, examples: training,
      optimizer: StochasticGradientDescent(learningRate: configuration.learningRate),
      sampler: sampler)
    let start = ContinuousClock.now
    let ending = trainer.run(steps: configuration.steps, observer: recorder) { _ in
      stop.isRaised
    }
    let elapsed = (ContinuousClock.now - start).seconds

    var record = recorder.record
    record.status = ending.status
    record.timing.steps = record.history.steps.last ?? 0
    record.timing.trainingSeconds = elapsed
    record.timing.instrumentationSeconds = recorder.instrumentationSeconds
    let final = Trainer.evaluate(network, on: training, in: evaluation)
    record.evaluation.initialLoss = initial.loss
    record.evaluation.finalLoss = final.loss
    record.evaluation.trainingAccuracy = final.accuracy
    record.evaluation.trainingExamples = training.count
    if let held = data.validation {
      let outcome = Trainer.evaluate(network, on: held.examples(Scalar.self), in: evaluation)
      record.evaluation.validationLoss = outcome.loss
      record.evaluation.validationAccuracy = outcome.accuracy
      record.evaluation.validationExamples = outcome.count
    }
    return record
  }

  private func emptyRecord<Scalar: RealScalar>(_ network: Network<Scalar>) -> RunRecord {
    let layers = network.layers.enumerated().map { index, layer in
      LayerDescription(
        index: index + 1, fanIn: layer.fanIn, fanOut: layer.fanOut,
        isOutput: index == network.depth)
    }
    return RunRecord(
      name: name, configuration: configuration, layers: layers,
      history: RunHistory(layerCount: layers.count), chance: data.chance)
  }
}

extension Trainer.Ending {
  /// How a record calls this ending.
  var status: RunStatus {
    switch self {
    case .completed: .completed
    case .diverged: .diverged
    case .interrupted: .interrupted
    }
  }
}
