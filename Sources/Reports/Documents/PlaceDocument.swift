import Diagnosis
import Records

/// One place of a run in the form of `Documentation/json.md`: what it is, and its statistics at the first
/// and the last time point. As one of `layers` it also has its number and its sizes.
struct PlaceDocument: Encodable {
  private let place: Place
  /// The number among the weight layers, from 1; nil where it is not listed as one.
  private let number: Int?
  private let initial: StatisticsDocument?
  private let final: StatisticsDocument?
  private let predicted: PredictedPlaceDocument?

  /// A place by its index in the record.
  ///
  /// - Parameter isLayer: Whether it is listed among the layers.
  init(_ index: Int, of run: JudgedRun, isLayer: Bool = false) {
    place = run.record.places[index]
    number = isLayer ? run.record.layerNumber(of: index) : nil
    predicted = PredictedPlaceDocument(run, place: index)
    // Looks at a network that holds NaN count nothing; then the last one is not of the end.
    let (history, probes) = (run.history, run.evidence.record.probes)
    let isLastLookSound = probes.last?.step == run.record.probes.last?.step
    func silent(_ probe: ProbeCheckpoint?) -> Int? {
      guard let probe, probe.silentUnits.indices.contains(index) else { return nil }
      return probe.silentUnits[index]
    }
    func statistics(_ entry: Int, _ probe: ProbeCheckpoint?) -> StatisticsDocument {
      StatisticsDocument(
        statistics: history[entry, place: index], silentUnits: silent(probe),
        // What this program looks for and did not find is null, what another never looked for is absent.
        showsSilence: run.isOwn || !probes.isEmpty)
    }
    func isMeasured(_ entry: Int) -> Bool { !history[entry, place: index].measured.isEmpty }
    initial = (0..<history.count).first(where: isMeasured).map { statistics($0, probes.first) }
    final = (0..<history.count).last(where: isMeasured).map {
      statistics($0, isLastLookSound ? probes.last : nil)
    }
  }

  private enum Key: String, CodingKey {
    case index, name, kind, fanIn, fanOut, units, parameters, activation, norm, bypass
    case initial, final, predicted
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(place.name, forKey: .name)
    try container.encode(place.kind, forKey: .kind)
    if let number {
      try container.encode(number, forKey: .index)
      try container.encode(place.fanIn, forKey: .fanIn)
      try container.encode(place.fanOut, forKey: .fanOut)
      try container.encode(place.parameters, forKey: .parameters)
    } else {
      // 0 is for units that nobody counted.
      try container.encodeIfPresent(place.units > 0 ? place.units : nil, forKey: .units)
    }
    if let activation = place.activation {
      try container.encode(activation, forKey: .activation)
    } else if let name = place.activationName {
      try container.encode(["name": name], forKey: .activation)
    }
    try container.encodeIfPresent(place.norm, forKey: .norm)
    try container.encodeIfPresent(place.bypass, forKey: .bypass)
    try container.encode(initial, forKey: .initial)
    try container.encode(final, forKey: .final)
    // As null where theory has nothing to say of it.
    try container.encode(predicted, forKey: .predicted)
  }
}
