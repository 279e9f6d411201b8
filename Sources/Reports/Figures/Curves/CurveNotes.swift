import Diagnosis
import Records

/// What is to be said of single runs above their curves: where they diverge, where the loss of what was held out
/// turns, and what leaves the picture.
struct CurveNotes {
  private let runs: [JudgedRun]

  /// More are counted, not told.
  private static let most = 3

  /// Notes on these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  private func name(_ run: JudgedRun) -> String { runs.count > 1 ? "\(run.name) " : "" }

  /// The step at which a run's loss stopped being a number, with that loss and the last one before; nil
  /// where it did not.
  static func divergence(
    _ run: JudgedRun
  ) -> (step: Int, loss: Double, before: (step: Int, loss: Double)?)? {
    let curves = run.record.curves
    // A loss that comes back to numbers has not diverged: mixed precision leaves such steps out.
    guard let last = curves.loss.last, !last.isFinite,
      let index = curves.loss.firstIndex(where: { !$0.isFinite })
    else { return nil }
    let before = index > 0 ? (curves.lastSteps[index - 1], curves.loss[index - 1]) : nil
    return (curves.steps[index], curves.loss[index], before)
  }

  private func divergence(_ run: JudgedRun) -> String? {
    Self.divergence(run).map { found in
      let before = found.before.map { ", \(Words.short($0.loss)) just before (ring)" } ?? ""
      return "\(name(run))diverges: loss \(Words.short(found.loss)) at step \(found.step) "
        + "(upright line)\(before)"
    }
  }

  private func jump(_ run: JudgedRun) -> String? {
    LossJump(run).map { name(run) + $0.words }
  }

  private func turn(_ run: JudgedRun) -> String? {
    let looks = HeldOutLooks(run.record)
    guard let turn = looks.turn, let last = looks.last else { return nil }
    return "\(name(run))held out lowest (ring): \(Words.short(turn.loss)) at step \(turn.step), "
      + "then \(Words.short(last.loss)) at the end"
  }

  private func height(_ run: JudgedRun, _ top: Double) -> String? {
    let line = SmoothedLoss(run.record.curves).losses
    let highest = (line + HeldOutLooks(run.record).looks.map(\.loss)).filter(\.isFinite).max()
    return highest.flatMap {
      $0 > top * 1.001 ? "\(name(run))rises to \(Words.short($0)), beyond the picture" : nil
    }
  }

  /// The notes; empty where there is nothing to say.
  ///
  /// - Parameter top: the largest loss that the picture has.
  func text(top: Double) -> String {
    let notes = runs.flatMap { run in
      [divergence(run), jump(run), turn(run), height(run, top)].compactMap { $0 }
    }
    let told = notes.prefix(Self.most).joined(separator: "; ")
    return notes.count > Self.most ? told + "; and \(notes.count - Self.most) more" : told
  }
}
