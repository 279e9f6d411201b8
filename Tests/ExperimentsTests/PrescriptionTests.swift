import Datasets
import Experiments
import Records
import Synchronization
import Tensors
import Testing

struct PrescriptionTests {
  private func prescription(
    seeds: Int = 2, stopsAtFirst: Bool = false, _ edit: (inout TrainingPlan) -> Void
  ) throws -> Prescription {
    var c = TrainingPlan()
    c.width = 24
    c.steps = 150
    edit(&c)
    return try Prescription(
      c, name: "sick", seeds: seeds, stopsAtFirst: stopsAtFirst,
      data: { try PreparedData(Digits.load(), for: $0) })
  }

  @Test func weightsTooSmallAreHealedByTheInitializationMadeForTheActivation() async throws {
    let outcome = try await prescription(stopsAtFirst: true) {
      $0.depth = 6
      $0.initializer = "normal:0.01"
    }.run()
    #expect(!outcome.wasWell && !outcome.triedAll && !outcome.isInterrupted)
    let best = try #require(outcome.recommended)
    #expect(best.change.title == "--init he-normal")
    #expect(best.change.reasons.contains("GS101"))
    #expect(best.isHealed && best.runs.count == 2 && best.isConfirmed == true)
    #expect(best.confirmation?.record.facts.seed == 3)
    #expect(best.runs.map(\.record.facts.seed) == [1, 2])
    // Nothing larger was tried.
    #expect(outcome.trials.count == 1)
  }

  @Test func aHealthyNetworkHasNothingToHeal() async throws {
    let outcome = try await prescription(seeds: 1) { $0.depth = 2 }.run()
    #expect(outcome.wasWell && outcome.trials.isEmpty && outcome.recommended == nil)
  }

  @Test func whatNoFindingCallsForIsTriedWhereNothingElseHeals() async throws {
    // Labels that have nothing to do with the features: nothing that is learned of them holds.
    var generator = SeededGenerator(seed: 5, stream: 0)
    let features = (0..<600).map { _ in Double.random(in: -1...1, using: &generator) }
    let labels = (0..<150).map { _ in Int.random(in: 0...1, using: &generator) }
    let drawn = try Dataset(
      name: "drawn", features: features, labels: labels, classNames: ["a", "b"],
      featureNames: ["u", "v", "w", "x"])
    var c = TrainingPlan()
    (c.depth, c.width, c.steps) = (2, 8, 120)
    let outcome = try await Prescription(
      c, name: "drawn", seeds: 1, data: { try PreparedData(drawn, for: $0) }
    ).run()
    #expect(outcome.triedAll && outcome.recommended == nil)
    #expect(outcome.trials.contains { $0.change.reasons.isEmpty })
    let singles = outcome.trials.filter(\.change.isSingle)
    #expect(singles.map(\.change.kind) == singles.map(\.change.kind).sorted())
    let kinds = outcome.trials.map(\.change.kinds.count)
    #expect(kinds == kinds.sorted())
  }

  @Test func twoFaultsAreHealedByTwoChangesWhereNoSingleOneHeals() async throws {
    let outcome = try await prescription(stopsAtFirst: true) {
      $0.depth = 3
      $0.initializer = "zeros"
      $0.learningRate = 1e-6
    }.run()
    #expect(outcome.triedAll && outcome.triedPairs)
    let singles = outcome.trials.filter(\.change.isSingle)
    #expect(singles.count > 10 && !singles.contains(where: \.isHealed))
    let best = try #require(outcome.recommended)
    #expect(best.change.title == "--init he-normal --learning-rate 0.05")
    #expect(best.change.kinds == [.initialization, .learningRate])
    #expect(best.change.cost == "the same network; at most more steps")
    // Symmetric units call for the one, what is left after it for the other.
    #expect(best.change.reasons.contains("GS304") && best.change.reasons.contains("GS302"))
    #expect(outcome.trials.last?.change == best.change)
  }

  @Test func spoiledWeightsOfAFileAreHealedByDrawingThem() async throws {
    var c = TrainingPlan()
    (c.depth, c.width, c.steps) = (6, 24, 150)
    let data = try PreparedData(Digits.load(), for: c)
    let drawn = try Experiment(name: "drawn", configuration: c, data: data).initialParameters
    let spoiled = drawn.map { tensor in
      var tensor = tensor
      if tensor.name == "layers.2.weight" || tensor.name == "layers.3.weight" {
        for i in tensor.values.indices { tensor.values[i] = 0 }
      }
      return tensor
    }
    c.initialParameters = "spoiled.safetensors"
    let prescription = try Prescription(
      c, name: "sick", seeds: 2, stopsAtFirst: true, parameters: spoiled,
      data: { try PreparedData(Digits.load(), for: $0) })
    let outcome = try await prescription.run()
    #expect(!outcome.wasWell)
    #expect(outcome.recommended?.change.title == "without --initial-parameters")
  }

  @Test func stoppingKeepsWhatIsDone() async throws {
    let stop = StopSignal()
    let ended = Mutex(0)
    let outcome = try await prescription(seeds: 1) {
      $0.depth = 6
      $0.initializer = "normal:0.01"
    }.run(stop: stop) { event in
      guard case .ended = event else { return }
      if ended.withLock({
        $0 += 1
        return $0
      }) == 2 {
        stop.raise()
      }
    }
    #expect(outcome.isInterrupted)
    #expect(outcome.before.count == 1 && !outcome.trials.isEmpty)
    #expect(outcome.trials.allSatisfy { !$0.runs.isEmpty })
  }

  @Test func noSeedsAreAnError() {
    #expect(throws: ConfigurationError.self) { try prescription(seeds: 0) { _ in } }
  }
}
