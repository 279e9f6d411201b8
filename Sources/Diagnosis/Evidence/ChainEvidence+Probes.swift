import Records

extension ChainEvidence {
  /// Why no unit of it can go silent, or nobody can tell; nil where one can.
  var cannotGoSilent: String? {
    guard !places.contains(where: { $0.activation?.canGoSilent ?? false }) else { return nil }
    return activation.map { "\($0.name) units cannot go silent" }
      ?? "needs the activation of its places, which is not known"
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
      0...places[position - 1].units ~= counts[place]
    else { return nil }
    return counts[place]
  }
}
