import Datasets
import Experiments
import Records
import Testing

@Suite struct ExperimentTests {
  @Test(arguments: ["float32", "float64"])
  func oneSeedIsOneRecordApartFromItsTiming(_ precision: String) throws {
    var records = try (0..<2).map { _ in
      try TestData.run("relu-he", depth: 3, steps: 5) { $0.precision = precision }
    }
    for index in records.indices { records[index].timing = Timing() }
    #expect(records[0] == records[1])
    let other = try TestData.run("relu-he", depth: 3, steps: 5) { $0.seed = 2 }
    #expect(other.curves.loss != records[0].curves.loss)
  }

  @Test func aRecordSaysWhatWasTrained() throws {
    let record = try TestData.run("tanh-xavier", depth: 3, steps: 4)
    #expect(record.status == .completed)
    #expect(TrainingPlan(of: record)?.initializer == "xavier-normal")
    #expect(record.facts.data?.name == "digits")
    #expect(record.facts.data?.examples == 1797)
    #expect(record.places.map(\.fanIn) == [64, 32, 32, 32])
    #expect(record.places.map(\.fanOut) == [32, 32, 32, 10])
    #expect(record.places.map(\.kind) == [.dense, .dense, .dense, .output])
    #expect(record.curves.count == 5)
    #expect(record.timing.steps == 4)
    #expect(record.evaluation.trainingExamples + record.evaluation.validationExamples == 1797)
  }

  @Test func theLastLookAtWhatIsHeldOutIsTheEvaluation() throws {
    let record = try TestData.run("relu-he", depth: 2, steps: 60)
    let curve = try #require(record.heldOut)
    #expect(curve.examples == record.evaluation.validationExamples)
    #expect(curve.looks.first?.step == 0 && curve.looks.last?.step == 60)
    #expect(curve.looks.last?.loss == record.evaluation.validationLoss)
    #expect(curve.looks.last?.accuracy == record.evaluation.validationAccuracy)
    #expect(curve.best?.step ?? 0 > 0)
  }

  @Test func whereNothingIsHeldOutNobodyLooks() throws {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.validationFraction) = (1, 8, 2, 0)
    let data = try PreparedData(Digits.load(), for: plan)
    let record = try Experiment(name: "all", configuration: plan, data: data).run()
    #expect(record.heldOut == nil)
  }

  @Test func anInterruptedRunKeepsWhatItHad() throws {
    let stop = StopSignal()
    var base = TrainingPlan()
    base.depth = 2
    base.width = 8
    let run = try Experiment(name: "stopped", configuration: base, data: TestData.digits)
    let record = run.run(stop: stop) { step, _ in if step == 2 { stop.raise() } }
    #expect(record.status == .interrupted)
    #expect(record.history.steps == [0, 1, 2, 3])
    #expect(record.timing.steps == 3)
    #expect(record.probes.last?.step == 3)
    #expect(record.evaluation.finalLoss.isFinite)
  }

  @Test func anAbsurdLearningRateDiverges() throws {
    let record = try TestData.run("relu-he", depth: 3, steps: 50) { $0.learningRate = 1e30 }
    #expect(record.status == .diverged)
    #expect(record.history.count < 51)
    #expect(record.curves.loss.last?.isFinite == false)
    // Who answers with NaN does not answer.
    #expect(record.evaluation.finalLoss.isNaN == record.evaluation.trainingAccuracy.isNaN)
    #expect(record.evaluation.validationLoss?.isNaN == record.evaluation.validationAccuracy?.isNaN)
  }

  @Test func comparisonReturnsItsRecordsInOrder() async throws {
    var base = TrainingPlan()
    base.depth = 2
    base.width = 8
    base.steps = 3
    let comparison = try Comparison(Lineup(base: base), data: TestData.digits)
    let records = await comparison.run().map(\.record)
    #expect(records.map(\.name) == Lineup.standardNames)
    #expect(records.allSatisfy { $0.status == .completed && $0.history.count == 4 })
  }

  @Test func aComparisonThatIsStoppedAtOnceStillLooksOnce() async throws {
    var base = TrainingPlan()
    base.depth = 2
    base.width = 8
    let stop = StopSignal()
    stop.raise()
    let names = ["relu-he", "tanh-naive", "residual-he"]
    let records = try await Comparison(Lineup(names, base: base), data: TestData.digits)
      .run(stop: stop).map(\.record)
    #expect(records.map(\.name) == names)
    #expect(records.allSatisfy { $0.status == .interrupted && $0.history.steps == [0] })
  }
}
