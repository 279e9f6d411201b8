import Diagnosis
import Records
import Testing

@testable import Experiments

/// From which single changes a second one is gone on from, and to which.
struct ChangePairsTests {
  private let sick: TrainingPlan = {
    var c = TrainingPlan()
    (c.activation, c.initializer) = ("tanh", "naive")
    return c
  }()

  private func trial(
    _ kind: ChangeKind, _ record: RunRecord, _ edit: (inout TrainingPlan) -> Void
  ) throws -> PrescriptionTrial {
    var after = sick
    edit(&after)
    var trial = PrescriptionTrial(
      try #require(Change([kind], from: sick, to: after, reasons: ["GS101"])), seeds: 1)
    trial.runs = [JudgedRecord(record)]
    return trial
  }

  private var vanishing: RunRecord { ExampleRecord.make(deltaFactor: 0.3, finalLoss: 2.3) }
  private var before: [JudgedRecord] { [JudgedRecord(vanishing)] }

  @Test func whatCuredTheFirstFaultIsGoneOnFrom() throws {
    // Still vanishing, and a network that only stands still.
    let norm = try trial(.normalization, vanishing) { $0.norm = "layer" }
    let still = ExampleRecord.make(finalLoss: 2.3) { $2.updateRatio = 1e-8 }
    let cured = try trial(.initialization, still) { $0.initializer = "xavier-normal" }
    let pairs = ChangePairs.changes(of: sick, before: before, after: [norm, cured])
    let first = try #require(pairs.first)
    #expect(first.kinds == [.initialization, .learningRate])
    #expect(first.configuration.initializer == "xavier-normal")
    #expect(first.reasons == ["GS101", "GS302", "GS402"])
    #expect(Set(pairs.map(\.configuration)).count == pairs.count)
    #expect(pairs.allSatisfy { $0.kinds.count == 2 })
  }

  @Test func whereAChangeLeavesNothingToFindTheFirstFindingsStillCall() throws {
    let slow = try trial(.initialization, ExampleRecord.make(finalLoss: 1.5)) {
      $0.initializer = "xavier-normal"
    }
    let pairs = ChangePairs.changes(of: sick, before: before, after: [slow])
    #expect(pairs.contains { $0.configuration.norm == "batch" })
    #expect(!pairs.contains { $0.kinds == [.initialization] })
  }

  @Test func fewerLayersAreNoFirstOfTwo() throws {
    let shallow = try trial(.depth, ExampleRecord.make(finalLoss: 1.5)) { $0.depth = 2 }
    #expect(ChangePairs.changes(of: sick, before: before, after: [shallow]).isEmpty)
  }

  /// min() of numbers with NaN depends on their order.
  @Test func aRunThatEndedInNaNIsFurthestWhateverItsSeed() throws {
    let nan = JudgedRecord(ExampleRecord.make(finalLoss: .nan))
    let good = JudgedRecord(ExampleRecord.make(finalLoss: 1))
    var one = try trial(.loss, nan.record) { $0.loss = "mse" }
    var other = one
    one.runs = [nan, good]
    other.runs = [good, nan]
    let (a, b) = (RemainingHarm(one, sick: []), RemainingHarm(other, sick: []))
    #expect(a == b && !(a < b))
  }
}
