import Diagnosis
import Experiments
import Foundation
import Records
import Reports
import Synchronization
import Texts

/// Progress on standard error: a bar for each run, redrawn in place on a terminal; one line at the
/// end of each run elsewhere.
final class ProgressDisplay: Sendable {
  private struct State {
    var steps: [Int]
    var losses: [Double]
    var endings: [String?]
    var drawn = false
    var nextDrawing = ContinuousClock.now
  }

  /// Without what steers a terminal: their widths are those that are seen.
  private let names: [String]
  private let total: Int
  private let quiet: Bool
  private let inPlace: Bool
  private let state: Mutex<State>

  init(names: [String], steps: Int, quiet: Bool) {
    self.names = names.map(\.printable)
    total = max(steps, 1)
    self.quiet = quiet
    inPlace = Terminal.errorIsTerminal
    state = Mutex(
      State(
        steps: names.map { _ in 0 }, losses: names.map { _ in .nan },
        endings: names.map { _ in nil }))
  }

  /// Takes note of an event and redraws at most ten times a second.
  func show(_ event: Study.Event) {
    guard !quiet else { return }
    state.withLock { state in
      switch event {
      case .step(let run, let step, let loss):
        state.steps[run] = step
        state.losses[run] = loss
        guard inPlace else { return }
        let now = ContinuousClock.now
        guard now >= state.nextDrawing else { return }
        state.nextDrawing = now + .milliseconds(100)
        draw(&state)
      case .recorded: break
      case .ended(let run, let ended):
        let record = ended.record
        state.endings[run] = record.status.rawValue
        guard !inPlace else { return }
        let seconds = String(format: "%.1f s", record.timing.trainingSeconds)
        let loss = NumberText.short(record.evaluation.finalLoss, digits: 3)
        StandardError.say(
          "\(names[run]): \(record.status.rawValue) after \(record.timing.steps) steps, "
            + "loss \(loss), \(seconds)")
      }
    }
  }

  /// Draws the last state and leaves the cursor below it.
  func finish() {
    guard !quiet, inPlace else { return }
    state.withLock { state in
      draw(&state)
      StandardError.write("\n")
    }
  }

  /// Says that a change is tried on the run that has ended, such as `--init he-normal`.
  func showTrial(of change: String) {
    guard !quiet else { return }
    StandardError.say("trying \(change.printable) on it")
  }

  private func draw(_ state: inout State) {
    let columns = Terminal.errorWidth
    let nameWidth = names.map(\.columns).max() ?? 0
    let barWidth = min(max(columns - nameWidth - 36, 5), 30)
    let lines = names.indices.map { index -> String in
      let share = Double(state.steps[index]) / Double(total)
      let filled = min(Int(share * Double(barWidth)), barWidth)
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: barWidth - filled)
      let name = names[index].padded(to: nameWidth)
      let loss =
        state.losses[index].isNaN && state.steps[index] == 0
        ? "" : "loss " + words(state.losses[index])
      let ending = state.endings[index].map { $0 == "completed" ? "" : " \($0)" } ?? ""
      let line = "\(name) \(bar) \(state.steps[index])/\(total)\(ending) \(loss)"
      return line.cut(to: max(columns - 1, 1))
    }
    StandardError.redraw(lines, over: state.drawn ? names.count : 0)
    state.drawn = true
  }

  /// With as many digits at every step, so that nothing jumps.
  private func words(_ loss: Double) -> String {
    loss.isFinite ? String(format: "%.3f", loss) : NumberText.short(loss)
  }
}
