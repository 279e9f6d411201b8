import Networks
import Tensors
import Testing

@Suite struct TrainerTests {
  /// Two well separated clouds in the plane.
  private func clouds(_ count: Int = 40) -> Examples<Double> {
    var generator = SeededGenerator(seed: 4)
    let features = Matrix<Double>(rows: count, columns: 2)
    for i in 0..<count {
      features[i, 0] = generator.nextNormal() * 0.3 + (i % 2 == 0 ? 2 : -2)
      features[i, 1] = generator.nextNormal() * 0.3
    }
    return Examples(features: features, labels: (0..<count).map { $0 % 2 })
  }

  private func twoClasses() throws -> CategoricalCrossEntropy {
    try #require(CategoricalCrossEntropy(predicting: .classes(2)))
  }

  private func trainer(
    _ examples: Examples<Double>, learningRate: Double = 0.1, batchSize: Int = 8
  ) throws -> Trainer<Double> {
    var generator = SeededGenerator(seed: 5)
    let network = Network<Double>(
      inputs: 2, depth: 2, width: 8, outputs: 2, activation: ReLU(),
      initializer: FanScaled.he(.normal), using: &generator)
    return try Trainer(
      network: network, examples: examples, loss: twoClasses(), rule: .descent(learningRate),
      sampler: BatchSampler(
        count: examples.count, batchSize: batchSize, generator: SeededGenerator(seed: 6)))
  }

  @Test func learnsTwoClouds() throws {
    let examples = clouds()
    var trainer = try trainer(examples)
    #expect(trainer.run(steps: 100) == .completed)
    // Slices smaller than the set must give the same as one pass over it.
    let outcome = try trainer.network.evaluate(
      examples, by: twoClasses(), in: Workspace(trainer.network, capacity: 7))
    #expect(outcome.count == 40)
    #expect(outcome.accuracy == 1)
    #expect(outcome.loss < 0.1)
  }

  @Test func showsEveryStepBeforeItsUpdateAndOnceMoreAtTheEnd() throws {
    var trainer = try trainer(clouds())
    let log = StepLog()
    #expect(trainer.run(steps: 3, observer: log) == .completed)
    #expect(
      log.events == [
        "look 0", "update 0", "look 1", "update 1", "look 2", "update 2", "look 3, final",
      ])
  }

  @Test func anAbsurdLearningRateEndsAsDivergedAndIsShown() throws {
    var trainer = try trainer(clouds(), learningRate: 1e200)
    let log = StepLog()
    let ending = trainer.run(steps: 100, observer: log)
    guard case .diverged(let step) = ending else {
      Issue.record("expected a diverged run, got \(ending)")
      return
    }
    #expect(step > 0 && step < 100)
    #expect(log.events.last == "look \(step), final")
  }

  /// Of a sum every gradient is B·K times that of the mean; the loss that is shown is the mean's.
  @Test(arguments: ["cross-entropy", "mse"])
  func theSumOfABatchIsTheMeanTimesItsSize(_ name: String) throws {
    let examples = clouds()
    let loss = try LossCatalog.loss(named: name, predicting: .classes(2))
    func run(_ reduction: Reduction, rate: Double) throws -> (Network<Double>, GradientLog) {
      var generator = SeededGenerator(seed: 5)
      let network = Network<Double>(
        inputs: 2, depth: 2, width: 8, outputs: 2, activation: Tanh(),
        initializer: FanScaled.xavier(.normal), using: &generator)
      var rule = UpdateRule.descent(rate)
      rule.reduction = reduction
      var trainer = try Trainer(
        network: network, examples: examples, loss: loss, rule: rule,
        sampler: BatchSampler(count: 40, batchSize: 8, generator: SeededGenerator(seed: 6)))
      let log = GradientLog()
      #expect(trainer.run(steps: 5, observer: log) == .completed)
      return (network, log)
    }
    // B = 8, and K = 2 where the loss is a mean over outputs.
    let factor = name == "mse" ? 16.0 : 8
    let (mean, meanLog) = try run(.mean, rate: 0.1)
    let (sum, sumLog) = try run(.sum, rate: 0.1 / factor)
    #expect(meanLog.factors == [Double](repeating: 1, count: 6))
    #expect(sumLog.factors == [Double](repeating: factor, count: 6))
    #expect(meanLog.losses == sumLog.losses)
    #expect(meanLog.gradients.map { $0 * factor } == sumLog.gradients)
    // Powers of two change nothing but the exponent.
    #expect(mean.denseLayers[1].weights.rowArrays == sum.denseLayers[1].weights.rowArrays)
  }

  @Test func stopIsLookedAtEveryStep() throws {
    var trainer = try trainer(clouds())
    let log = StepLog()
    let ending = trainer.run(steps: 100, observer: log) { $0 == 2 }
    #expect(ending == .interrupted(step: 2))
    #expect(log.events.last == "look 2, final")
    #expect(log.events.count == 5)
  }

  @Test func partsThatDoNotFitAreNamed() throws {
    let two = try twoClasses()
    let values = try #require(MeanSquaredError(predicting: .values(2)))
    let good = clouds()
    func message(_ examples: Examples<Double>, _ loss: any Loss, drawing count: Int = 4) -> String {
      let network = Network<Double>(widths: [2, 3, 2], activation: ReLU())
      let sampler = BatchSampler(count: count, batchSize: 2, generator: SeededGenerator(seed: 0))
      do {
        _ = try Trainer(
          network: network, examples: examples, loss: loss, rule: .descent(0.1), sampler: sampler)
        return "no error"
      } catch { return error.description }
    }
    #expect(message(good, two) == "no error")
    #expect(message(good, two, drawing: 41).hasPrefix("sampler: expected to draw from at most 40"))
    #expect(message(good, values).hasPrefix("targets: expected 2 values for each example"))
    let regression = Examples(features: good.features, values: good.features)
    #expect(message(regression, two).hasPrefix("targets: expected a class for each example"))
    let strange = Examples(features: good.features, labels: (0..<40).map { $0 == 7 ? 2 : 0 })
    #expect(message(strange, two).hasPrefix("example 7: expected a class from 0 to 1, got 2"))
    let wide = Examples(features: Matrix<Double>(rows: 40, columns: 3), labels: good.targets.labels)
    #expect(message(wide, two).hasPrefix("layer 1: expected 2 inputs"))
  }

  @Test func noStepsIsOneLook() throws {
    var trainer = try trainer(clouds())
    let before = trainer.network.denseLayers[0].weights.rowArrays
    let log = StepLog()
    #expect(trainer.run(steps: 0, observer: log) == .completed)
    #expect(log.events == ["look 0, final"])
    #expect(trainer.network.denseLayers[0].weights.rowArrays == before)
  }

  @Test func lastUpdateNormIsThatOfTheUpdate() throws {
    var trainer = try trainer(clouds())
    let before = trainer.network.denseLayers.map(\.weights.rowArrays)
    _ = trainer.run(steps: 1, observer: StepLog())
    for (index, old) in before.enumerated() {
      let weight = trainer.network.denseLayers[index].parameters[0]
      let moved = Matrix(old)
      for i in 0..<moved.count { moved.elements[i] -= weight.values.elements[i] }
      // The update is a small difference of weights near 1: rounding costs some digits.
      #expect(
        abs(TensorSummary(moved).norm / weight.lastUpdateNorm - 1) < 1e-9)
    }
  }
}

/// Notes what it is shown.
private final class StepLog: TrainingObserver {
  typealias Scalar = Double
  private(set) var events: [String] = []
  func didBackpropagate(_ moment: TrainingMoment<Double>) {
    events.append("look \(moment.step)" + (moment.isFinal ? ", final" : ""))
  }
  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {
    events.append("update \(moment.step)")
  }
}

/// Notes loss, a gradient and its factor at each look.
private final class GradientLog: TrainingObserver {
  typealias Scalar = Double
  private(set) var losses: [Double] = []
  private(set) var gradients: [Double] = []
  private(set) var factors: [Double] = []

  func didBackpropagate(_ moment: TrainingMoment<Double>) {
    losses.append(moment.outcome.loss)
    gradients.append(moment.network.denseLayers[0].weightGradient[0, 0])
    factors.append(moment.gradientFactor)
  }

  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {}
}
