import Networks
import Records
import Tensors

extension Recorder {
  /// A recorder for a network that a program has built itself: the facts of the record are read off
  /// these parts; what they do not say (batch size, seed, how the data was prepared) is not known.
  ///
  /// - Parameters:
  ///   - name: the name of the run.
  ///   - examples: what the network is trained on; the first 256 of them are the probe set.
  ///   - loss: by which guessing is measured.
  ///   - rule: how the parameters are updated.
  ///   - steps: updates that will be made.
  ///   - tier: how much is recorded.
  ///   - every: every how many steps; nil for the default.
  ///   - onStep: called at every step with the batch's loss.
  ///   - onBatch: called now and then with the record so far, for keeping it.
  public convenience init(
    _ name: String, of network: Network<Scalar>, on examples: Examples<Scalar>, loss: any Loss,
    rule: UpdateRule, steps: Int, tier: RecordingTier = .full, every: Int? = nil,
    onStep: @escaping (_ step: Int, _ loss: Double) -> Void = { _, _ in },
    onBatch: @escaping (_ record: RunRecord) -> Void = { _ in }
  ) {
    var facts = RunFacts()
    facts.origin = .gradscope
    facts.task = RunFacts.Task(loss.prediction)
    if case .classes(let count) = loss.prediction { facts.classes = count }
    facts.loss = LossFacts(loss)
    facts.optimizer = OptimizerFacts(rule.optimizer)
    facts.learningRate = rule.learningRate
    facts.hasConstantRate = rule.schedule.name == ConstantRate().name
    facts.weightDecay = rule.weightDecay
    facts.clipNorm = rule.clipping.norm
    facts.clipValue = rule.clipping.value
    facts.precision = Precision(Scalar.precisionName)
    facts.initializer = InitializerFacts(name: "whoever built the network", source: .given)
    facts.data = DatasetSummary(
      name: "examples", examples: examples.count, features: examples.features.columns,
      classes: facts.classes ?? 0)
    facts.plannedSteps = max(steps, 0)
    facts.recordingTier = tier
    let targets = examples.targets.inDouble
    var record = RunRecord(
      name: name, facts: facts, places: network.places.map { Place($0.facts) },
      chains: [.hiddenLayers(network.depth)],
      chance: Chance(
        loss: loss.lossOfGuessing(targets),
        accuracy: targets.accuracyOfGuessing(loss.prediction)))
    record.dataScale = DataScale(examples)
    self.init(
      record, of: network, probe: ProbeSet(examples, of: network), every: every, onStep: onStep,
      onBatch: onBatch)
  }
}

extension Targets {
  /// The same targets in Double.
  fileprivate var inDouble: Targets<Double> {
    guard let values else { return Targets<Double>(labels: labels) }
    let wide = Matrix<Double>(rows: values.rows, columns: values.columns)
    for i in 0..<values.count { wide.elements[i] = Double(values.elements[i]) }
    return Targets<Double>(values: wide)
  }
}

extension DataScale {
  /// The sizes of examples as a network gets them.
  fileprivate init<Scalar: RealScalar>(_ examples: Examples<Scalar>) {
    let features = examples.features
    self.init(
      features: Columns(count: features.count, width: features.columns) {
        Double(features.elements[$0])
      },
      targets: examples.targets.values.map { values in
        Columns(count: values.count, width: values.columns) { Double(values.elements[$0]) }
      })
  }
}
