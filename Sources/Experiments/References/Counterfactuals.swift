import Datasets
import Diagnosis
import Networks
import Records

/// The runs with one thing changed that are made where a run learned too little and its own numbers do not say
/// why: they tell a rate that is too large from a network that is too narrow, which look alike.
struct Counterfactuals {
  private let sick: TrainingPlan
  private let data: PreparedData
  private let parameters: [NamedTensor]?

  /// The changes of this plan.
  init(of sick: TrainingPlan, on data: PreparedData, parameters: [NamedTensor]?) {
    (self.sick, self.data, self.parameters) = (sick, data, parameters)
  }

  /// Multiplications that they may take together: some ten seconds on one core.
  private static let mostWork = 1e11

  /// The changes that this plan can have, the likeliest first.
  var plans: [(change: Counterfactual.Change, value: Double?, plan: TrainingPlan)] {
    Counterfactual.Change.allCases.compactMap { change in
      var plan = sick
      guard let value = apply(change, to: &plan), plan != sick else { return nil }
      plan.recordingTier = .scalars
      return (change, value, plan)
    }
  }

  /// Makes the runs until one of them comes as far as the reference asks.
  func run(against reference: Reference, stop: StopSignal) -> [Counterfactual] {
    var made: [Counterfactual] = []
    var work = 0.0
    for (change, value, plan) in plans {
      let own = plan.work(on: data)
      guard !stop.isRaised else { break }
      // Where one is too much, a smaller one may not be.
      guard work + own < Self.mostWork,
        let experiment = try? Experiment(
          name: change.rawValue, configuration: plan, data: data,
          parameters: plan.initialParameters == nil ? nil : parameters)
      else { continue }
      work += own
      let record = experiment.run(stop: stop)
      guard record.status != .interrupted else { break }
      let loss = record.status == .completed ? reference.loss(of: record.evaluation) : .nan
      let suffices = loss <= reference.needed
      made.append(Counterfactual(change: change, value: value, loss: loss, suffices: suffices))
      if suffices { break }
    }
    return made
  }

  /// Changes a plan; the number that it has now, nil inside for one without, and nil where there is nothing to
  /// change.
  private func apply(
    _ change: Counterfactual.Change, to plan: inout TrainingPlan
  ) -> Double?? {
    switch change {
    case .noClipping:
      (plan.clipNorm, plan.clipValue) = (nil, nil)
    case .lowerRate:
      plan.learningRate = TrainingPlan.rounded(plan.learningRate / 10)
      return plan.learningRate
    case .higherRate:
      plan.learningRate = TrainingPlan.rounded(plan.learningRate * 10)
      return plan.learningRate
    case .noWeightDecay:
      plan.weightDecay = 0
    case .constantRate:
      plan.schedule = "constant"
    case .nonLinearity:
      guard plan.activation.values.allSatisfy({ $0 == "identity" }), !plan.hiddenWidths.isEmpty
      else { return nil }
      guard let changed = plan.applying(.activation("relu", initializer: "he-normal")) else {
        return nil
      }
      plan = changed
    case .moreUnits:
      guard let narrowest = plan.hiddenWidths.min(), narrowest < 64, plan.initialParameters == nil,
        let changed = plan.applying(.units(times: max(4, (16 / Double(narrowest)).rounded(.up))))
      else { return nil }
      plan = changed
      return plan.hiddenWidths.min().map(Double.init)
    case .moreSteps:
      plan.steps = min(4 * plan.steps, 10_000_000)
      return Double(plan.steps)
    }
    return .some(nil)
  }
}

extension TrainingPlan {
  /// Multiplications of a run: three passes over every weight for every example.
  func work(on data: PreparedData) -> Double {
    let sizes =
      [data.training.featureCount] + hiddenWidths
      + [max(data.training.classCount, data.training.targetCount)]
    let weights = zip(sizes, sizes.dropFirst()).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let batch = batchSize == 0 ? data.training.exampleCount : batchSize
    // A step of few examples costs its overhead, layer by layer.
    return Double(steps) * (3 * weights * Double(batch) + 5e4 * Double(sizes.count))
  }
}

extension Experiment {
  /// Trains, records and judges; where the run learned too little and nothing on it says why, it is made once
  /// more with one thing changed, where that does not say it either on one batch alone, and judged again with
  /// what that shows.
  public func judged(
    explaining: Bool = true, stop: StopSignal = StopSignal(),
    onStep: @escaping (_ step: Int, _ loss: Double) -> Void = { _, _ in },
    onBatch: @escaping (_ record: RunRecord) -> Void = { _ in },
    onEnd: (_ tensors: [NamedTensor]) -> Void = { _ in }
  ) -> JudgedRecord {
    var record = run(stop: stop, onStep: onStep, onBatch: onBatch, onEnd: onEnd)
    let judged = JudgedRecord(record)
    guard explaining, let reference = record.facts.reference,
      judged.judgement.asksForCounterfactuals
    else { return judged }
    if !reference.learnedNothing {
      record.facts.counterfactuals = counterfactuals.run(against: reference, stop: stop)
    }
    if !record.facts.counterfactuals.contains(where: \.suffices) {
      record.facts.oneBatch = oneBatch(stop: stop)
    }
    return JudgedRecord(record)
  }
}

extension Judgement {
  /// That it learned too little is found, not by heart; or that it learned nothing, and nothing explains that.
  fileprivate var asksForCounterfactuals: Bool {
    findings.contains {
      $0.code == LearnedTooLittle.code && $0.severity == .error && !$0.isLearnedByHeart
    }
      || gravestError?.code == LossNotDecreasing.code
  }
}
