import Foundation
import Records

/// A made-up run that fills every list of a record, step by step, with lists so short that
/// neighbours are merged.
struct ExampleTraining {
  static let layerCount = 3
  private(set) var record: RunRecord
  private var step = 0

  init(name: String = "tanh-xavier", curves: Int = 16, points: Int = 12, samples: Int = 4) {
    var configuration = RunConfiguration()
    configuration.activation = "tanh"
    configuration.depth = 2
    configuration.momentum = 0.9
    configuration.clipNorm = 1
    configuration.seed = .max
    configuration.dataset = DatasetSummary(name: "digits", examples: 100, features: 64, classes: 10)
    configuration.dataset.target = "class, \"quoted\"\n"
    record = RunRecord(
      name: name, configuration: configuration,
      activation: ActivationDescription(
        name: "tanh", matchingInitializer: "xavier-normal", matchingGain: 1,
        maximumDerivative: 1, attainableSlope: 0.9, saturates: true, canGoSilent: false),
      layers: (1...Self.layerCount).map {
        LayerDescription(index: $0, fanIn: 8 * $0, fanOut: 10, isOutput: $0 == Self.layerCount)
      },
      history: RunHistory(layerCount: Self.layerCount, capacity: points),
      chance: Chance(classCounts: [3, 4, 5]))
    record.curves = Curves(capacity: curves)
    record.samples = SampleHistory(capacity: samples)
    record.probeExamples = 20
    record.dataScale = DataScale(
      features: DataScale.Columns(
        largestMean: 0.5, largestDeviation: 3, largestMagnitude: 16, rms: 4,
        largestColumn: "column, \"quoted\""))
  }

  /// A run of so many steps, finished.
  static func finished(name: String = "tanh-xavier", steps: Int = 40) -> RunRecord {
    var training = ExampleTraining(name: name)
    training.advance(steps)
    training.finish()
    return training.record
  }

  /// Makes so many steps.
  mutating func advance(_ steps: Int) { for _ in 0..<steps { advance() } }

  /// Makes a step. Every third one, at least, joins the time point before it, as in the later part of
  /// a run.
  mutating func advance() {
    record.curves.append(
      step: step, loss: value(1), accuracy: value(2), gradientNorm: value(3), learningRate: 0.1,
      clippingFactor: step % 4 == 3 ? 0.5 : 1)
    let layers = (1...Self.layerCount).map { statistics(layer: $0) }
    if step % 3 == 2 || record.history.lastMaySpan(step) {
      record.history.extendLast(step: step, layers)
    } else {
      record.history.append(step: step)
      for (index, layer) in layers.enumerated() {
        record.history[record.history.count - 1, index + 1] = layer
      }
    }
    if step % 5 == 0 { sample() }
    // What a sample says about the step after it comes with that step.
    if step % 5 == 1 {
      record.samples.completeLast(cosines: [value(4)])
    }
    if step % 10 == 0 { probe() }
    if step == 17 {
      record.events.append(
        BadEvent(
          kind: .tooLarge, step: step, layer: 2, tensor: .activation, value: 70_000,
          limit: BadEvent.largest,
          steps: (15...17).map {
            StepDetail(step: $0, loss: value($0), gradientNorm: value($0 + 1), layers: layers)
          }))
    }
    record.timing.steps = step
    record.timing.trainingSeconds = Double(step) * 0.25
    step += 1
  }

  /// Fills in what is known at the end only.
  mutating func finish() {
    record.status = .diverged
    let band = PredictedProfile.Band(lower: 0.5, expected: value(1), upper: 2)
    record.prediction = PredictedProfile(
      layers: [.init(activationRMS: band, deltaRMS: .init(lower: 0, expected: 1e-300, upper: 1))],
      limits: ["a reason", "another"])
    record.evaluation.initialLoss = 2.5
    record.evaluation.finalLoss = 0.125
    record.evaluation.validationLoss = 0.25
    record.evaluation.trainingAccuracy = 0.9
    record.evaluation.validationAccuracy = 0.8
    record.evaluation.trainingExamples = 80
    record.evaluation.validationExamples = 20
    record.events.append(
      BadEvent(
        kind: .tooSmall, step: step, layer: 1, tensor: .delta, value: 1e-9,
        limit: BadEvent.smallestShare))
  }

  private func value(_ index: Int) -> Double { 1 / Double(step + index) }

  private func statistics(layer: Int) -> LayerStatistics {
    var statistics = LayerStatistics()
    for (index, quantity) in LayerStatistics.quantities.enumerated() {
      statistics[keyPath: quantity.path] = value(index + layer)
    }
    for (index, counter) in LayerStatistics.counters.enumerated() {
      statistics[keyPath: counter.path] = step + index * layer
    }
    return statistics
  }

  private mutating func sample() {
    let layers = (1...Self.layerCount).map { layer in
      var sample = LayerSample()
      sample.preactivations = MagnitudeHistogram(
        lowestExponent: -10, negative: [step + 1, 0, layer], positive: [0, 2], zeros: layer,
        nonFinite: 1, under: 2, over: 3)
      sample.deltas = MagnitudeHistogram(lowestExponent: 3, negative: [], positive: [7])
      sample.gradientNoise = layer == 1 ? nil : value(layer)
      return sample
    }
    record.samples.append(Sample(step: step, layers: layers))
  }

  private mutating func probe() {
    var probe = ProbeCheckpoint(step: step, silentUnits: [2, nil])
    if step > 0 {
      probe.distinctUnits = [step, 10]
      probe.silentMaps = [UnitSet(unitCount: 10, bytes: [5, 1]), UnitSet(unitCount: 10)]
      probe.effectiveRank = [3.5, value(1)]
    }
    if step > 10 {
      probe.stuckMaps = [UnitSet(unitCount: 10, bytes: [255, 3]), UnitSet(unitCount: 10)]
      probe.jacobianSingularValues = [[2, value(2)], [], [1]]
    }
    record.probes.append(probe)
  }
}

extension RunRecord {
  /// Everything that is in the record as a text, in which NaN is equal to NaN.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
