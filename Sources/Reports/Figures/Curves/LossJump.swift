import Diagnosis
import Records

/// A loss that had fallen and shoots up once more before the end, of a run that learns: a verdict on the end does not
/// show it.
struct LossJump {
  private let run: JudgedRun
  /// The lowest running median before, and the highest loss of a batch with its step.
  let (low, peak, step): (Double, Double, Int)

  /// The running median has fallen to three quarters of what it was at first, and a batch goes above that by a quarter
  /// and to twice the lowest median before.
  private static let (fallen, risen, times) = (0.75, 1.25, 2.0)
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
    let later = peaks.indices[start...].filter { peaks[$0].isFinite }
    guard let top = later.max(by: { peaks[$0] < peaks[$1] }), peaks[top] > Self.risen * first else {
      return nil
    }
    let low = line[...top].min() ?? first
    guard peaks[top] > Self.times * low else { return nil }
    self.run = run
    self.low = low
    (peak, step) = (peaks[top], curves.steps[top])
  }

  /// Such as `jumps from 0.70 to 6.39 at step 535 and ends at 0.30; held-out accuracy falls from 0.64 to 0.36 (step 620)`.
  var words: String {
    "jumps from \(Words.short(low)) to \(Words.short(peak, digits: 3)) at step \(step) and "
      + "ends at \(Words.short(run.finalLoss))"
      + (accuracy.map { "; held-out accuracy falls from \($0)" } ?? "")
  }

  /// The largest fall of the accuracy of what is held out, from the best look before.
  private var accuracy: String? {
    var (best, most) = (-Double.infinity, (drop: Self.drop, words: String?.none))
    for look in HeldOutLooks(run.record).looks where look.accuracy.isFinite {
      best = max(best, look.accuracy)
      if best - look.accuracy >= most.drop {
        let words = "\(Words.share(best)) to \(Words.share(look.accuracy)) (step \(look.step))"
        most = (best - look.accuracy, words)
      }
    }
    return most.words
  }

  /// A sentence about the runs that jump, such as `The loss of relu-he jumps …`; empty where none does.
  static func sentence(_ runs: [JudgedRun]) -> String {
    let jumps = runs.compactMap { run in LossJump(run).map { (run: run, jump: $0) } }
    guard let most = jumps.max(by: { $0.jump.peak < $1.jump.peak }) else { return "" }
    let name = runs.count == 1 ? "" : " of \(most.run.name)"
    // Each of the others with its own numbers: what the first did besides is not theirs.
    let others = jumps.filter { $0.run.name != most.run.name }.map { run, jump in
      "\(run.name), to \(Words.short(jump.peak, digits: 3)) at step \(jump.step)"
    }
    let told = others.prefix(mostTold).joined(separator: "; ")
    let left = others.count - mostTold
    return " The loss\(name) \(most.jump.words)."
      + (others.isEmpty
        ? ""
        : " Also jump\(others.count == 1 ? "s" : ""): \(told)"
          + (left > 0 ? "; and \(left) more." : "."))
  }
}
