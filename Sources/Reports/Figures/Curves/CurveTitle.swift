import Diagnosis
import Records

/// What the curves show, in a sentence made from their numbers.
struct CurveTitle {
  private let runs: [JudgedRun]

  /// The title of a picture of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// The sentence.
  var text: String {
    if runs.count == 1, let run = runs.first { return "\(run.name): \(ofOne(run))" }
    return ofMany
  }

  private func ofOne(_ run: JudgedRun) -> String {
    guard run.hasLoss else { return "no loss was recorded" }
    let looks = HeldOutLooks(run.record)
    if let found = CurveNotes.divergence(run) {
      let before = found.before.map { ", after \(Words.short($0.loss)) at step \($0.step)" } ?? ""
      return "the loss is \(Words.short(found.loss)) at step \(found.step)\(before)"
    }
    let training = "training loss \(run.lossCell)"
    if let turn = looks.turn, let last = looks.last {
      return "\(training); held out \(Words.short(turn.loss)) at step \(turn.step), "
        + "\(Words.short(last.loss)) at the end"
    }
    let held = looks.last.map { ", held out \(Words.short($0.loss, digits: 3))" } ?? ""
    let chance = run.record.chance.map { " (guessing: \(Words.short($0.loss, digits: 3)))" } ?? ""
    return training + held + chance
  }

  private var ofMany: String {
    let known = runs.filter(\.hasLoss)
    guard !known.isEmpty else { return "No loss was recorded" }
    let learned = known.count(where: \.hasLearned)
    let chance = RunGroup(known).commonChanceLoss.map {
      " (guessing: \(Words.short($0, digits: 3)))"
    }
    let diverged = known.count { CurveNotes.divergence($0) != nil }
    let head =
      "\(learned) of \(known.count) networks learn\(chance ?? "")"
      + (diverged > 0 ? ", \(diverged) diverge\(diverged == 1 ? "s" : "")" : "")
    return head + best(known)
  }

  /// The lowest loss at the end: of what was held out, where every run has that.
  private func best(_ runs: [JudgedRun]) -> String {
    let held = runs.map { HeldOutLooks($0.record).last?.loss }
    let isHeldOut = held.allSatisfy { $0 != nil }
    let losses = isHeldOut ? held.map { $0 ?? .nan } : runs.map(\.finalLoss)
    let best = zip(runs, losses).filter { $0.1.isFinite }.min { $0.1 < $1.1 }
    return best.map { run, loss in
      "; the lowest \(isHeldOut ? "held-out" : "training") loss is "
        + "\(Words.short(loss)) (\(run.name))"
    } ?? ""
  }
}
