import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// A training observer that fills a `RunRecord`: every layer's statistics at every step, and silent
/// units on a fixed probe set at checkpoints.
///
/// Memory is reserved before training; a step writes into it.
public final class Recorder<Scalar: RealScalar>: TrainingObserver {
  /// What has been recorded so far.
  public private(set) var record: RunRecord
  private let probe: ProbeSet<Scalar>
  private let clock = ContinuousClock()
  private var spent = Duration.zero
  private let onStep: (_ step: Int, _ loss: Double) -> Void

  /// A recorder for one run.
  ///
  /// - Parameters:
  ///   - record: name, configuration, layers and chance of the run; its history is started anew.
  ///   - probe: the examples on which units are called silent.
  ///   - onStep: called at every step with the batch's loss, for showing progress.
  public init(
    _ record: RunRecord, probe: ProbeSet<Scalar>,
    onStep: @escaping (_ step: Int, _ loss: Double) -> Void = { _, _ in }
  ) {
    self.record = record
    self.record.history = RunHistory(
      layerCount: record.layers.count,
      capacity: min(max(record.configuration.steps, 0), Self.reservedSteps) + 1)
    self.record.probeExamples = probe.count
    self.probe = probe
    self.onStep = onStep
  }

  /// Memory for more steps than this is taken as they come.
  private static var reservedSteps: Int { 1_000_000 }

  /// Wall time spent in this recorder.
  public var instrumentationSeconds: Double { spent.seconds }

  public func didBackpropagate(_ moment: TrainingMoment<Scalar>) {
    let start = clock.now
    let network = moment.network
    record.history.append(
      step: moment.step, loss: moment.outcome.loss, accuracy: moment.outcome.accuracy,
      gradientNorm: 0)
    let entry = record.history.count - 1
    for index in network.layers.indices {
      var statistics = LayerMeasurement.measure(network, moment.workspace, layer: index)
      // The last look has no update of its own: it repeats the ratio of the last one made.
      if entry > 0 {
        statistics.updateRatio = record.history[entry - 1, index + 1].updateRatio
      }
      record.history[entry, index + 1] = statistics
    }
    // Weights are measured layer by layer; biases and norms enter the global norm only.
    var squaredNorm = 0.0
    for parameter in network.parameters {
      let norm =
        parameter.role == .weight
        ? record.history[entry, parameter.layer].weightGradientNorm
        : TensorSummary(parameter.gradient).norm
      squaredNorm += norm * norm
    }
    if !moment.outcome.lossSum.isFinite {
      record.status = .diverged
    } else if moment.isFinal, moment.step < record.configuration.steps {
      record.status = .interrupted
    }
    record.history.setLastGradientNorm(squaredNorm.squareRoot())
    if moment.isFinal || probe.isDue(step: moment.step, of: record.configuration.steps) {
      record.probes.append(
        ProbeCheckpoint(step: moment.step, silentUnits: probe.silentUnits(network)))
    }
    spent += clock.now - start
    onStep(moment.step, moment.outcome.loss)
  }

  public func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome) {
    let start = clock.now
    let entry = record.history.count - 1
    record.history.setLastUpdate(
      learningRate: update.learningRate, clippingFactor: update.clippingFactor)
    for index in moment.network.layers.indices {
      let norm = record.history[entry, index + 1].weightNorm
      let change = moment.network.lastUpdateNorm(layer: index)
      // A layer of zeros that moves has moved infinitely much; one that stays has not moved.
      let ratio = change == 0 ? 0 : change / norm
      record.history[entry, index + 1].updateRatio = ratio
    }
    spent += clock.now - start
  }
}

extension Duration {
  /// This duration in seconds.
  public var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
