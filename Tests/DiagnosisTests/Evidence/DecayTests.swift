import Foundation
import Records
import Testing

@testable import Diagnosis

@Suite struct DecayTests {
  @Test(arguments: [0.236, 0.7, 1, 1.5])
  func ofAPowerLawIsItsFactor(_ factor: Double) {
    let values = (1...10).map { pow(factor, Double(10 - $0)) }
    // Logarithms and a least-squares slope: some units of 2⁻⁵².
    let (back, forward) = (Decay.backward(values), Decay.forward(values))
    #expect(abs((back ?? .nan) - factor) < 1e-12)
    #expect(abs((forward ?? .nan) - 1 / factor) < 1e-11)
  }

  /// Of weight layers, whose first has the data's fan-in; of blocks none.
  @Test func leavesTheFirstLayerOut() throws {
    var record = ExampleRecord.make(depth: 4) { _, layer, statistics in
      statistics.deltaRMS = layer == 1 ? 1e9 : 1
    }
    #expect(RunEvidence(record).initialDeltaDecay == 1)
    for place in record.chains[0].places { record.places[place].kind = .block }
    #expect(try #require(RunEvidence(record).initialDeltaDecay) > 1e2)
  }

  /// The first steps begin from nothing, the last ones read out.
  @Test func leavesTheEndsOfATimeChainOut() throws {
    var record = ExampleRecord.make(depth: 60) { _, step, statistics in
      statistics.deltaRMS = step <= 5 || step > 55 ? 7 : pow(0.63, Double(60 - step))
    }
    record.chains[0].axis = .time
    let decay = try #require(RunEvidence(record).initialDeltaDecay)
    #expect(abs(decay - 0.63) < 1e-12)
  }

  /// A number that nobody measured makes no factor, and no NaN either.
  @Test func withoutTheQuantityThereIsNone() {
    let record = ExampleRecord.make { _, _, statistics in statistics[.deltaRMS] = nil }
    #expect(RunEvidence(record).initialDeltaDecay == nil)
    #expect(RunEvidence(record).initialActivationDecay != nil)
  }

  @Test func zerosAreSkippedUnlessThereIsNothingElse() {
    #expect(abs((Decay.backward([0, 0, 0.25, 0.5, 1]) ?? .nan) - 0.5) < 1e-12)
    #expect(Decay.backward([0, 0, 0, 0]) == 0)
    // A network whose second layer is dead: nothing comes forward either, and nothing explodes.
    let dead = ExampleRecord.make(depth: 4) { _, layer, statistics in
      statistics.activationRMS = layer == 1 ? 1 : 0
    }
    #expect(RunEvidence(dead).initialActivationDecay == 0)
  }

  @Test func whatIsNotFiniteMakesItNaN() {
    #expect(Decay.backward([1, 1, .nan, 1])?.isNaN == true)
    #expect(Decay.forward([1, 1, .infinity, 1])?.isNaN == true)
  }

  @Test func onePlaceHasNoSlope() {
    #expect(Decay.backward([]) == nil)
    #expect(Decay.backward([1]) == nil)
    #expect(Decay.backward([1, 2]) == 0.5)
    #expect(RunEvidence(ExampleRecord.make(depth: 2)).initialDeltaDecay == nil)
  }
}
