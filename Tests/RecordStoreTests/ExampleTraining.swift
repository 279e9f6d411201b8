import Foundation
import Records

/// A made-up run that fills every list of a record, step by step, with lists so short that
/// neighbours are merged.
struct ExampleTraining {
  static let placeCount = 3
  private(set) var record: RunRecord
  private var step = 0

  init(name: String = "tanh-xavier", curves: Int = 16, points: Int = 12, samples: Int = 4) {
    record = RunRecord(
      name: name, facts: Self.facts, places: Self.places,
      chains: [.hiddenLayers(2), Chain(name: "steps", axis: .time, places: [2, 0])],
      chance: Chance(classCounts: [3, 4, 5]))
    record.plan = .object([
      "activation": .string("tanh"), "learningRate": .number(0.125), "seed": .unsigned(.max),
      "schedule": .string("cosine"), "clipNorm": .null, "widths": .array([.integer(10)]),
      "residual": .bool(false),
    ])
    record.history = RunHistory(placeCount: Self.placeCount, capacity: points)
    record.curves = Curves(capacity: curves)
    record.samples = SampleHistory(capacity: samples)
    record.probeExamples = 20
    record.dataScale = DataScale(
      features: DataScale.Columns(
        largestMean: 0.5, largestDeviation: 3, largestMagnitude: 16, rms: 4,
        largestColumn: "column, \"quoted\""))
  }

  /// Facts of every kind.
  private static var facts: RunFacts {
    var facts = RunFacts()
    facts.origin = Origin(program: "gradscope", framework: "gradscope", versions: ["swift": "6"])
    facts.task = .classification
    facts.classes = 10
    facts.loss = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    facts.optimizer = OptimizerFacts(name: "adam", dividesByGradientSize: true, momentum: 0.9)
    facts.learningRate = 0.05
    facts.hasConstantRate = false
    facts.clipNorm = 1
    facts.batchSize = 32
    facts.precision = Precision("float32")
    facts.initializer = InitializerFacts(name: "xavier-normal", isMatching: true)
    facts.seed = .max
    facts.plannedSteps = 40
    facts.data = DatasetSummary(name: "digits", examples: 100, features: 64, classes: 10)
    facts.data?.target = "class, \"quoted\"\n"
    return facts
  }

  /// A layer of which all is known, one of which little is, and the output.
  private static var places: [Place] {
    let tanh = ActivationFacts(
      name: "tanh", matchingInitializer: "xavier-normal", matchingGain: 1,
      maximumDerivative: 1, attainableSlope: 0.9, saturates: true, canGoSilent: false)
    var other = Place(name: "encoder.2.query", kind: .attention, units: 10, fanIn: 16, fanOut: 10)
    other.activationName = "tanh"
    return [
      Place(
        name: "layers.0", units: 10, fanIn: 8, fanOut: 10, activation: tanh,
        norm: NormFacts(name: "batch", usesBatch: true), bypass: 0.5),
      other, Place(name: "layers.2", kind: .output, units: 10, fanIn: 24, fanOut: 10),
    ]
  }

  /// A run of so many steps, finished.
  /// A map of two features with two looks.
  static func outputs(_ last: Int) -> OutputMap {
    var map = OutputMap(
      axes: [
        OutputMap.Axis(name: "a", lower: -1, upper: 1, count: 3),
        OutputMap.Axis(name: "b, \"quoted\"", lower: 0.1, upper: 7, count: 2),
      ], target: "kind", classes: ["x", "y"],
      examples: [
        OutputMap.Example(features: [0.1, 2], answer: 1, isHeldOut: false),
        OutputMap.Example(features: [-0.3, 1.0 / 3], answer: 0, isHeldOut: true),
      ])
    map.grids = [
      OutputGrid(step: 0, values: [0.5, 0.75, 1, 0.6, 0.7, 0.8], winners: [0, 1, 0, 1, 0, 1]),
      OutputGrid(
        step: last, values: [1, 0.9, .leastNonzeroMagnitude, 1, 1, 1],
        winners: [0, 0, 1, 1, OutputGrid.noClass, 0]),
    ]
    return map
  }

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
    let places = (0..<Self.placeCount).map { statistics(place: $0) }
    if step % 3 == 2 || record.history.lastMaySpan(step) {
      record.history.extendLast(step: step, places)
    } else {
      record.history.append(step: step)
      for (index, place) in places.enumerated() {
        record.history[record.history.count - 1, place: index] = place
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
          kind: .tooLarge, step: step, place: 1, tensor: .activation, value: 70_000,
          limit: BadEvent.largest,
          steps: (15...17).map {
            StepDetail(step: $0, loss: value($0), gradientNorm: value($0 + 1), places: places)
          }))
    }
    record.timing.steps = step
    record.timing.trainingSeconds = Double(step) * 0.25
    step += 1
  }

  /// Fills in what is known at the end only.
  mutating func finish() {
    record.status = .diverged
    record.outputs = Self.outputs(step)
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
        kind: .tooSmall, step: step, place: 0, tensor: .delta, value: 1e-9,
        limit: BadEvent.smallestShare))
  }

  private func value(_ index: Int) -> Double { 1 / Double(step + index) }

  /// The middle place has all that can be measured, the others what this program measures at every step;
  /// at the last one, nobody looked for zeros of δ, and δ was not counted.
  private func statistics(place: Int) -> PlaceStatistics {
    var statistics = PlaceStatistics()
    for (index, quantity) in Quantity.all.enumerated() {
      guard place == 1 || QuantitySet.everyStep.contains(quantity) else { continue }
      statistics[quantity] =
        quantity.isCount ? Double(step + index * (place + 1)) : value(index + place + 1)
    }
    if place == 2 {
      statistics[.deltaZeroFraction] = nil
      statistics[.nonFiniteDeltas] = nil
    }
    return statistics
  }

  private mutating func sample() {
    let places = (1...Self.placeCount).map { layer in
      var sample = PlaceSample()
      sample.preactivations = MagnitudeHistogram(
        lowestExponent: -10, negative: [step + 1, 0, layer], positive: [0, 2], zeros: layer,
        nonFinite: 1, under: 2, over: 3)
      sample.deltas = MagnitudeHistogram(lowestExponent: 3, negative: [], positive: [7])
      sample.gradientNoise = layer == 1 ? nil : value(layer)
      return sample
    }
    record.samples.append(Sample(step: step, places: places))
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
