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
    if !seen.contains(.tooLarge), let place = BadEvent.largePlace(in: detail.layers) {
      events.append(
        BadEvent(
          kind: .tooLarge, step: detail.step, layer: place.layer, tensor: place.tensor,
          value: detail.layers[place.layer - 1].value(of: place.tensor),
          limit: BadEvent.largest))
    }
    if !seen.contains(.tooSmall), let place = BadEvent.smallPlace(in: detail.layers) {
      events.append(
        BadEvent(
          kind: .tooSmall, step: detail.step, layer: place.layer, tensor: .delta,
          value: detail.layers[place.layer - 1].deltaRMS, limit: place.limit))
    }
    for event in events { seen.insert(event.kind) }
    return events
  }

  private func nonFinite(_ detail: StepDetail) -> BadEvent? {
    if let place = BadEvent.nonFinitePlace(in: detail.layers) {
      return BadEvent(
        kind: .nonFinite, step: detail.step, layer: place.layer, tensor: place.tensor,
        value: detail.layers[place.layer - 1].value(of: place.tensor),
        nonFinite: place.nonFinite)
    }
    guard !detail.loss.isFinite else { return nil }
    return BadEvent(
      kind: .nonFinite, step: detail.step, layer: max(detail.layers.count, 1), tensor: .loss,
      value: detail.loss)
  }
}
