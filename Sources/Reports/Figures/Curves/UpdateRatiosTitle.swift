import Foundation
import Texts

/// What update ratios show, in a sentence made from their numbers: the layer that moves least and the one that moves
/// most, or how far the updates of a run that blew up went.
struct UpdateRatiosTitle {
  /// The runs that are drawn.
  let shown: [UpdateRatioLines]
  /// Whether the picture is of several runs, and names need those of their runs.
  let isOfSeveral: Bool

  /// Above this a few steps replace the weights.
  private static let large = 0.1
  /// An update so many times the weights leaves nothing of them.
  private static let hopeless = 10.0

  /// Such as `A typical step changes layer 1 of sigmoid-naive by 1.0·10⁻¹⁵ of its weights, every layer of relu-he by
  /// 1.0·10⁻³ to 2.0·10⁻³`, or `Updates reach 2.6·10¹² times the weights of layer 7 at step 1`.
  var text: String {
    if let blown { return blown }
    let known = shown.filter { $0.least != nil }
    let worst = known.min { ($0.least?.typical ?? 0) < ($1.least?.typical ?? 0) }
    guard let worst, let least = worst.least else {
      return "How much of its weights does a step change?"
    }
    let isStill = least.typical == 0 && least.median.halves == nil
    let opening =
      isStill
      ? "\(least.median.opening) leaves \(least.words)\(of(worst)) as it was"
      : "\(least.median.opening) changes \(least.words)\(of(worst)) by "
        + amount(least.median, isFirst: true)
    let and = isStill ? "and changes " : ""
    let top = known.max { ($0.most?.typical ?? 0) < ($1.most?.typical ?? 0) }
    if let top, let most = top.most, most.typical > Self.large {
      let isSame = top.run.name == worst.run.name && most.name == least.name
      return isSame
        ? opening : "\(opening), \(and)\(most.words)\(of(top)) by \(amount(most.median))"
    }
    let best = known.min { $0.distance < $1.distance }
    // Beside several runs the one that moves as it should; where none does, there is none to name.
    guard let best, known.count == 1 || best.distance.isFinite, let low = best.least,
      let high = best.most, low.name != high.name
    else { return opening }
    return known.count > 1
      ? "\(opening), \(and)every layer of \(best.run.name) by "
        + "\(Words.short(low.typical)) to \(Words.short(high.typical))"
      : "\(opening), \(and)\(high.words) by \(amount(high.median))"
  }

  /// Of the run whose updates went farthest, where they were many times the weights.
  private var blown: String? {
    let peaks = shown.compactMap { run in run.peak.map { (run: run, peak: $0) } }
    guard let most = peaks.max(by: { $0.peak.ratio < $1.peak.ratio }),
      most.peak.ratio > Self.hopeless
    else { return nil }
    let lost = most.run.lines.count { $0.points.last?.y.isFinite == false }
    return "Updates reach \(Words.short(most.peak.ratio)) times the weights of "
      + "\(most.peak.line.words)\(of(most.run)) at step \(most.peak.step)"
      + (lost == 0
        ? ""
        : ", and are no numbers in \(lost == most.run.lines.count ? "all" : "\(lost) of") "
          + "\(most.run.lines.count) layers at the end")
      + (lost == 0
        ? CurveNotes.divergence(most.run.run).map {
          "; the loss is \(Words.short($0.loss)) at step \($0.step)"
        } ?? "" : "")
  }

  private func amount(_ median: UpdateMedian, isFirst: Bool = false) -> String {
    func words(_ ratio: Double, isFirst: Bool) -> String {
      Words.short(ratio) + (ratio >= 1 ? " times its weights" : isFirst ? " of its weights" : "")
    }
    guard let halves = median.halves else { return words(median.told, isFirst: isFirst) }
    let early = words(halves.first, isFirst: isFirst)
    return isFirst
      ? "\(early) in the first half of the steps and \(words(halves.second, isFirst: false)) in the second"
      : "\(early), then \(words(halves.second, isFirst: false))"
  }

  private func of(_ run: UpdateRatioLines) -> String {
    isOfSeveral ? " of \(run.run.name)" : ""
  }
}
