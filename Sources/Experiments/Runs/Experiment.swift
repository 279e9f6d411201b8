import Instruments
import Networks
import Records
import Tensors
import Texts

/// One instrumented training run: a configuration and data in, a record out.
public struct Experiment: Sendable {
  /// The name of the run.
  public let name: String
  /// What to train.
  public let configuration: TrainingPlan
  /// What it is trained on.
  public let data: PreparedData
  let recipe: Recipe
  private(set) var given: FittingTensors?
  /// What it would be made once more with.
  let counterfactuals: Counterfactuals

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - parameters: the first values of all tensors; nil for those the initializer draws.
  ///   - concurrentRuns: runs that train at the same time and share the memory.
  /// - Throws: `ConfigurationError` where a field is not valid, parts do not fit together, or
  ///   memory does not suffice.
  public init(
    name: String, configuration: TrainingPlan, data: PreparedData,
    parameters: [NamedTensor]? = nil, concurrentRuns: Int = 1
  ) throws(ConfigurationError) {
    let configuration = configuration.completed(for: data)
    try ConfigurationCheck.check(configuration)
    guard configuration.batchSize <= data.training.exampleCount else {
      throw .outOfRange(
        "batchSize",
        expected: "at most the \(data.training.exampleCount) training examples of "
          + "\(data.summary.name)", got: "\(configuration.batchSize); choose a smaller batch, or 0")
    }
    recipe = try Recipe(configuration, predicting: data.prediction)
    let smallest = recipe.smallestBatch
    guard data.training.exampleCount >= smallest else {
      throw ConfigurationError(
        field: "norm",
        "batch norm needs \(smallest) training examples, \(data.summary.name) has "
          + "\(data.training.exampleCount); add examples, or choose `norm` layer")
    }
    try ConfigurationCheck.checkMemory(
      configuration, trainingExamples: data.training.exampleCount,
      concurrentRuns: concurrentRuns)
    self.name = name
    self.configuration = configuration
    self.data = data
    counterfactuals = Counterfactuals(of: configuration, on: data, parameters: parameters)
    if let parameters {
      do {
        given = try emptyNetwork(Float.self).fitting(parameters)
      } catch {
        throw ConfigurationError(
          field: "initialParameters",
          "\(configuration.initialParameters ?? "the given tensors"): \(error.description)")
      }
    }
  }

  /// The tensors that the run starts from.
  public var initialParameters: [NamedTensor] {
    configuration.precision == Double.precisionName
      ? network(Double.self).tensors() : network(Float.self).tensors()
  }

  /// The loss on the whole training set before the first update.
  public var initialLoss: Double {
    configuration.precision == Double.precisionName
      ? initialLoss(Double.self) : initialLoss(Float.self)
  }

  private func initialLoss<Scalar: RealScalar>(_ type: Scalar.Type) -> Double {
    let training = data.training.examples(type)
    let network = network(type)
    return evaluateAtStart(network, training, in: workspace(network, training)).loss
  }

  private func workspace<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ training: Examples<Scalar>
  ) -> Workspace<Scalar> {
    Workspace(network, capacity: min(training.count, Self.evaluationSlice), for: training)
  }

  /// The averages of a batch norm are made while training: at first the batch's own serve, unless
  /// they came with the weights.
  private func evaluateAtStart<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ training: Examples<Scalar>, in workspace: Workspace<Scalar>
  ) -> LossOutcome {
    network.evaluate(
      training, by: recipe.loss, in: workspace, mode: given == nil ? .probing : .evaluation)
  }

  /// Trains and records.
  ///
  /// - Parameters:
  ///   - stop: watched at every step; a run that is stopped keeps what it had.
  ///   - onStep: called at every step, on the thread that trains.
  ///   - onBatch: called now and then with the record so far, on the thread that trains.
  ///   - onEnd: called with the tensors the run ended with.
  public func run(
    stop: StopSignal = StopSignal(),
    onStep: @escaping (_ step: Int, _ loss: Double) -> Void = { _, _ in },
    onBatch: @escaping (_ record: RunRecord) -> Void = { _ in },
    onEnd: (_ tensors: [NamedTensor]) -> Void = { _ in }
  ) -> RunRecord {
    configuration.precision == Double.precisionName
      ? run(Double.self, stop: stop, onStep: onStep, onBatch: onBatch, onEnd: onEnd)
      : run(Float.self, stop: stop, onStep: onStep, onBatch: onBatch, onEnd: onEnd)
  }

  private func run<Scalar: RealScalar>(
    _ type: Scalar.Type, stop: StopSignal, onStep: @escaping (Int, Double) -> Void,
    onBatch: @escaping (RunRecord) -> Void, onEnd: ([NamedTensor]) -> Void
  ) -> RunRecord {
    let network = network(type)
    let training = data.training.examples(type)
    let evaluation = workspace(network, training)
    let initial = evaluateAtStart(network, training, in: evaluation)

    // Known from the start, so that a run whose process is killed has them.
    var empty = emptyRecord(network)
    empty.evaluation.initialLoss = initial.loss
    empty.evaluation.trainingExamples = training.count
    let outputs = OutputMapper(network, self, evaluation)
    outputs?.look(step: 0, mode: given == nil ? .probing : .evaluation)
    empty.outputs = outputs?.map
    let sampler = BatchSampler(
      count: training.count, batchSize: configuration.batchSize,
      leavingOutBelow: recipe.smallestBatch,
      generator: SeededGenerator(seed: configuration.seed, stream: SeedStream.batches))
    let heldOut = heldOut(in: evaluation, batch: sampler.largestBatch)
    let recorder = Recorder(
      empty, of: network, probe: ProbeSet(training, of: network), heldOut: heldOut,
      every: configuration.recordEvery,
      onStep: looking(outputs, heldOut?.steps ?? [], onStep), onBatch: onBatch)
    let start = ContinuousClock.now
    let ending = train(network, training, sampler, recorder, stop) ?? .interrupted(step: 0)
    let elapsed = (ContinuousClock.now - start).seconds

    var record = recorder.record
    record.status = ending.status
    record.timing.steps = record.curves.lastStep ?? 0
    record.timing.trainingSeconds = elapsed
    record.timing.instrumentationSeconds = recorder.instrumentationSeconds
    let mode: PassMode = record.timing.steps >= stepsToSettle ? .evaluation : .probing
    let final = network.evaluate(training, by: recipe.loss, in: evaluation, mode: mode)
    record.evaluation.finalLoss = final.loss
    record.evaluation.trainingAccuracy = final.knownAccuracy
    if let held = data.validation {
      let outcome = network.evaluate(
        held.examples(type), by: recipe.loss, in: evaluation, mode: mode)
      record.evaluation.validationLoss = outcome.loss
      record.evaluation.validationAccuracy = outcome.knownAccuracy
      record.evaluation.validationExamples = outcome.count
    }
    outputs?.look(step: record.timing.steps, mode: mode)
    record.outputs = outputs?.map
    onEnd(network.tensors())
    record.facts.batchSpread = batchSpread(network, training, evaluation)
    // Whoever stopped it does not wait for another training.
    if record.status == .completed {
      record.facts.reference = data.reference(of: configuration)
    }
    return record
  }

  /// Examples evaluated at a time.
  private static let evaluationSlice = 256

  /// After fewer updates the running averages of a batch norm are still mostly their start: of one of its
  /// own, 0.9⁴⁴ = 1 % is left.
  var stepsToSettle: Int { given == nil ? 44 : 0 }

  private func train<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ training: Examples<Scalar>, _ sampler: BatchSampler,
    _ recorder: Recorder<Scalar>, _ stop: StopSignal
  ) -> Trainer<Scalar>.Ending? {
    // `init` has checked what a trainer checks.
    var trainer = try? Trainer(
      network: network, examples: training, loss: recipe.loss, rule: recipe.rule, sampler: sampler)
    return trainer?.run(steps: configuration.steps, observer: recorder) { _ in stop.isRaised }
  }

  private func emptyNetwork<Scalar: RealScalar>(_ type: Scalar.Type) -> Network<Scalar> {
    recipe.network(type, inputs: data.training.featureCount, seed: configuration.seed)
  }

  /// The network before its first update.
  func network<Scalar: RealScalar>(_ type: Scalar.Type) -> Network<Scalar> {
    let network = emptyNetwork(type)
    if let given {
      network.load(given)
      return network
    }
    var generator = SeededGenerator(seed: configuration.seed, stream: SeedStream.weights)
    network.initialize(
      on: data.training.features(type, limit: Self.evaluationSlice), using: &generator)
    return network
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

extension LossOutcome {
  /// The accuracy; NaN where the loss is: who answers with NaN does not answer.
  fileprivate var knownAccuracy: Double { loss.isNaN ? .nan : accuracy }
}
