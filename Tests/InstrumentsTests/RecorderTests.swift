import Instruments
import Networks
import Records
import Tensors
import Testing

@Suite struct RecorderTests {
  @Test func historyHasOneEntryPerStepAndOneAfterTheLast() throws {
    let toy = Toy(activation: ReLU())
    let record = try toy.record(steps: 7)
    #expect(record.history.steps == Array(0...7))
    #expect(record.curves.loss.count == 8)
    #expect(record.history.statistics.count == 8 * record.places.count)
    // Looks at the probe set get rarer; there is one shortly before the end and one at it.
    #expect(record.probes.map(\.step) == [0, 6, 7])
  }

  @Test func theFirstEntryIsBeforeTheFirstUpdate() throws {
    let toy = Toy(activation: Tanh())
    let norms = toy.network.denseLayers.map { TensorSummary($0.weights).norm }
    let record = try toy.record(steps: 3)
    expectNear((1...norms.count).map { record.history[0, place: $0 - 1].weightNorm }, norms)
    let last = toy.network.denseLayers.map { TensorSummary($0.weights).norm }
    expectNear((1...norms.count).map { record.history[3, place: $0 - 1].weightNorm }, last)
    #expect(norms != last)
  }

  /// The same squares, added up in another order.
  private func expectNear(_ values: [Double], _ expected: [Double]) {
    #expect(values.count == expected.count)
    #expect(zip(values, expected).allSatisfy { abs($0 / $1 - 1) < 1e-14 })
  }

  @Test func theLastEntryRepeatsTheLastUpdateRatio() throws {
    let record = try Toy(activation: Tanh()).record(steps: 3)
    for layer in 1...record.places.count {
      #expect(record.history[0, place: layer - 1].updateRatio > 0)
      #expect(
        record.history[3, place: layer - 1].updateRatio
          == record.history[2, place: layer - 1].updateRatio)
    }
  }

  @Test func gradientNormCoversWeightsAndBiases() throws {
    let toy = Toy(activation: Tanh())
    let record = try toy.record(steps: 0)
    let squares = toy.network.denseLayers.reduce(0.0) { sum, layer in
      let (w, b) = (
        TensorSummary(layer.weightGradient).norm, TensorSummary(layer.biasGradient).norm
      )
      return sum + w * w + b * b
    }
    // The same sum, taken in the same order.
    #expect(abs(record.curves.gradientNorm[0] / squares.squareRoot() - 1) < 1e-14)
  }

  @Test func deltaDoesNotDependOnTheBatchSize() throws {
    let once = try Toy(activation: Tanh()).record(steps: 0)
    let thrice = try Toy(activation: Tanh(), copies: 3).record(steps: 0)
    for layer in 1...once.places.count {
      let (a, b) = (once.history[0, place: layer - 1], thrice.history[0, place: layer - 1])
      // Means of the same numbers, summed in another order.
      #expect(abs(a.deltaRMS / b.deltaRMS - 1) < 1e-12)
      #expect(abs(a.weightGradientNorm / b.weightGradientNorm - 1) < 1e-12)
      #expect(abs(a.activationRMS / b.activationRMS - 1) < 1e-12)
    }
  }

  @Test func silentUnitsAreCountedOnTheProbeSet() throws {
    let toy = Toy(activation: ReLU())
    // Three units of layer 1 can never speak: no weight reaches them, and their bias is negative.
    let first = toy.network.denseLayers[0]
    for unit in 0..<first.fanOut where unit < 3 {
      for input in 0..<first.fanIn { first.weights[input, unit] = 0 }
      first.bias[0, unit] = -1
    }
    // The others speak on every example.
    for unit in 3..<first.fanOut { first.bias[0, unit] = 1000 }
    let record = try toy.record(steps: 0)
    #expect(record.probes[0].silentUnits[0] == 3)
    #expect(record.probeExamples == 8)
  }

  @Test func anActivationThatCannotGoSilentHasNoCount() throws {
    let record = try Toy(activation: Tanh()).record(steps: 0)
    #expect(record.probes[0].silentUnits == [Int?](repeating: nil, count: record.depth))
  }

  @Test func zerosAreNotDeath() throws {
    let toy = Toy(activation: ReLU())
    let record = try toy.record(steps: 0)
    #expect(record.history[0, place: 0].zeroFraction > 0.2)
    #expect(record.probes[0].silentUnits[0].map { Double($0) / 8 < 0.5 } == true)
  }

  @Test func nanWeightsInLayerSevenShowWhereTheyAreAndWhatTheyReach() throws {
    let toy = Toy(activation: Tanh(), depth: 9)
    toy.network.denseLayers[6].weights[0, 0] = .nan
    let record = try toy.record(steps: 5)
    // The loss is NaN at once; the run ends there, and is shown.
    #expect(record.history.steps == [0])
    for layer in 1...10 {
      let statistics = record.history[0, place: layer - 1]
      #expect(statistics.nonFiniteWeights == (layer == 7 ? 1 : 0))
      #expect((statistics.nonFiniteActivations > 0) == (layer >= 7))
      #expect(statistics.nonFiniteDeltas > 0)
      #expect(statistics.nonFiniteGradients > 0)
    }
    #expect(record.history[0, place: 6].weightNorm.isNaN)
    #expect(record.history[0, place: 2].activationRMS.isFinite)
    #expect(record.curves.loss[0].isNaN)
  }

  @Test func factorsMultiplyToTheDeltaOfTheLayerBelow() throws {
    let toy = Toy(activation: Identity(), depth: 6, width: 64, gain: 0.25)
    let record = try toy.record(steps: 0)
    // σw² = 0.25 on square layers and φ′ = 1: each layer keeps √0.25 of δ, ±10 % at this width.
    for layer in 1..<6 {
      let factor =
        record.history[0, place: layer - 1].deltaRMS / record.history[0, place: layer].deltaRMS
      #expect(abs(factor / 0.5 - 1) < 0.25)
      #expect(record.history[0, place: layer - 1].derivativeRMS == 1)
    }
  }

  /// With an interval of its own a run fills every list, and each of them keeps its beginning.
  @Test func aFullListKeepsItsFirstStepsApart() throws {
    let record = try Toy(activation: ReLU(), depth: 1, width: 2).record(steps: 2_500, every: 1)
    let samples = record.samples.samples
    for (counts, capacity, apart) in [
      (record.curves.counts, Curves.standardCapacity, 500),
      (record.history.counts, RunHistory.standardCapacity, 200),
      (samples.map(\.looks), SampleHistory.standardCapacity, 50),
    ] {
      #expect(counts.count <= capacity && counts.reduce(0, +) == 2_501)
      #expect(counts.prefix(apart).allSatisfy { $0 == 1 } && counts.contains { $0 > 1 })
      // The step after the last update is a point of its own.
      #expect(counts.last == 1)
    }
    // And so are the 100 before it in the curves, which show whether the loss jumps.
    #expect(record.curves.counts.reversed().prefix { $0 == 1 }.count >= 101)
    // Two steps in a row go much the same way: a cosine was taken of every look but the last.
    #expect(
      samples.dropLast().allSatisfy { $0.places[1].gradientCosine.map { $0 <= 1 + 1e-9 } == true })
    #expect(samples.last?.places[1].gradientCosine == nil)
  }

  @Test func tellsEveryStepWithItsLoss() throws {
    let seen = Seen()
    let record = try Toy(activation: ReLU()).record(steps: 4) { seen.losses.append(($0, $1)) }
    #expect(seen.losses.map(\.0) == Array(0...4))
    #expect(seen.losses.map(\.1) == record.curves.loss)
  }
}

private final class Seen {
  var losses: [(Int, Double)] = []
}
