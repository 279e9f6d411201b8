import Records

/// The place lines of a log as time points. A step of which no place was measured is none; at one that
/// is, places without a line have nothing measured.
struct LoggedPoints {
  /// The time points; complete after `finish`.
  private(set) var history: RunHistory
  /// The first bad event of each kind that the numbers show.
  private(set) var events: [BadEvent] = []
  private let placeCount: Int
  private let endsInOutput: Bool
  /// The step that is read, and the one before it, which is not yet in the history: the last one of a
  /// run is a time point of its own.
  private var current: Step
  private var held: Step

  private struct Step {
    /// nil before there is one.
    var step: Int?
    var places: [PlaceStatistics]
  }

  init(_ places: [Place]) {
    placeCount = places.count
    endsInOutput = places.last?.kind == .output
    let capacity = RunLog.Limit.statistics / max(places.count, 1)
    history = RunHistory(
      placeCount: places.count, capacity: min(RunHistory.standardCapacity, capacity))
    current = Step(
      step: nil, places: [PlaceStatistics](repeating: PlaceStatistics(), count: places.count))
    held = current
  }

  /// Says that the lines of this step begin, or go on.
  mutating func advance(to step: Int) {
    if let old = current.step, old < step { shift() }
  }

  /// Adds a line of a place. What an earlier line of the step has too, this one replaces.
  ///
  /// - Throws: `LineFault` where a known statistic is no number, or one that cannot be.
  mutating func add(_ fields: JSONFields, at step: Int, place: Int) throws(LineFault) {
    for (name, value) in fields.values where value != .null {
      guard let quantity = Quantity.named(name) else { continue }
      current.places[place][quantity] = try Self.number(fields, quantity)
      current.step = step
    }
    current.places[place].tellEndsApart()
  }

  /// Adds what was held back.
  mutating func finish() {
    shift()
    put(alone: true)
  }

  private static func number(
    _ fields: JSONFields, _ quantity: Quantity
  ) throws(LineFault) -> Double? {
    if quantity.isCount {
      return try fields.integer(quantity.name, to: RunLog.Limit.count).map { Double($0) }
    }
    if shares.contains(quantity) { return try fields.share(quantity.name) }
    return mayBeNegative.contains(quantity)
      ? try fields.number(quantity.name) : try fields.size(quantity.name)
  }

  private static let mayBeNegative = QuantitySet([
    .activationMean, .preactivationMean, .tokenCosine,
  ])

  private static let shares = QuantitySet(
    Quantity.all.filter { $0.unit.hasPrefix("share") } + [.attentionEntropy, .forgetGateMean])

  /// The current step becomes the one that is held; what was held goes into the history.
  private mutating func shift() {
    guard let step = current.step else { return }
    put(alone: false)
    for place in current.places.indices { current.places[place].countNonFinite() }
    swap(&current, &held)
    held.step = step
    current.step = nil
    for place in current.places.indices { current.places[place] = PlaceStatistics() }
  }

  private mutating func put(alone: Bool) {
    guard let step = held.step else { return }
    held.step = nil
    let isNews = examine(held.places, at: step)
    // The first step of something bad, and the last one, are time points of their own.
    if isNews || alone || !history.lastMaySpan(step) {
      history.append(step: step)
      let entry = history.count - 1
      for place in 0..<placeCount { history[entry, place: place] = held.places[place] }
    } else {
      history.extendLast(step: step, held.places)
    }
  }

  private mutating func examine(_ places: [PlaceStatistics], at step: Int) -> Bool {
    let before = events.count
    func isNew(_ kind: BadEvent.Kind) -> Bool { !events.contains { $0.kind == kind } }
    if isNew(.nonFinite), let bad = BadEvent.nonFinitePlace(in: places) {
      events.append(
        BadEvent(
          kind: .nonFinite, step: step, place: bad.place, tensor: bad.tensor,
          value: places[bad.place].value(of: bad.tensor), nonFinite: bad.nonFinite))
    }
    if isNew(.tooLarge), let bad = BadEvent.largePlace(in: places) {
      events.append(
        BadEvent(
          kind: .tooLarge, step: step, place: bad.place, tensor: bad.tensor,
          value: places[bad.place].value(of: bad.tensor), limit: BadEvent.largest))
    }
    // δ is held against that of the output, which must be the last place for it.
    if endsInOutput, isNew(.tooSmall), let bad = BadEvent.smallPlace(in: places) {
      events.append(
        BadEvent(
          kind: .tooSmall, step: step, place: bad.place, tensor: .delta,
          value: places[bad.place].deltaRMS, limit: bad.limit))
    }
    return events.count > before
  }
}

extension PlaceStatistics {
  /// The saturated share at both ends and at one of them give that at the other: high = both − low.
  fileprivate mutating func tellEndsApart() {
    guard let both = self[.saturatedFraction] else { return }
    let (low, high) = (self[.saturatedLowFraction], self[.saturatedHighFraction])
    guard (low == nil) != (high == nil) else { return }
    self[.saturatedLowFraction] = low ?? max(both - (high ?? 0), 0)
    self[.saturatedHighFraction] = high ?? max(both - (low ?? 0), 0)
    self[.saturatedFraction] = nil
  }

  /// Where a tensor's statistic is not finite and its such values were not counted, there is at least one.
  fileprivate mutating func countNonFinite() {
    for (count, signs) in Self.signs where self[count] == nil {
      // The first one that was measured tells; the others may stray: of one value there is no deviation.
      guard let first = signs.first(where: measured.contains) else { continue }
      if !self[known: first].isFinite { self[count] = 1 }
    }
  }

  private static let signs: [(count: Quantity, signs: [Quantity])] = [
    (.nonFiniteActivations, [.activationRMS, .activationMean]),
    (.nonFiniteActivations, [.preactivationRMS, .preactivationMean]),
    (.nonFiniteDeltas, [.deltaRMS]),
    (.nonFiniteGradients, [.weightGradientNorm, .weightGradientRMS]),
    (.nonFiniteWeights, [.weightNorm]),
  ]
}
