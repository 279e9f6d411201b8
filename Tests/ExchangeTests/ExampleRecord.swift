import Records

/// A record of two layers and three steps with everything that an export has to carry.
enum ExampleRecord {
  static func make(name: String = "relu-he") -> RunRecord {
    let layers = [
      LayerDescription(index: 1, fanIn: 4, fanOut: 3, isOutput: false),
      LayerDescription(index: 2, fanIn: 3, fanOut: 2, isOutput: true),
    ]
    var record = RunRecord(
      name: name, configuration: RunConfiguration(),
      activation: ActivationDescription(
        name: "relu", matchingInitializer: "he-normal", matchingGain: 1.5, maximumDerivative: 1,
        attainableSlope: 0.75, saturates: false, canGoSilent: true),
      layers: layers, history: RunHistory(layerCount: 2), chance: Chance(classCounts: [5, 5]))
    for step in 0..<3 {
      record.curves.append(
        step: step, loss: step == 2 ? .nan : 1 / Double(step + 1), accuracy: 0.5,
        gradientNorm: step == 2 ? .infinity : 1)
      record.history.append(step: step)
      for layer in 1...2 { record.history[step, layer].deltaRMS = Double(10 * step + layer) }
    }
    record.history[2, 1].nonFiniteDeltas = 7
    var sample = LayerSample()
    sample.deltas = MagnitudeHistogram(
      lowestExponent: -3, negative: [1, 0, 2], positive: [0, 4, 0], zeros: 5, nonFinite: 6)
    sample.gradientCosine = 0.25
    record.samples.append(Sample(step: 1, layers: [sample, LayerSample()]))
    var probe = ProbeCheckpoint(step: 2, silentUnits: [1])
    probe.stuckMaps = [UnitSet(unitCount: 3, bytes: [5])]
    probe.effectiveRank = [1.5]
    probe.distinctUnits = [3]
    probe.jacobianSingularValues = [[2, 0.5], [1, .nan]]
    record.probes = [ProbeCheckpoint(step: 0, silentUnits: [nil]), probe]
    record.events = [
      BadEvent(
        kind: .tooLarge, step: 2, layer: 1, tensor: .weightGradient, value: 70_000, limit: 65_504)
    ]
    record.timing.steps = 2
    record.timing.trainingSeconds = 4
    return record
  }
}
