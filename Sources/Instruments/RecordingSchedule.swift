/// At which steps a time point begins: at every one of the first, and then ever more rarely, or at
/// every n-th.
///
/// After step `dense` the next one is max(1, growth · step) further on, so that a run of ten times
/// the length has ln(10) / growth time points more: 229 for a thousand steps, 695 for ten million.
struct RecordingSchedule: Sendable {
  /// Every how many steps; nil for dense at first and logarithmic after that.
  let every: Int?
  private let dense: Int
  private let growth: Double
  private let least: Int
  private var next = 0

  /// Every `every` steps, or by default.
  ///
  /// - Parameters:
  ///   - dense: after this step they become rarer.
  ///   - growth: the distance to the next one, as a share of the step.
  ///   - least: the smallest distance after `dense`.
  init(every: Int? = nil, dense: Int = 100, growth: Double = 0.02, least: Int = 1) {
    self.least = max(least, 1)
    self.every = every.map { max($0, 1) }
    self.dense = max(dense, 0)
    self.growth = max(growth, 0)
  }

  /// Whether a step is looked at at all.
  func measures(step: Int) -> Bool { every.map { step % $0 == 0 } ?? true }

  /// Whether a time point begins at this step, `isDue` not having been asked yet.
  func begins(at step: Int) -> Bool { step >= next }

  /// Whether a time point begins at this step; asked in order of steps.
  mutating func isDue(step: Int) -> Bool {
    guard step >= next else { return false }
    if let every {
      next = step + every - step % every
    } else {
      next = step < dense ? step + 1 : step + max(least, Int(growth * Double(step)))
    }
    return true
  }
}
