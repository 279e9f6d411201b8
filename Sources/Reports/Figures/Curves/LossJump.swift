import Diagnosis
import Records
import Texts

/// A loss that had fallen and shoots up once more before the end, of a run that learns: a verdict on the end does not
/// show it.
///
/// Like is held against like, as it is drawn: the running median against itself, or else a single batch against the
/// single batches before it.
struct LossJump {
  /// What rises.
  enum Curve: Sendable, Hashable {
    /// The running median, the strong line, from its lowest point before.
    case median(from: Double, at: Int)
    /// A single batch, of the faint line, above the losses of so many steps before it.
    case batch(above: ClosedRange<Double>, in: Int)
  }

  private let run: JudgedRun
  let curve: Curve
  /// Where it is highest.
  let peak: Double
  let step: Int
  /// The highest loss of a single batch from the rise on.
  let highest: Double
  /// The first step after the peak at which it is down again, with the loss there; nil where it is not.
  private let back: (loss: Double, step: Int)?

  /// The running median has fallen to three quarters of what it was at first, and then something goes above that by a
  /// quarter, and to twice what it was before.
  private static let (fallen, risen, times) = (0.75, 1.25, 2.0)
  /// A batch is held against so many points before it.
  private static let neighbours = 10
  /// So many other runs are told with their numbers.
  private static let mostTold = 3
  /// A loss of accuracy that is told.
  private static let drop = 0.1

  /// The highest jump; nil where there is none, and of a run that does not learn.
  init?(_ run: JudgedRun) {
    let curves = run.record.curves
    let line = SmoothedLoss(curves).losses
    guard run.hasLearned, CurveNotes.divergence(run) == nil, let first = line.first, first > 0,
      let start = line.firstIndex(where: { $0 < Self.fallen * first })
    else { return nil }
    let peaks = curves.loss.indices.map { index in
      curves.largestLoss.indices.contains(index) && curves.largestLoss[index].isFinite
        ? curves.largestLoss[index] : curves.loss[index]
    }
    func top(_ values: [Double]) -> Int? {
      values.indices[start...].filter { values[$0].isFinite }.max { values[$0] < values[$1] }
    }
    guard let high = top(peaks) else { return nil }
    (self.run, highest) = (run, peaks[high])
    if let top = top(line), line[top] > Self.risen * first,
      let low = line[..<top].indices.min(by: { line[$0] < line[$1] }),
      line[top] > Self.times * line[low]
    {
      curve = .median(from: line[low], at: curves.steps[low])
      (peak, step) = (line[top], curves.steps[top])
      back = line.indices[top...].first { line[$0] <= Self.fallen * first }
        .map { (line[$0], curves.steps[$0]) }
      return
    }
    guard peaks[high] > Self.risen * first,
      // On its way up a loss takes several steps: these are none that it rises from.
      let last = peaks[..<high].lastIndex(where: { Self.times * $0 < peaks[high] })
    else { return nil }
    let before = max(last - Self.neighbours + 1, 0)...last
    let lows = before.map { index in
      curves.smallestLoss.indices.contains(index) && curves.smallestLoss[index].isFinite
        ? curves.smallestLoss[index] : curves.loss[index]
    }
    guard let least = lows.min(), let most = before.map({ peaks[$0] }).max(), least <= most,
      peaks[high] > Self.times * most
    else { return nil }
    curve = .batch(
      above: least...most, in: curves.steps[last] - curves.steps[before.lowerBound] + 1)
    (peak, step) = (peaks[high], curves.steps[high])
    back = peaks.indices[high...].first { peaks[$0] <= most }.map { (peaks[$0], curves.steps[$0]) }
  }

  /// Such as `jumps in a single batch, to 6.39 at step 535, above the 0.52 to 0.81 of the 10 steps before, and is
  /// down to 0.79 at step 538; held-out accuracy falls from 0.64 (step 520) to 0.36 (step 540)`.
  var words: String {
    let down =
      back.map { ", and is down to \(Words.short($0.loss)) at step \($0.step)" }
      ?? ", and does not come down again"
    let top = Words.short(peak, digits: 3)
    let rise: String
    switch curve {
    case .median(let low, let since):
      let batches =
        highest > Self.times * peak
        ? " (single batches up to \(Words.short(highest, digits: 3)))" : ""
      rise =
        "jumps: its running median rises from \(Words.short(low)) at step \(since) to "
        + "\(top) at step \(step)\(batches)"
    case .batch(let range, let count):
      let (low, high) = (Words.short(range.lowerBound), Words.short(range.upperBound))
      let which = count == 1 ? "step" : "\(count) steps"
      rise =
        "jumps in a single batch, to \(top) at step \(step), above the "
        + "\(low == high ? low : "\(low) to \(high)") of the \(which) before"
    }
    return rise + down + (accuracy.map { "; held-out accuracy falls from \($0)" } ?? "")
  }

  /// The fall of the accuracy of what is held out, from the last look before the peak to the first at it or after.
  private var accuracy: String? {
    let looks = HeldOutLooks(run.record).looks.filter(\.accuracy.isFinite)
    guard let before = looks.last(where: { $0.step < step }),
      let after = looks.first(where: { $0.step >= step }),
      before.accuracy - after.accuracy >= Self.drop
    else { return nil }
    return "\(Words.share(before.accuracy)) (step \(before.step)) to "
      + "\(Words.share(after.accuracy)) (step \(after.step))"
  }

  /// The same in short, of another run: `other, a batch to 4.16 at step 90`.
  private var short: String {
    let what =
      switch curve {
      case .median: "the median"
      case .batch: "a batch"
      }
    return "\(run.name), \(what) to \(Words.short(peak, digits: 3)) at step \(step)"
  }

  /// A sentence about the runs that jump, such as `The loss of relu-he jumps …`; empty where none does.
  static func sentence(_ runs: [JudgedRun]) -> String {
    let jumps = runs.compactMap(LossJump.init)
    guard let most = jumps.max(by: { $0.peak < $1.peak }) else { return "" }
    let name = runs.count == 1 ? "" : " of \(most.run.name)"
    // Each of the others with its own numbers: what the first did besides is not theirs.
    let others = jumps.filter { $0.run.name != most.run.name }.map(\.short)
    let told = others.prefix(mostTold).joined(separator: "; ")
    let left = others.count - mostTold
    return " The loss\(name) \(most.words)."
      + (others.isEmpty
        ? ""
        : " Also jump\(others.count == 1 ? "s" : ""): \(told)"
          + (left > 0 ? "; and \(left) more." : "."))
  }
}
