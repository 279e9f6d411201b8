import Foundation
import Records
import Testing

@Suite struct RunRecordTests {
  /// A record of one hidden layer and two time points.
  private func record(loss: Double) -> RunRecord {
    let layers = [
      LayerDescription(index: 1, fanIn: 4, fanOut: 3, isOutput: false),
      LayerDescription(index: 2, fanIn: 3, fanOut: 2, isOutput: true),
    ]
    var record = RunRecord(
      name: "toy", configuration: RunConfiguration(),
      activation: ActivationDescription(
        name: "relu", matchingInitializer: "he-normal", matchingGain: 1.4142135623730951,
        maximumDerivative: 1, attainableSlope: 0.7071067811865476, saturates: false,
        canGoSilent: true),
      layers: layers, history: RunHistory(layerCount: 2), chance: Chance(classCounts: [5, 5]))
    record.curves.append(step: 0, loss: loss, accuracy: 0.5, gradientNorm: 1)
    record.curves.append(step: 1, loss: loss, accuracy: 0.5, gradientNorm: .infinity)
    for step in 0...1 { record.history.append(step: step) }
    record.history[1, 2].deltaRMS = .leastNonzeroMagnitude * 600
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

  @Test func configurationUsesTheNamesOfTheOptions() throws {
    let data = try JSONEncoder().encode(RunConfiguration())
    let keys = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]).keys
    for key in ["depth", "width", "activation", "init", "learningRate", "batchSize", "seed"] {
      #expect(keys.contains(key))
    }
    #expect(!keys.contains("initializer"))
  }

  @Test func depthIsTheNumberOfHiddenLayers() {
    #expect(record(loss: 1).depth == 1)
    var empty = record(loss: 1)
    empty.layers = []
    #expect(empty.depth == 0)
  }

  @Test func parametersCountWeightsAndBiases() {
    #expect(LayerDescription(index: 1, fanIn: 64, fanOut: 10, isOutput: true).parameters == 650)
  }

  @Test func timePerStepOfNoStepsIsZero() {
    var timing = Timing()
    #expect(timing.microsecondsPerStep == 0)
    timing.steps = 4
    timing.trainingSeconds = 2
    #expect(timing.microsecondsPerStep == 500_000)
  }
}
