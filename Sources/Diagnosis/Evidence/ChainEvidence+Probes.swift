import Records

extension ChainEvidence {
  /// Why no unit of it can go silent, or nobody can tell; nil where one can.
  var cannotGoSilent: NotApplicable? {
    let able = places.filter { $0.activation?.canGoSilent ?? false }
    if let place = able.first(where: { $0.units == 0 }) {
      return .unknown("the number of units of \(place.name)", .activations)
    }
    guard able.isEmpty else { return nil }
    guard let activation else { return .unknown("the activation of its places", .activations) }
    return activation.canGoSilent == nil
      ? .needs("to know whether \(activation.name) units can go silent", .activations)
      : .doesNotConcern("\(activation.name) units cannot go silent")
  }

  /// Such as " 256 probe examples"; " probe examples" where nobody said how many there are.
  var probeExamples: String {
    record.probeExamples > 0 ? " \(record.probeExamples) probe examples" : " probe examples"
  }

  /// Share of a place's entries at which φ′ is small because φ levels off: of one that can go silent, those
  /// at the high end, since at the low end it is silent. NaN where that was not measured.
  func saturatedShare(_ position: Int, at entry: Int) -> Double {
    let statistics = self[entry, position]
    return places[position - 1].activation?.canGoSilent ?? false
      ? statistics.saturatedHighFraction : statistics.saturatedFraction
  }

  /// Silent units of a place at a look; nil where φ cannot go silent, or the look has nothing of it.
  func silentUnits(_ position: Int, in probe: ProbeCheckpoint) -> Int? {
    let place = chain.places[position - 1]
    return probe.silentUnits.indices.contains(place) ? probe.silentUnits[place] : nil
  }

  /// Units of a place that differ from one another, at a look; nil where that was not counted, or the
  /// number cannot be.
  func distinctUnits(_ position: Int, in probe: ProbeCheckpoint) -> Int? {
    let place = chain.places[position - 1]
    guard let counts = probe.distinctUnits, counts.indices.contains(place),
      let count = counts[place], 0...places[position - 1].units ~= count
    else { return nil }
    return count
  }
}
