import Experiments
import Instruments
import Networks
import Records
import Tensors

/// A run into which an observer reaches, assembled from the parts that a library's user has.
struct WatchedRun<Scalar: RealScalar> {
  let trial: Trial
  let data: PreparedData
  /// The first parameters.
  let tensors: [NamedTensor]

  /// Trains, reaches in, records.
  func run() throws -> RunRecord {
    let c = trial.configuration.completed(for: data)
    guard let activation = c.activation.single.flatMap(ActivationCatalog.named),
      let loss = try? LossCatalog.loss(named: c.loss, predicting: data.prediction)
    else { throw ConfigurationError("no loss or activation for trial \(trial.index)") }
    let network = Network<Scalar>(
      widths: [data.training.featureCount] + Array(repeating: c.width, count: c.depth)
        + [loss.outputCount], activation: activation)
    try network.setTensors(tensors)
    let examples = data.training.examples(Scalar.self)
    let rule = UpdateRule.descent(c.learningRate)
    let recorder = Recorder(
      "planted", of: network, on: examples, loss: loss, rule: rule, steps: c.steps,
      tier: .scalars)
    let sampler = BatchSampler(
      count: examples.count, batchSize: c.batchSize,
      generator: SeededGenerator(seed: c.seed, stream: 3))
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule, sampler: sampler)
    _ = trainer.run(
      steps: c.steps, observer: Intruder(watching: recorder, planting: trial.fault))
    var record = recorder.record
    let workspace = Workspace(network, capacity: 256, for: examples)
    let final = network.evaluate(examples, by: loss, in: workspace)
    record.evaluation.finalLoss = final.loss
    record.evaluation.trainingAccuracy = final.loss.isNaN ? .nan : final.accuracy
    record.evaluation.trainingExamples = examples.count
    var facts = c.facts
    facts.task = record.facts.task
    facts.classes = record.facts.classes
    facts.loss = record.facts.loss
    facts.optimizer = record.facts.optimizer
    facts.precision = record.facts.precision
    facts.initializer = InitializerFacts(name: "planted.safetensors", source: .file)
    record.facts = facts
    return record
  }
}

/// Passes every call on to a recorder, and spoils the network when its step has come.
final class Intruder<Scalar: RealScalar>: TrainingObserver {
  private let recorder: Recorder<Scalar>
  private let fault: PlantedFault?

  init(watching recorder: Recorder<Scalar>, planting fault: PlantedFault?) {
    self.recorder = recorder
    self.fault = fault
  }

  func measures(step: Int) -> Bool { recorder.measures(step: step) }

  func didBackpropagate(_ moment: TrainingMoment<Scalar>) { recorder.didBackpropagate(moment) }

  func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome) {
    recorder.didUpdate(moment, update)
    let layers = moment.network.denseLayers
    // What is planted after the update of a step is there at the next.
    switch fault {
    case .nan(let layer, let step) where step == moment.step + 1:
      layers[layer - 1].weights.elements[0] = .nan
    case .killedUnits(let layer, let share, let step) where step == moment.step + 1:
      let bias = layers[layer - 1].bias
      for i in 0..<PlantedFault.killed(share, of: bias.count) { bias.elements[i] = -1000 }
    default: break
    }
  }
}
