import Diagnosis
import Records

/// What profiles show, in a sentence made from their numbers: how much of δ comes to the first place, at the start
/// and at the end.
struct ProfileTitle {
  private let runs: [JudgedRun]

  /// The title of a picture of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// δ of the first place over that of the last, at a moment; nil where it was not measured.
  private func ratio(_ run: JudgedRun, _ moment: Moment) -> Double? {
    let profile = run.profile(.deltaRMS, at: moment)
    guard profile.count > 1, let first = profile.first, let last = profile.last, last > 0 else {
      return nil
    }
    return first / last
  }

  private func range(_ moment: Moment) -> String? {
    let ratios = runs.compactMap { ratio($0, moment) }.filter(\.isFinite)
    guard let least = ratios.min(), let most = ratios.max() else { return nil }
    let (a, b) = (Words.factor(least), Words.factor(most))
    return a == b ? a : "\(a) to \(b)"
  }

  /// Such as `Of δ at layer 10, ×2.1·10⁻⁶ to ×1.1 comes to layer 1 at the start, ×0.8 at the end`.
  var text: String {
    let noun = RunGroup(runs).noun
    guard let start = range(.start) else {
      return "How large are the signals by \(noun), from start to end?"
    }
    let depths = Set(runs.map(\.depth))
    let last = depths.count == 1 ? "\(noun) \(depths.first ?? 0)" : "the last \(noun)"
    let end = range(.end).map { ", \($0) at the end" } ?? ""
    return "Of δ at \(last), \(start) comes to \(noun) 1 at the start\(end)"
  }
}
