import Records

extension RunRecord {
  /// This record without the parts that contradict each other, so that no rule can trip over them:
  /// - a history of another number of places, or with steps out of order;
  /// - chains of places that are not there;
  /// - steps before an event that lack their places;
  /// - looks at the probe set of another number of places, with more silent units than there are, out
  ///   of order, after the last time point, or of a network that already held NaN: such a unit is
  ///   neither silent nor not;
  /// - time points after the first at which a weight was NaN or infinite: a training loop that does not stop there measures
  ///   the same nothing at every further step, in which what was there before is no majority any more.
  ///
  /// A rule that needs what is missing then says so.
  var sound: RunRecord {
    var copy = self
    if history.placeCount != places.count
      || StepRanges.firstFault(
        in: history.steps, to: history.lastSteps, counts: history.counts) != nil
    {
      copy.history = RunHistory(placeCount: places.count)
    }
    if StepRanges.firstFault(in: curves.steps, to: curves.lastSteps, counts: curves.counts) != nil {
      copy.curves = Curves()
    }
    copy.history = copy.history.untilWeightsAreLost
    copy.chains = chains.filter { $0.places.allSatisfy(places.indices.contains) }
    copy.events.removeAll {
      !places.indices.contains($0.place) && !($0.place == 0 && places.isEmpty)
    }
    for index in copy.events.indices {
      copy.events[index].steps.removeAll { $0.places.count != places.count }
    }
    let last = copy.history.lastStep ?? -1
    copy.probes = probes.filter { (0...max(last, 0)).contains($0.step) && fits($0) }
    if last < 0 || zip(copy.probes, copy.probes.dropFirst()).contains(where: { $0.step >= $1.step })
    {
      copy.probes = []
    }
    if let end = copy.firstNonFiniteStep {
      copy.probes.removeAll { $0.step >= end }
    }
    return copy
  }

  /// Whether a look has a possible number of silent units for each of its places.
  private func fits(_ probe: ProbeCheckpoint) -> Bool {
    !probe.silentUnits.isEmpty && probe.silentUnits.count <= places.count
      && zip(probe.silentUnits, places).allSatisfy { silent, place in
        silent.map { 0 <= $0 && $0 <= place.units } ?? true
      }
  }

  /// The first step at which a loss or a tensor was not finite; nil where all were.
  private var firstNonFiniteStep: Int? {
    let event = events.first { $0.kind == .nonFinite }?.step
    let loss = curves.loss.firstIndex { !$0.isFinite }.map { curves.steps[$0] }
    let tensor = (0..<history.count).first { entry in
      places.indices.contains { history[entry, place: $0].nonFinite > 0 }
    }.map { history.steps[$0] }
    return [event, loss, tensor].compactMap { $0 }.min()
  }
}

extension RunHistory {
  /// Up to the first time point at which a weight is NaN or infinite, that one included.
  fileprivate var untilWeightsAreLost: RunHistory {
    let lost = (0..<count).first { entry in
      (0..<placeCount).contains { place in
        self[entry, place: place][.weightNorm].map { !$0.isFinite } ?? false
      }
    }
    guard let lost, lost + 1 < count else { return self }
    var cut = RunHistory(
      placeCount: placeCount, capacity: capacity, reserved: lost + 1, mergers: mergers)
    for entry in 0...lost {
      cut.append(step: steps[entry], lastStep: lastSteps[entry], count: counts[entry])
      for place in 0..<placeCount {
        let index = entry * placeCount + place
        cut[entry, place: place] = self[entry, place: place]
        cut.setRange(
          entry: entry, place: place, smallest: smallest[index], largest: largest[index])
      }
    }
    return cut
  }
}
