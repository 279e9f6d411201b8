import Records

/// A quantity that some places of a run have and others do not, such as the entropy of attention: where a bound on it
/// was broken, and how far.
struct PlaceReadings {
  private let run: RunEvidence
  private let quantity: Quantity
  /// The places that have it.
  let places: [Int]
  /// The time points that have it, at one place at least.
  let entries: [Int]

  /// Finds where it was measured; nil where it never was.
  init?(_ run: RunEvidence, _ quantity: Quantity) {
    let history = run.history
    func isMeasured(_ entry: Int, _ place: Int) -> Bool {
      history[entry, place: place][quantity].map(\.isFinite) ?? false
    }
    let entries = (0..<history.count).filter { entry in
      (0..<history.placeCount).contains { isMeasured(entry, $0) }
    }
    (self.run, self.quantity, self.entries) = (run, quantity, entries)
    places = (0..<history.placeCount).filter { place in
      entries.contains { isMeasured($0, place) }
    }
    guard !entries.isEmpty else { return nil }
  }

  /// Why there is no reading: no place of this kind is known, or nobody measured it there.
  static func lack(_ what: String, of kind: Place.Kind, in run: RunEvidence) -> NotApplicable {
    run.record.places.contains { $0.kind == kind }
      ? .needs(what, .signals)
      : .doesNotConcern("no place is known to be \(kind == .attention ? "attention" : "recurrent")")
  }

  /// Where the bound was broken at the start or at the end.
  struct Break {
    let presence: Presence
    /// The places that broke it at the time point that is quoted, in their order.
    let places: [Int]
    /// The one that broke it most, and its number.
    let worst: Int
    let value: Double
    let step: Int
  }

  /// Where it lies beyond a bound; nil where it never does for more than a moment.
  ///
  /// - Parameter isBroken: whether a number is beyond the bound. Of two that are, the one farther from `good` is the
  ///   worse.
  func broken(good: Double, _ isBroken: (Double) -> Bool) -> Break? {
    func concerned(_ entry: Int) -> [(place: Int, value: Double)] {
      places.compactMap { place in
        guard let value = run.history[entry, place: place][quantity], value.isFinite,
          isBroken(value)
        else { return nil }
        return (place, value)
      }
    }
    guard
      let presence = Presence(in: run.history, among: entries, where: { !concerned($0).isEmpty }),
      presence.isTelling
    else { return nil }
    let entry = presence.entry
    let all = concerned(entry)
    guard
      let worst = all.max(by: { abs($0.value - good) < abs($1.value - good) })
    else { return nil }
    return Break(
      presence: presence, places: all.map(\.place), worst: worst.place, value: worst.value,
      step: run.history.steps[entry])
  }
}

extension RunEvidence {
  /// What breaks a bound is a warning where the run is held back, else a note: healthy networks do so too, once they
  /// have learned. Where nothing was learned, the symptom's rule makes its cause the error.
  var severityOfBrokenBound: Severity { learning.isHeldBack ? .warning : .note }

  /// Such as `layer 3`, or `layer 3 and 5 other places`.
  func label(of worst: Int, among places: [Int]) -> String {
    let others = places.count - 1
    return label(of: worst)
      + (others > 0 ? " and \(others) other place\(others == 1 ? "" : "s")" : "")
  }
}
