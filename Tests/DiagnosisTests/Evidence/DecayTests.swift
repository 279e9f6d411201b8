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

  /// What texts print beside the whole factor multiplies up to it, whatever lies on the way.
  @Test func theMeanFactorMultipliesUpToTheWhole() throws {
    let deltas = [0.62, 1.2, 1, 1.7, 1]
    let record = ExampleRecord.make(depth: 5) { _, layer, statistics in
      statistics.deltaRMS = deltas[min(layer, 5) - 1]
      statistics.activationRMS = 1 / statistics.deltaRMS
    }
    let chain = try #require(RunEvidence(record).mainChain)
    let factor = try #require(chain.initialMeanFactor(.deltaRMS))
    #expect(abs(pow(factor, 4) - 0.62) < 1e-12)
    #expect(abs(pow(chain.initialMeanFactor(.activationRMS) ?? .nan, 4) - 0.62) < 1e-12)
    #expect(abs(pow(chain.initialDecay(.deltaRMS) ?? .nan, 4) - 0.62) > 0.1, "a slope does not")
    #expect(RunEvidence(ExampleRecord.make(depth: 2)).initialDeltaFactor == 1)
    #expect(RunEvidence(ExampleRecord.make(depth: 1)).initialDeltaFactor == nil)
  }

  @Test func theMeanFactorLeavesZerosOut() throws {
    let record = ExampleRecord.make(depth: 4) { step, layer, statistics in
      statistics.deltaRMS = step > 0 ? 0 : [0, 0.25, 0.5, 1, 1][layer - 1]
      if step > 1 { statistics.deltaRMS = .nan }
    }
    let chain = try #require(RunEvidence(record).mainChain)
    #expect(abs((chain.meanFactor(.deltaRMS, at: 0) ?? .nan) - 0.5) < 1e-12)
    #expect(chain.meanFactor(.deltaRMS, at: 1) == 0)
    #expect(chain.meanFactor(.deltaRMS, at: 2)?.isNaN == true)
  }

  /// A finding that names δ of the first place as a share of the last names the factor that makes it.
  @Test func aFindingNamesTheFactorOfItsShare() throws {
    var record = ExampleRecord.make(depth: 11, finalLoss: 2.3) { _, layer, statistics in
      statistics.deltaRMS = layer < 6 ? 1e-10 : 1
      statistics[.derivativeRMS] = nil
    }
    for index in record.places.indices { record.places[index].activation = nil }
    let found = try #require(Judgement(record).findings.first { $0.code == "GS101" })
    #expect(found.message.contains("On average it changes by ×0.10 a layer"), "\(found.message)")
  }

  /// Every step at first, every twentieth later on: the later ones are most of the run.
  @Test func aTypicalUpdateIsOfTheStepsNotOfTheTimePoints() {
    var record = ExampleRecord.make(depth: 1, steps: 0)
    record.history = RunHistory(placeCount: record.places.count)
    let steps = Array(0..<10) + Array(stride(from: 10, through: 100, by: 30))
    for (entry, step) in steps.enumerated() {
      record.history.append(step: step)
      record.history[entry, place: 0][.updateRatio] = step < 10 ? 0.1 : 1e-4
    }
    #expect(record.history.stepsStoodFor(by: [0, 9, 10, 13]) == [9, 1, 90, 1])
    #expect(RunEvidence(record).typicalUpdate(of: 0) == 1e-4)
    #expect(RunEvidence(record).typicalLargestUpdate == 1e-4)
    #expect(RunEvidence(record).typicalUpdate(of: 1) == nil)
    record.history[3, place: 0].updateRatio = .nan
    #expect(RunEvidence(record).typicalUpdate(of: 0)?.isNaN == true)
  }
}
