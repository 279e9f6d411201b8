import Records

/// One layer of a run as the contract's JSON: its sizes and its statistics at step 0 and at the end.
struct LayerDocument: Encodable {
  private let layer: LayerDescription
  private let initial: StatisticsDocument?
  private let final: StatisticsDocument?
  private let predicted: PredictedLayerDocument?

  init(_ layer: LayerDescription, of run: JudgedRun) {
    self.layer = layer
    // Looks at a network that holds NaN count nothing; then the last one is not of the end.
    let (history, probes) = (run.history, run.evidence.record.probes)
    let isLastLookSound = probes.last?.step == run.record.probes.last?.step
    let last = history.count - 1
    predicted = PredictedLayerDocument(run.record, layer: layer.index)
    func silent(_ probe: ProbeCheckpoint?) -> Int? {
      guard let probe, probe.silentUnits.indices.contains(layer.index - 1) else { return nil }
      return probe.silentUnits[layer.index - 1]
    }
    initial =
      last < 0
      ? nil
      : StatisticsDocument(
        statistics: history[0, layer.index], silentUnits: silent(probes.first))
    final =
      last < 0
      ? nil
      : StatisticsDocument(
        statistics: history[last, layer.index],
        silentUnits: isLastLookSound ? silent(probes.last) : nil)
  }

  private enum Key: String, CodingKey {
    case index, fanIn, fanOut, parameters, initial, final, predicted
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(layer.index, forKey: .index)
    try container.encode(layer.fanIn, forKey: .fanIn)
    try container.encode(layer.fanOut, forKey: .fanOut)
    try container.encode(layer.parameters, forKey: .parameters)
    try container.encode(initial, forKey: .initial)
    try container.encode(final, forKey: .final)
    // As null where theory has nothing to say of the layer.
    try container.encode(predicted, forKey: .predicted)
  }
}
