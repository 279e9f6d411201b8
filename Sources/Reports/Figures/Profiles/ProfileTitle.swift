import Diagnosis
import Records

/// What profiles show, in a sentence made from their numbers: how much of δ comes to the first place.
struct ProfileTitle {
  private let runs: [JudgedRun]

  /// The title of a picture of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// δ of the first place over that of the last, at a moment; nil where it was not measured, or is no
  /// number.
  private func ratio(_ run: JudgedRun, _ moment: Moment) -> Double? {
    let profile = run.profile(.deltaRMS, at: moment)
    guard profile.count > 1, let first = profile.first, let last = profile.last, last > 0,
      (first / last).isFinite
    else { return nil }
    return first / last
  }

  /// Such as `×0.30`; of nothing `nothing`.
  private func words(_ ratio: Double) -> String { ratio == 0 ? "nothing" : Words.factor(ratio) }

  /// What of it at the end; nil where there is no end.
  private func end(_ run: JudgedRun) -> String? {
    let profile = run.profile(.deltaRMS, at: .end)
    guard let first = profile.first, let last = profile.last else { return nil }
    if let ratio = ratio(run, .end) { return words(ratio) }
    return first.isNaN || last.isNaN ? "NaN" : "\(Words.short(first)) of \(Words.short(last))"
  }

  private var when: String {
    runs.allSatisfy(\.showsStart) ? "before the first update" : "at the first step recorded"
  }

  /// The same of one run within a sentence; nil where there is no number.
  var answer: String? {
    guard let run = runs.first, ratio(run, .start) != nil else { return nil }
    let text = text
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Of one run at the start and at the end, of several the least and the most at the start:
  /// `Of δ in layer 10, layer 1 gets ×5.7·10⁻¹⁶ in sigmoid-naive, ×1.7 in residual-he before the first
  /// update`.
  var text: String {
    let noun = RunGroup(runs).noun
    let ratios = runs.compactMap { run in ratio(run, .start).map { (run: run, ratio: $0) } }
    guard let least = ratios.min(by: { $0.ratio < $1.ratio }),
      let most = ratios.max(by: { $0.ratio < $1.ratio })
    else { return "How large are the signals by \(noun), from start to end?" }
    let depths = Set(ratios.map(\.run.depth))
    let last = depths.count == 1 ? "\(noun) \(depths.first ?? 0)" : "the last \(noun)"
    let head = "Of δ in \(last), \(noun) 1 gets "
    guard ratios.count > 1 else {
      let end = end(least.run).map { ", \($0) at the end" } ?? ""
      return head + "\(words(least.ratio)) \(when)\(end)"
    }
    let (a, b) = (words(least.ratio), words(most.ratio))
    guard a != b else { return head + "\(a) in each of these networks \(when)" }
    return head + "\(a) in \(least.run.name), \(b) in \(most.run.name) \(when)"
  }
}
