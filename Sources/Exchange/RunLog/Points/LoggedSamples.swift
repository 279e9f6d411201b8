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
