import Records

/// Looks at every step for the first bad event of each kind.
struct EventWatch {
  private var seen: Set<BadEvent.Kind> = []

  /// The events that happen for the first time at this step, without the steps before it.
  mutating func examine(_ detail: StepDetail) -> [BadEvent] {
    // The steps without news, which are nearly all of them, make no list.
    guard seen.count < BadEvent.Kind.allCases.count else { return [] }
    var events: [BadEvent] = []
    if !seen.contains(.nonFinite), let event = nonFinite(detail) { events.append(event) }
    if !seen.contains(.tooLarge), let place = BadEvent.largePlace(in: detail.places) {
      events.append(
        BadEvent(
          kind: .tooLarge, step: detail.step, place: place.place, tensor: place.tensor,
          value: detail.places[place.place].value(of: place.tensor),
          limit: BadEvent.largest))
    }
    if !seen.contains(.tooSmall), let place = BadEvent.smallPlace(in: detail.places) {
      events.append(
        BadEvent(
          kind: .tooSmall, step: detail.step, place: place.place, tensor: .delta,
          value: detail.places[place.place].deltaRMS, limit: place.limit))
    }
    for event in events { seen.insert(event.kind) }
    return events
  }

  private func nonFinite(_ detail: StepDetail) -> BadEvent? {
    if let place = BadEvent.nonFinitePlace(in: detail.places) {
      return BadEvent(
        kind: .nonFinite, step: detail.step, place: place.place, tensor: place.tensor,
        value: detail.places[place.place].value(of: place.tensor),
        nonFinite: place.nonFinite)
    }
    guard !detail.loss.isFinite else { return nil }
    return BadEvent(
      kind: .nonFinite, step: detail.step, place: max(detail.places.count - 1, 0), tensor: .loss,
      value: detail.loss)
  }
}
