import Datasets
import Diagnosis
import Records
import Tensors
import Testing

@testable import Experiments

/// What is advised first is what was seen to work.
struct RemedyCheckTests {
  private func outcome(
    data: Dataset? = nil, stop: StopSignal = StopSignal(), _ edit: (inout TrainingPlan) -> Void
  ) throws -> (sick: JudgedRecord, after: RemedyCheck.Outcome, tried: [String]) {
    var plan = TrainingPlan()
    (plan.width, plan.steps) = (24, 150)
    edit(&plan)
    let source: Prescription.DataSource = { try PreparedData(data ?? Digits.load(), for: $0) }
    let prepared = try source(plan)
    let run = try Experiment(name: "sick", configuration: plan, data: prepared).judged()
    var tried: [String] = []
    let check = RemedyCheck(of: plan, on: prepared, source: source)
    let after = check.tried(
      on: run, arguments: { plan, _ in ["train", "--steps", "\(plan.steps)"] }, stop: stop,
      onTry: { tried.append($0) })
    return (run, after, tried)
  }

  @Test func theFirstRemedyThatHealsEndsTheSearch() throws {
    let (sick, after, tried) = try outcome {
      ($0.depth, $0.initializer) = (6, "normal:0.01")
    }
    let facts = after.run.record.facts.tried
    #expect(tried == ["--init he-normal"] && facts.map(\.options) == tried)
    let change = try #require(facts.first)
    #expect(change.heals && !change.isWorse && change.verdict == "healthy")
    // That of the run, and one that it was not chosen on.
    #expect(change.seeds == [1, 2] && change.arguments == ["train", "--steps", "150"])
    #expect(after.healing?.configuration.initializer == "he-normal")
    // It changes what is advised, and not what is found.
    #expect(after.run.judgement.verdict == sick.judgement.verdict)
    let remedy = try #require(
      after.run.judgement.findings.first { $0.code == "GS101" }?.remedies.first)
    #expect(remedy.words.hasSuffix("(tried: it heals)"))
  }

  /// The weights are all 0 and the rate is next to it: one change is not enough.
  @Test func whereNoneHealsAloneTwoAreTriedTogether() throws {
    let (_, after, _) = try outcome {
      ($0.depth, $0.initializer, $0.learningRate) = (3, "zeros", 1e-6)
    }
    let facts = after.run.record.facts.tried
    #expect(after.healing?.kinds.count == 2 && facts.count > 2)
    #expect(facts.filter(\.isHealthy).count == 1)
    // What is half of the remedy stays one, though alone it did not help.
    let remedy = after.run.judgement.findings.first { $0.code == "GS304" }?.remedies.first
    #expect(remedy?.action == .initializer("he-normal"))
  }

  /// Without the norm it learns a little, with enough examples all there is.
  @Test func ofChangesThatHealTheOneThatComesFarIsTaken() throws {
    let (_, after, _) = try outcome {
      ($0.depth, $0.norm, $0.batchSize, $0.steps) = (6, "batch", 2, 600)
    }
    let taken = after.run.record.facts.tried.filter(\.heals)
    let best = try #require(taken.first)
    #expect(taken.count == 1)
    #expect(after.healing?.title == best.options)
    let loss = try #require(best.loss)
    for other in after.run.record.facts.tried where other.isHealthy {
      #expect(loss <= 1.25 * (other.loss ?? .infinity))
    }
  }

  /// They are there, with what the small healthy network made of them.
  @Test func theDataOfTheRunAreNotReadAgain() throws {
    struct ReadAgain: Error {}
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.initializer) = (6, 24, 150, "normal:0.01")
    let data = try PreparedData(Digits.load(), for: plan)
    let run = try Experiment(name: "sick", configuration: plan, data: data).judged()
    let seed = plan.seed
    let check = RemedyCheck(of: plan, on: data) { other in
      guard other.seed != seed else { throw ReadAgain() }
      return try PreparedData(Digits.load(), for: other)
    }
    #expect(check.tried(on: run).healing?.title == "--init he-normal")
  }

  @Test func aRunThatTakesLongIsNotMadeTwiceMore() throws {
    var plan = TrainingPlan()
    (plan.width, plan.steps) = (1024, 1_000_000)
    let data = try PreparedData(Digits.load(), for: plan)
    let check = RemedyCheck(of: plan, on: data) { try PreparedData(Digits.load(), for: $0) }
    #expect(check.budget == 2e12)
  }

  @Test func onAHealthyRunNothingIsTried() throws {
    let (_, after, tried) = try outcome { $0.depth = 2 }
    #expect(tried.isEmpty && after.run.record.facts.tried.isEmpty && after.healing == nil)
  }

  @Test func whereNothingCanBeLearnedNothingIsTried() throws {
    var generator = SeededGenerator(seed: 5, stream: 0)
    let features = (0..<600).map { _ in Double.random(in: -1...1, using: &generator) }
    let labels = (0..<150).map { _ in Int.random(in: 0...1, using: &generator) }
    let drawn = try Dataset(
      name: "drawn", features: features, labels: labels, classNames: ["a", "b"],
      featureNames: ["u", "v", "w", "x"])
    let (sick, _, tried) = try outcome(data: drawn) { $0.depth = 2 }
    #expect(!sick.judgement.isHealthy && tried.isEmpty)
  }

  @Test func whoStopsItDoesNotWait() throws {
    let stop = StopSignal()
    stop.raise()
    let (_, after, tried) = try outcome(stop: stop) {
      ($0.depth, $0.initializer) = (6, "normal:0.01")
    }
    #expect(tried.isEmpty && after.run.record.facts.tried.isEmpty)
  }
}
