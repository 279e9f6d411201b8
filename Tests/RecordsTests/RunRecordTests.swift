import Foundation
import Records
import Testing

@Suite struct RunRecordTests {
  /// A record of one hidden layer and two time points.
  private func record(loss: Double) -> RunRecord {
    let relu = ActivationFacts(
      name: "relu", matchingInitializer: "he-normal", matchingGain: 1.4142135623730951,
      maximumDerivative: 1, attainableSlope: 0.7071067811865476, saturates: false,
      canGoSilent: true)
    var facts = RunFacts()
    facts.origin = .gradscope
    facts.seed = .max
    var record = RunRecord(
      name: "toy", facts: facts,
      places: [
        Place(name: "layers.0", fanIn: 4, fanOut: 3, activation: relu),
        Place(name: "layers.1", kind: .output, fanIn: 3, fanOut: 2),
      ], chains: [.hiddenLayers(1)], chance: Chance(classCounts: [5, 5]))
    record.plan = .object(["seed": .unsigned(.max), "init": .string("he-normal")])
    record.curves.append(step: 0, loss: loss, accuracy: 0.5, gradientNorm: 1)
    record.curves.append(step: 1, loss: loss, accuracy: 0.5, gradientNorm: .infinity)
    for step in 0...1 { record.history.append(step: step) }
    record.history[1, place: 1].deltaRMS = .leastNonzeroMagnitude * 600
    record.probes = [
      ProbeCheckpoint(step: 0, silentUnits: [nil]), .init(step: 1, silentUnits: [2]),
    ]
    record.evaluation.initialLoss = 0.7
    record.evaluation.finalLoss = 0.1
    record.evaluation.trainingAccuracy = 1
    return record
  }

  private var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  private var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  @Test func comesBackFromJSONAsItWas() throws {
    let record = record(loss: 0.1 + 0.2)
    #expect(try decoder.decode(RunRecord.self, from: encoder.encode(record)) == record)
  }

  @Test func nanSurvivesAsText() throws {
    let data = try encoder.encode(record(loss: .nan))
    #expect(String(decoding: data, as: UTF8.self).contains("\"nan\""))
    let back = try decoder.decode(RunRecord.self, from: data)
    #expect(back.curves.loss.allSatisfy { $0.isNaN })
    #expect(back.curves.gradientNorm[1] == .infinity)
    #expect(back.probes[0].silentUnits == [nil])
  }

  @Test func depthIsTheLengthOfTheMainChain() {
    #expect(record(loss: 1).depth == 1)
    var empty = record(loss: 1)
    empty.chains = []
    #expect(empty.depth == 0)
  }

  @Test func parametersCountWeightsAndBiases() {
    #expect(Place(name: "a", kind: .output, fanIn: 64, fanOut: 10).parameters == 650)
    #expect(Place(name: "a", kind: .block, units: 64).parameters == 0)
  }

  /// What is no weight layer has no number among them.
  @Test func weightLayersAreNumberedFromOne() {
    var record = record(loss: 1)
    record.places.insert(Place(name: "block", kind: .block, units: 3), at: 1)
    #expect(record.weightLayers == [0, 2])
    #expect((0..<3).map { record.layerNumber(of: $0) } == [1, nil, 2])
    #expect(record.layerNumber(of: 3) == nil && record.outputPlace == 2)
  }

  @Test func timePerStepOfNoStepsIsZero() {
    var timing = Timing()
    #expect(timing.microsecondsPerStep == 0)
    timing.steps = 4
    timing.trainingSeconds = 2
    #expect(timing.microsecondsPerStep == 500_000)
  }
}
