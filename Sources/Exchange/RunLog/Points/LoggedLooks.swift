import Records

/// What a log counts of units, silent ones and those that differ, as looks at the probe set.
struct LoggedLooks {
  /// The looks, in order of steps.
  private(set) var probes: [ProbeCheckpoint] = []

  /// A look's list of counts, one a place.
  typealias Counts = WritableKeyPath<ProbeCheckpoint, [Int?]>

  /// What is counted, by its key in a log.
  static let counts: [String: Counts & Sendable] = [
    "silentUnits": \.silentUnits, "distinctUnits": \.distinctUnitsOfPlaces,
  ]

  private static let capacity = 256

  /// Adds a count of a place's units.
  mutating func add(_ units: Int, to path: Counts, at step: Int, place: Int, of placeCount: Int) {
    if probes.last?.step != step {
      // The first and the last ones tell what changed; of those between, half are enough.
      let most = max(min(Self.capacity, RunLog.Limit.statistics / max(placeCount, 1)), 4)
      if probes.count >= most {
        probes = probes.indices.filter { $0.isMultiple(of: 2) }.map { probes[$0] }
      }
      probes.append(
        ProbeCheckpoint(step: step, silentUnits: [Int?](repeating: nil, count: placeCount)))
    }
    probes[probes.count - 1][keyPath: path][place] = units
  }
}

extension ProbeCheckpoint {
  /// As many counts as places, nil where there is none yet.
  fileprivate var distinctUnitsOfPlaces: [Int?] {
    get { distinctUnits ?? [Int?](repeating: nil, count: silentUnits.count) }
    set { distinctUnits = newValue }
  }
}
