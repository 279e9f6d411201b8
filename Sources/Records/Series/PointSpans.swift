/// How many steps one point of a list may span: max(1, ρ·s) of them where it begins at step s.
///
/// So the first steps of a run stay apart, whatever its length, and later points are at most the
/// share ρ of the way that lies behind them. A run of N steps has about (1 + ln(ρN)) / ρ points; how
/// long it will be need not be known: ρ is 0 at first, where every step is a point of its own, and
/// grows by √2 each time a full list makes room. `Curves`, `RunHistory` and `SampleHistory` all keep
/// to it.
public struct PointSpans: Sendable, Equatable {
  /// ρ: 0 before any merger, 2⁻¹⁰ after the first, and √2 times as much after each further one.
  public let ratio: Double

  /// The spans in a list whose points have been merged so often.
  public init(mergers: Int) {
    ratio =
      mergers < 1
      ? 0
      : Double(
        sign: .plus, exponent: (mergers - 1) / 2 - 10,
        significand: mergers.isMultiple(of: 2) ? 2.0.squareRoot() : 1)
  }

  /// Whether one point may span the several steps from `first` to `last`. One that begins at step 0
  /// stays alone: it shows the network before any update.
  public func allow(from first: Int, to last: Int) -> Bool {
    last >= first && Double(last - first + 1) <= ratio * Double(first)
  }

  /// Which neighbours become one: as many from each point on as may be.
  func groups(of steps: [Int], to lastSteps: [Int]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    while start < steps.count {
      var end = start + 1
      while end < steps.count, allow(from: steps[start], to: lastSteps[end]) { end += 1 }
      groups.append(start..<end)
      start = end
    }
    return groups
  }

  /// How a full list makes room: its counter grows until a quarter of it is free, so that the next
  /// merger is far away.
  ///
  /// - Returns: The counter, and which neighbours become one.
  static func makingRoom(
    in steps: [Int], to lastSteps: [Int], mergers: Int, capacity: Int
  ) -> (mergers: Int, groups: [Range<Int>]) {
    var mergers = mergers
    var spans: PointSpans
    repeat {
      mergers += 1
      spans = PointSpans(mergers: mergers)
      let groups = spans.groups(of: steps, to: lastSteps)
      if groups.count <= max(capacity * 3 / 4, 2) { return (mergers, groups) }
    } while spans.ratio.isFinite
    // Only where the steps do not grow; whoever reads such a list refuses it.
    return (mergers, [0..<1, 1..<steps.count])
  }
}
