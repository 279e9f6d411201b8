import Networks
import Records
import Tensors

/// A training observer that fills a `RunRecord`: curves and every layer's statistics at every step,
/// histograms and what else its tier has at samples, and looks at a fixed probe set.
///
/// Memory is reserved before training and bounded, whatever the number of steps.
public final class Recorder<Scalar: RealScalar>: TrainingObserver {
  /// What has been recorded so far.
  public private(set) var record: RunRecord
  private let probe: ProbeSet<Scalar>
  private var heldOut: HeldOutSet<Scalar>?
  private let clock = ContinuousClock()
  private var spent = Duration.zero
  private let onStep: (_ step: Int, _ loss: Double) -> Void
  private let onBatch: (_ record: RunRecord) -> Void
  private let batchInterval: Duration
  private var lastBatch: ContinuousClock.Instant?

  private var timePoints: RecordingSchedule
  private var looks = RecordingSchedule.looks
  private var spectra = RecordingSchedule.spectra
  private var hasLateLook = false
  private var ring: DetailRing
  private var watch = EventWatch()
  private let sampler: Sampler<Scalar>?
  private let tier: RecordingTier
  private let steps: Int
  private let weights: [Parameter<Scalar>?]
  private let others: [Parameter<Scalar>]

  /// A recorder for one run.
  ///
  /// - Parameters:
  ///   - record: name, facts, places, chains and chance of the run; its history is started anew. Its
  ///     facts say how much is recorded, and how many updates are planned.
  ///   - network: the network that will be trained.
  ///   - probe: the examples on which units are called silent.
  ///   - heldOut: examples on which loss and accuracy are looked at; nil for none.
  ///   - every: every how many steps; nil for the default.
  ///   - batchInterval: how often `onBatch` is called, at most.
  ///   - onStep: called at every step with the batch's loss, for showing progress.
  ///   - onBatch: called now and then, and not at the end, with the record so far, for keeping it.
  public init(
    _ record: RunRecord, of network: Network<Scalar>, probe: ProbeSet<Scalar>,
    heldOut: HeldOutSet<Scalar>? = nil, every: Int? = nil,
    batchInterval: Duration = .milliseconds(500),
    onStep: @escaping (_ step: Int, _ loss: Double) -> Void = { _, _ in },
    onBatch: @escaping (_ record: RunRecord) -> Void = { _ in }
  ) {
    steps = max(record.facts.plannedSteps ?? 0, 0)
    tier = record.facts.recordingTier ?? .full
    let expected = min(steps, RunHistory.standardCapacity) + 1
    self.record = record
    self.record.curves = Curves(reserved: steps + 1)
    self.record.history = RunHistory(placeCount: network.places.count, reserved: expected)
    self.record.samples = SampleHistory()
    self.record.events = []
    self.record.probes = []
    self.record.probeExamples = probe.count
    self.record.heldOut = heldOut.map { HeldOutCurve(examples: $0.count) }
    (self.probe, self.heldOut) = (probe, heldOut)
    self.batchInterval = batchInterval
    self.onStep = onStep
    self.onBatch = onBatch
    timePoints = .timePoints(every: every)
    ring = DetailRing(placeCount: network.places.count)
    sampler =
      tier == .scalars ? nil : Sampler(network, every: every)
    weights = network.places.map(\.weight)
    let known = Set(weights.compactMap { $0.map(ObjectIdentifier.init) })
    others = network.parameters.filter { !known.contains(ObjectIdentifier($0)) }
  }

  /// Wall time spent in this recorder. What is added up within the passes and the updates is not in
  /// it: at width 64 that is more than half of what recording costs.
  public var instrumentationSeconds: Double { spent.seconds }

  public func measures(step: Int) -> Bool { timePoints.measures(step: step) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func didBackpropagate(_ moment: TrainingMoment<Scalar>) {
    let start = clock.now
    sampler?.complete(moment, in: &record.samples)
    if heldOut?.isDue(step: moment.step) == true || moment.isFinal, let heldOut {
      record.heldOut?.append(heldOut.look(moment.network, step: moment.step))
    }
    if moment.isFinal || measures(step: moment.step) {
      begin(moment)
      if moment.isFinal { finish(moment, update: nil) }
    }
    spent += clock.now - start
    onStep(moment.step, moment.outcome.loss)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome) {
    guard measures(step: moment.step) else { return }
    let start = clock.now
    for (index, weight) in weights.enumerated() {
      guard let weight else { continue }
      WeightStatistics.takeOver(
        weight, isClipped: moment.isClipped, into: &ring.current.places[index])
    }
    if !moment.isClipped {
      ring.current.gradientNorm = globalNorm { $0.lastGradientNorm }
      expressInMeans(moment.gradientFactor)
    }
    finish(moment, update: update)
    spent += clock.now - start
  }

  /// Measures what is in place after the backward pass.
  private func begin(_ moment: TrainingMoment<Scalar>) {
    let ratios = moment.isFinal ? ring.current.places.map(\.updateRatio) : []
    ring.advance()
    ring.current.step = moment.step
    ring.current.loss = moment.outcome.loss
    for (index, place) in moment.workspace.places.enumerated() {
      ActivationStatistics.measure(place, into: &ring.current.places[index])
      DeltaStatistics.measure(place, into: &ring.current.places[index])
      guard let weight = place.weight else { continue }
      // The update measures gradient and weights, unless the one is clipped first or there is none.
      if moment.isClipped || moment.isFinal {
        WeightStatistics.measureGradient(of: weight, into: &ring.current.places[index])
      }
      if moment.isFinal {
        WeightStatistics.measureWeights(of: weight, into: &ring.current.places[index])
        // The last look has no update of its own: it repeats the ratio of the last one made.
        ring.current.places[index].updateRatio =
          record.curves.count == 0 ? 0 : ratios[index]
      }
    }
    if moment.isClipped || moment.isFinal {
      ring.current.gradientNorm = globalNorm { $0.gradient.frobeniusNorm }
      expressInMeans(moment.gradientFactor)
    }
    if moment.isFinal || timePoints.begins(at: moment.step) { ring.compareExamples(moment) }
    sampler?.sample(moment, into: &record.samples)
    if looks.isDue(step: moment.step) || isLateLook(moment.step) || moment.isFinal {
      record.probes.append(
        probe.look(
          moment.network, step: moment.step, tier: tier,
          spectra: spectra.isDue(step: moment.step) || moment.isFinal))
    }
  }

  /// Whether this is the look shortly before the end, which the last one can be compared with: what
  /// is silent at both has not fallen silent for one look only.
  private func isLateLook(_ step: Int) -> Bool {
    guard step >= steps - max(steps / 20, 1), step < steps, !hasLateLook else { return false }
    hasLateLook = true
    return true
  }

  /// √(Σ of squares) of the gradient norms of all parameters; that of the weights is measured.
  private func globalNorm(_ norm: (Parameter<Scalar>) -> Double) -> Double {
    var squares = 0.0
    for place in ring.current.places {
      squares += place.weightGradientNorm * place.weightGradientNorm
    }
    for other in others {
      let norm = norm(other)
      squares += norm * norm
    }
    return squares.squareRoot()
  }

  /// The gradients of a layer are those of the batch mean, whatever is trained on: so runs compare.
  private func expressInMeans(_ factor: Double) {
    guard factor != 1 else { return }
    for index in ring.current.places.indices {
      ring.current.places[index].weightGradientNorm /= factor
      ring.current.places[index].weightGradientRMS /= factor
    }
  }

  /// Puts the step into the record.
  private func finish(_ moment: TrainingMoment<Scalar>, update: UpdateOutcome?) {
    let step = moment.step
    let left = steps - step
    let isLate = 0...Self.lateSteps ~= left
    if isLate { record.curves.makeRoom(for: left + 1) }
    record.curves.append(
      step: step, loss: moment.outcome.loss, accuracy: moment.outcome.accuracy,
      gradientNorm: ring.current.gradientNorm, learningRate: update?.learningRate,
      clippingFactor: update?.clippingFactor ?? 1, alone: isLate || moment.isFinal)
    let events = watch.examine(ring.current)
    for event in events {
      var event = event
      event.steps = ring.steps
      record.events.append(event)
    }
    // The first step of something bad, and the last one, are time points of their own.
    let isAlone = !events.isEmpty || moment.isFinal
    if !events.isEmpty { ring.compareExamples(moment) }
    if timePoints.isDue(step: step) && !record.history.lastMaySpan(step) || isAlone {
      record.history.append(step: step)
      for index in ring.current.places.indices {
        record.history[record.history.count - 1, place: index] = ring.current.places[index]
      }
    } else {
      record.history.extendLast(step: step, ring.current.places)
    }
    if !moment.outcome.lossSum.isFinite {
      record.status = .diverged
    } else if moment.isFinal, step < steps {
      record.status = .interrupted
    }
    if !moment.isFinal { keepBatch() }
  }

  /// The losses of so many last steps stay apart in a long run too: whether the loss jumps from step to
  /// step cannot be seen in means.
  private static var lateSteps: Int { 100 }

  private func keepBatch() {
    let now = clock.now
    if let lastBatch, now - lastBatch < batchInterval { return }
    lastBatch = now
    onBatch(record)
  }
}
