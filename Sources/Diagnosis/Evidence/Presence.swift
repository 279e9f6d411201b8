import Records

/// When something was seen during a run.
struct Presence {
  /// First and last time point at which it held.
  let entries: ClosedRange<Int>
  /// First and last step at which it held.
  let steps: ClosedRange<Int>
  /// Whether it held before the first update: what the first weights do is no noise, even where
  /// training mends it at once.
  let atStepZero: Bool
  /// Whether it held at step 0 and through most of the first tenth.
  let atStart: Bool
  /// Whether it held at the last time point and through most of the last tenth.
  let atEnd: Bool
  /// Share of the steps at which it held.
  let share: Double

  /// Whether it is worth a word: more than noise on the way.
  var isTelling: Bool { atStepZero || atStart || atEnd }

  /// Whether training mended it within the first tenth.
  var wasMended: Bool { atStepZero && !atStart && !atEnd }

  /// The time point to quote: the first where it was there at the start, else the last.
  var entry: Int { atStart || wasMended ? entries.lowerBound : entries.upperBound }

  /// Such as "from step 0 to the end".
  var words: String {
    switch (atStart, atEnd) {
    case (true, true): "from step 0 to the end"
    case (true, false):
      steps.upperBound == steps.lowerBound
        ? "at step \(steps.lowerBound) only"
        : "from step \(steps.lowerBound) on, last seen at step \(steps.upperBound)"
    case (false, true): "from step \(steps.lowerBound) on, to the end"
    case (false, false) where atStepZero:
      "before the first update; last seen at step \(steps.upperBound)"
    case (false, false): "for a while, between steps \(steps.lowerBound) and \(steps.upperBound)"
    }
  }

  /// Where a condition on time points held; nil where it never did.
  ///
  /// - Parameter all: The time points that say anything of it; nil for all of them.
  init?(in history: RunHistory, among all: [Int]? = nil, where condition: (_ entry: Int) -> Bool) {
    let all = all ?? Array(0..<history.count)
    let held = all.filter(condition)
    guard let first = held.first, let last = held.last else { return nil }
    // Time points cover unequal numbers of steps: what counts is the steps.
    func steps(_ entries: some Sequence<Int>) -> Int {
      entries.reduce(0) { $0 + history.counts[$1] }
    }
    // Single steps are noise: at the start and at the end the majority of a tenth decides.
    let tenth = steps(all) / 10
    let early = Set(Self.window(all, of: tenth, in: history))
    let late = Set(Self.window(all.reversed(), of: tenth, in: history))
    entries = first...last
    self.steps = history.steps[first]...history.lastSteps[last]
    atStepZero = first == all.first && history.steps[first] == 0
    atStart = first == all.first && 2 * steps(held.filter(early.contains)) > steps(early)
    atEnd = last == all.last && 2 * steps(held.filter(late.contains)) > steps(late)
    share = Double(steps(held)) / Double(max(steps(all), 1))
  }

  /// The first of these time points, at least one, that cover no more than so many steps.
  private static func window(
    _ entries: some Sequence<Int>, of steps: Int, in history: RunHistory
  ) -> [Int] {
    var covered = 0
    var window: [Int] = []
    for entry in entries {
      covered += history.counts[entry]
      if !window.isEmpty, covered > steps { break }
      window.append(entry)
    }
    return window
  }
}
