import Networks
import Records
import Testing

/// What is in a record at each tier, and with `--record-every`.
@Suite struct RecordingTierTests {
  private func record(_ tier: RecordingTier, every: Int? = nil) throws -> RunRecord {
    try Toy(activation: ReLU()).record(steps: 30, tier: tier, every: every)
  }

  @Test func scalarsAreInEveryTier() throws {
    let records = try RecordingTier.allCases.map { try record($0) }
    for record in records {
      #expect(record.history == records[0].history && record.curves == records[0].curves)
      #expect(record.probes.map(\.silentUnits) == records[0].probes.map(\.silentUnits))
      #expect(record.probes.allSatisfy { $0.silentUnits.allSatisfy { $0 != nil } })
    }
  }

  @Test func scalarsHaveNothingElse() throws {
    let record = try record(.scalars)
    #expect(record.samples.samples.isEmpty)
    #expect(record.probes.allSatisfy { $0.silentMaps == nil && $0.stuckMaps == nil })
    #expect(record.probes.allSatisfy { $0.effectiveRank == nil })
    #expect(record.probes.allSatisfy { $0.jacobianSingularValues == nil })
  }

  @Test func fullHasSamplesMapsAndRanks() throws {
    let record = try record(.full)
    // The first steps, ever fewer after that, and the last.
    let steps = record.samples.samples.map(\.step)
    #expect(steps.prefix(5) == [0, 1, 2, 3, 4] && steps.last == 30 && steps.count < 31)
    let first = try #require(record.samples.samples.first).places
    // 8 examples of 8 units, and 5 · 8 weights.
    #expect(first[0].activations.count == 64 && first[0].preactivations.count == 64)
    #expect(first[0].deltas.count == 64 && first[0].weightGradients.count == 40)
    #expect(first.allSatisfy { $0.gradientCosine != nil && $0.gradientNoise != nil })
    #expect(record.probes.allSatisfy { $0.silentMaps?.count == 3 })
    // Singular values are taken at fewer looks.
    #expect(record.probes.first?.effectiveRank?.count == 3)
    #expect(record.probes.contains { $0.effectiveRank == nil })
    #expect(record.probes.allSatisfy { $0.jacobianSingularValues == nil })
  }

  /// The gradient that an update takes is 8 times that of the mean of a batch of 8. A layer's facts
  /// are by definition of the mean, so that runs with either reduction can be compared.
  @Test func aSumScalesTheGradientOfTheRunAndNoFactOfALayer() throws {
    let mean = try Toy(activation: Tanh()).record(steps: 1)
    let sum = try Toy(activation: Tanh()).record(steps: 1, reduction: .sum)
    #expect(mean.curves.loss[0] == sum.curves.loss[0])
    let ratio = sum.curves.gradientNorm[0] / mean.curves.gradientNorm[0]
    #expect(abs(ratio - 8) < 1e-5)
    for layer in 0..<mean.places.count {
      let (a, b) = (mean.history[0, place: layer], sum.history[0, place: layer])
      #expect(a.deltaRMS == b.deltaRMS)
      #expect(abs(a.weightGradientNorm / b.weightGradientNorm - 1) < 1e-6)
      #expect(
        mean.samples.samples[0].places[layer].gradientNoise
          == sum.samples.samples[0].places[layer].gradientNoise)
    }
  }

  /// What the page of quantities says: at the first sample after every doubling.
  @Test func gradientsAreComparedAtSomeOfTheSamples() throws {
    let samples = try Toy(activation: ReLU()).record(steps: 100).samples.samples
    let compared = samples.filter { $0.places[0].gradientNoise != nil }.map(\.step)
    #expect(compared.prefix(5) == [0, 1, 2, 4, 8] && compared.last == 100)
    for (step, next) in zip(compared, compared.dropFirst()).dropLast() {
      let doubled = samples.first { $0.step >= max(2 * step, step + 1) }
      #expect(next == doubled?.step)
    }
  }

  @Test func deepHasTheJacobianToo() throws {
    let (full, deep) = (try record(.full), try record(.deep))
    #expect(deep.samples == full.samples)
    #expect(deep.probes.map(\.effectiveRank) == full.probes.map(\.effectiveRank))
    let spectra = deep.probes.filter { $0.effectiveRank != nil }.map(\.jacobianSingularValues)
    // Four examples, and as many singular values as outputs.
    #expect(spectra.allSatisfy { $0?.map(\.count) == [3, 3, 3, 3] })
  }

  @Test func everyEighthStepIsMeasuredAndTheLast() throws {
    let record = try record(.full, every: 8)
    #expect(record.curves.steps == [0, 8, 16, 24, 30])
    #expect(record.history.steps == record.curves.steps)
    #expect(record.history.counts == [1, 1, 1, 1, 1])
    #expect(record.samples.samples.map(\.step) == record.curves.steps)
    // The cosine is that of a measured step and the very next one.
    #expect(record.samples.samples.dropLast().allSatisfy { $0.places[0].gradientCosine != nil })
    let all = try self.record(.full)
    for (entry, step) in record.history.steps.enumerated() {
      for layer in 1...4 where step < 30 {
        #expect(record.history[entry, place: layer - 1] == all.history[step, place: layer - 1])
      }
    }
  }

  /// Step 4 is none that was to be measured, until its loss is not finite.
  @Test func aStepThatDivergesIsMeasuredThoughNobodyAskedForIt() throws {
    let toy = try Toy(activation: Tanh())
    let network = toy.network
    let record = try toy.record(steps: 30, every: 10) { step, _ in
      if step == 3 { network.denseLayers[1].weights.fill(.nan) }
    }
    #expect(record.status == .diverged)
    #expect(record.curves.steps == [0, 4] && record.history.steps == [0, 4])
    #expect(record.samples.samples.map(\.step) == [0, 4])
    let (first, second) = (record.history[1, place: 0], record.history[1, place: 1])
    #expect(first.activationRMS > 0 && first.activationRMS < 1 && first.nonFinite > 0)
    #expect(first.nonFiniteActivations == 0 && first.nonFiniteDeltas == 64)
    #expect(second.nonFiniteWeights == 64 && second.nonFiniteActivations == 64)
    let event = try #require(record.events.first { $0.kind == .nonFinite })
    #expect(event.step == 4 && event.place == 1 && event.tensor == .weight)
  }
}
