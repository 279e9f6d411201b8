import Records

/// A record of two layers and three steps with everything that an export has to carry.
enum ExampleRecord {
  static func make(name: String = "relu-he") -> RunRecord {
    let relu = ActivationFacts(
      name: "relu", matchingInitializer: "he-normal", matchingGain: 1.5, maximumDerivative: 1,
      attainableSlope: 0.75, saturates: false, canGoSilent: true)
    let places = [
      Place(name: "layers.0", fanIn: 4, fanOut: 3, activation: relu),
      Place(name: "layers.1", kind: .output, fanIn: 3, fanOut: 2),
    ]
    var record = RunRecord(
      name: name, facts: facts, places: places, chains: [.hiddenLayers(1)],
      chance: Chance(classCounts: [5, 5]))
    for step in 0..<3 {
      record.curves.append(
        step: step, loss: step == 2 ? .nan : 1 / Double(step + 1), accuracy: 0.5,
        gradientNorm: step == 2 ? .infinity : 1)
      record.history.append(step: step)
      for place in 0..<2 {
        record.history[step, place: place].deltaRMS = Double(10 * step + place + 1)
      }
    }
    record.history[2, place: 0].nonFiniteDeltas = 7
    var sample = PlaceSample()
    sample.deltas = MagnitudeHistogram(
      lowestExponent: -3, negative: [1, 0, 2], positive: [0, 4, 0], zeros: 5, nonFinite: 6)
    sample.gradientCosine = 0.25
    record.samples.append(Sample(step: 1, places: [sample, PlaceSample()]))
    var probe = ProbeCheckpoint(step: 2, silentUnits: [1])
    probe.stuckMaps = [UnitSet(unitCount: 3, bytes: [5])]
    probe.effectiveRank = [1.5]
    probe.distinctUnits = [3]
    probe.jacobianSingularValues = [[2, 0.5], [1, .nan]]
    record.probes = [ProbeCheckpoint(step: 0, silentUnits: [nil]), probe]
    record.events = [
      BadEvent(
        kind: .tooLarge, step: 2, place: 0, tensor: .weightGradient, value: 70_000, limit: 65_504)
    ]
    record.timing.steps = 2
    record.timing.trainingSeconds = 4
    return record
  }

  private static var facts: RunFacts {
    var facts = RunFacts()
    facts.origin = .gradscope
    facts.task = .classification
    facts.classes = 2
    facts.loss = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    facts.optimizer = OptimizerFacts(name: "sgd", dividesByGradientSize: false)
    facts.learningRate = 0.05
    facts.hasConstantRate = true
    facts.batchSize = 64
    facts.precision = Precision("float32")
    facts.initializer = InitializerFacts(name: "he-normal", isMatching: true)
    facts.seed = .max
    facts.plannedSteps = 2
    return facts
  }
}
