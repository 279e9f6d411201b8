import Networks
import Records
import Tensors

extension Recorder {
  /// A recorder for a network that a program has built itself: what the record says of the
  /// configuration is read off these parts; what they do not say (batch size, seed, how the data
  /// was prepared) keeps the defaults of `RunConfiguration`.
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
    var configuration = RunConfiguration()
    configuration.describe(network)
    configuration.loss = type(of: loss).name
    configuration.optimizer = type(of: rule.optimizer).name
    configuration.learningRate = rule.learningRate
    configuration.momentum = rule.optimizer.momentumShare
    configuration.weightDecay = rule.weightDecay
    configuration.schedule = rule.schedule.name
    configuration.clipNorm = rule.clipping.norm
    configuration.clipValue = rule.clipping.value
    configuration.steps = max(steps, 0)
    configuration.recordingTier = tier
    configuration.recordEvery = every
    configuration.precision = Scalar.precisionName
    let labels = examples.targets.labels
    configuration.task = examples.targets.values == nil ? "classification" : "regression"
    var classes = 0
    if case .classes(let count) = loss.prediction { classes = count }
    configuration.dataset = DatasetSummary(
      name: "examples", examples: examples.count, features: examples.features.columns,
      classes: classes)
    var counts: [Int: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let top = counts.values.max().map { Double($0) / Double(max(labels.count, 1)) }
    var record = RunRecord(
      name: name, configuration: configuration,
      activation: ActivationDescription(
        network.places.lazy.compactMap(\.activation).first ?? Identity()),
      layers: network.descriptions, history: RunHistory(layerCount: network.places.count),
      chance: Chance(
        loss: loss.lossOfGuessing(examples.targets.inDouble), accuracy: top ?? .nan))
    record.dataScale = DataScale(examples)
    self.init(
      record, of: network, probe: ProbeSet(examples, of: network), onStep: onStep,
      onBatch: onBatch)
  }
}

extension RunConfiguration {
  /// What the places of a network say of it. Where hidden layers differ, their names are joined by
  /// commas, and the width and the residual scale are the first one's.
  fileprivate mutating func describe<Scalar: RealScalar>(_ network: Network<Scalar>) {
    let places = network.places.map(\.facts)
    let hidden = places.filter { $0.kind != .output }
    func joined(_ names: [String]) -> String? {
      Set(names).count > 1 ? names.joined(separator: ",") : names.first
    }
    depth = network.depth
    width = places.first?.fanOut ?? network.outputCount
    activation = joined(hidden.map { $0.activation?.name ?? "identity" }) ?? "identity"
    initializer = "custom"
    norm = joined(hidden.map(\.norm.rawValue)) ?? "none"
    residualScale = places.lazy.compactMap(\.bypassScale).first
    residual = residualScale != nil
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
