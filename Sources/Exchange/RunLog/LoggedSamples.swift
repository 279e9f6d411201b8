import Records

/// The histogram lines of a log as samples.
struct LoggedSamples {
  private var history: SampleHistory
  private let placeCount: Int
  /// The step that is read, which is not yet in the history.
  private var current: Sample?

  init(placeCount: Int) {
    self.placeCount = placeCount
    history = SampleHistory(
      capacity: min(
        SampleHistory.standardCapacity, RunLog.Limit.samples / max(placeCount, 1)))
  }

  /// Adds a line of a place: its histograms, and what else stands beside them.
  ///
  /// - Throws: `LineFault` where a value is wrong.
  mutating func add(
    _ histograms: JSONFields, of line: JSONFields, at step: Int, place: Int
  ) throws(LineFault) {
    var sample =
      current.flatMap { $0.step == step ? $0.places[place] : nil } ?? PlaceSample()
    for (name, path) in PlaceSample.tensors {
      // Logs say `deltas`, as the page of the format does, or `delta`, as the store.
      let key = histograms.has(name) ? name : name + "s"
      guard let object = try histograms.object(key) else { continue }
      sample[keyPath: path] = try MagnitudeHistogram(object)
    }
    sample.gradientCosine = try line.number("gradientCosine") ?? sample.gradientCosine
    sample.gradientNoise = try line.number("gradientNoise") ?? sample.gradientNoise
    if let current, current.step != step {
      history.append(current)
      self.current = nil
    }
    if current == nil {
      current = Sample(
        step: step, places: [PlaceSample](repeating: PlaceSample(), count: placeCount))
    }
    current?.places[place] = sample
  }

  /// All samples; the last one stays apart.
  func finished() -> SampleHistory {
    var history = history
    if let current { history.append(current, alone: true) }
    return history
  }
}

/// What a log says of silent units as looks at the probe set.
struct LoggedSilentUnits {
  /// The looks, in order of steps.
  private(set) var probes: [ProbeCheckpoint] = []

  private static let capacity = 256

  /// Adds the number of a place's silent units.
  mutating func add(_ units: Int, at step: Int, place: Int, of placeCount: Int) {
    if probes.last?.step != step {
      // The first and the last ones tell what fell silent; of those between, half are enough.
      let most = max(min(Self.capacity, RunLog.Limit.statistics / max(placeCount, 1)), 4)
      if probes.count >= most {
        probes = probes.indices.filter { $0.isMultiple(of: 2) }.map { probes[$0] }
      }
      probes.append(
        ProbeCheckpoint(step: step, silentUnits: [Int?](repeating: nil, count: placeCount)))
    }
    probes[probes.count - 1].silentUnits[place] = units
  }
}
