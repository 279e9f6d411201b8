import Experiments
import Foundation
import Synchronization

/// The progress of a sweep on standard error: one line, redrawn in place on a terminal; elsewhere a
/// line for every tenth of the work.
final class SweepProgress: Sendable {
  private struct State {
    var ended: Int
    var work = 0.0
    var saidTenths = 0
  }

  private let sweep: Sweep
  private let stored: Int
  private let total: Double
  private let quiet: Bool
  private let inPlace: Bool
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// The progress of a sweep of which these cells are done already.
  init(_ sweep: Sweep, done: [Int], quiet: Bool) {
    self.sweep = sweep
    stored = done.count
    let isDone = Set(done)
    total = sweep.grid.cells.indices.filter { !isDone.contains($0) }
      .map { sweep.cost(of: $0) }.reduce(0, +)
    self.quiet = quiet
    inPlace = Terminal.errorIsTerminal
    state = Mutex(State(ended: done.count))
    guard !quiet else { return }
    if stored > 0 {
      StandardError.say("\(stored) of \(sweep.grid.cells.count) cells are in the store already")
    }
    if inPlace { StandardError.redraw(line(State(ended: stored))) }
  }

  /// A cell has come to its end.
  func ended(_ index: Int) {
    guard !quiet else { return }
    state.withLock { state in
      state.ended += 1
      state.work += sweep.cost(of: index)
      if inPlace {
        StandardError.redraw(line(state))
      } else {
        let tenths = Int(10 * state.work / max(total, 1) + 1e-9)
        guard tenths > state.saidTenths else { return }
        state.saidTenths = tenths
        StandardError.say(line(state))
      }
    }
  }

  /// Leaves the cursor below the line.
  func finish() {
    if !quiet, inPlace { StandardError.write("\n") }
  }

  private func line(_ state: State) -> String {
    let share = total > 0 ? state.work / total : 1
    let words = " \(state.ended)/\(sweep.grid.cells.count) cells" + rest(share)
    // What the terminal folds could not be drawn again in its place.
    let width = max(min(30, Terminal.errorWidth - 1 - words.count), 3)
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    return bar + words
  }

  /// The time that is left, by the work that is done.
  private func rest(_ share: Double) -> String {
    guard share > 0.01, share < 1 else { return "" }
    let elapsed = ContinuousClock.now - start
    let seconds = Double(elapsed.components.seconds) * (1 - share) / share
    return seconds < 90
      ? ", about \(Int(seconds.rounded())) s left"
      : ", about \(Int((seconds / 60).rounded())) min left"
  }
}
