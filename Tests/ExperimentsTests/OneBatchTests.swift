import Datasets
import Diagnosis
import Experiments
import Records
import Tensors
import Testing

/// A network that cannot learn one batch by heart is at fault itself; one that can is not.
struct OneBatchTests {
  /// Labels that have nothing to do with the features.
  private func drawn(_ count: Int) throws -> Dataset {
    var generator = SeededGenerator(seed: 5, stream: 0)
    return try Dataset(
      name: "drawn",
      features: (0..<4 * count).map { _ in Double.random(in: -1...1, using: &generator) },
      labels: (0..<count).map { _ in Int.random(in: 0...1, using: &generator) },
      classNames: ["a", "b"], featureNames: ["u", "v", "w", "x"])
  }

  private func judged(_ edit: (inout TrainingPlan) -> Void) throws -> JudgedRecord {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.batchSize) = (2, 32, 400, 16)
    edit(&plan)
    let data = try PreparedData(drawn(2000), for: plan)
    return try Experiment(name: "sick", configuration: plan, data: data).judged()
  }

  private func message(_ run: JudgedRecord) -> String? {
    run.judgement.findings.first { ["GS402", "GS408"].contains($0.code) }?.message
  }

  @Test func aNetworkThatCanLearnIsToldToLookAtTheData() throws {
    let run = try judged { ($0.optimizer, $0.learningRate) = ("adam", 0.003) }
    let batch = try #require(run.record.facts.oneBatch)
    #expect(batch.examples == 16 && batch.steps == 1000 && batch.isLearned == true)
    #expect(message(run)?.contains("it can learn a few by heart; look at the data") == true)
  }

  /// Two units at this rate do not tell sixteen examples apart in 400 steps.
  @Test func aNetworkThatCannotIsToldToLookAtItself() throws {
    let run = try judged {
      ($0.width, $0.activation, $0.learningRate) = (2, "tanh", 0.003)
      $0.initializer = "xavier-normal"
    }
    let batch = try #require(run.record.facts.oneBatch)
    #expect(batch.isLearned == false)
    // A small healthy network learns nothing from these data either: it is not said where to look first.
    #expect(message(run)?.hasSuffix("it does not even learn a few by heart.") == true)
  }

  @Test func betweenTheTwoAndOfNoNumbersNothingIsSaid() {
    func batch(_ loss: Double?, guessing: Double = 2, examples: Int = 32) -> Bool? {
      OneBatch(examples: examples, steps: 1000, guessing: guessing, loss: loss).isLearned
    }
    #expect(batch(0.1) == true && batch(1.5) == false && batch(nil) == false && batch(0.5) == nil)
    #expect(batch(0.1, guessing: .nan) == nil && batch(0.1, examples: .min) == nil)
  }

  @Test func aRunThatLearnedIsNotTriedOnOneBatch() throws {
    var plan = TrainingPlan()
    (plan.depth, plan.steps) = (2, 200)
    let data = try PreparedData(Digits.load(), for: plan)
    let run = try Experiment(name: "well", configuration: plan, data: data).judged()
    #expect(run.judgement.isHealthy && run.record.facts.oneBatch == nil)
  }
}
