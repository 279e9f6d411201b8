import Dispatch
import Experiments
import Foundation
import Synchronization

/// Turns Ctrl-C (and SIGTERM) into a request to stop, so that what was recorded is kept and drawn.
/// A second one ends the program at once, and says what is left.
final class InterruptHandler: Sendable {
  private struct State {
    var isTraining = false
    var store: String?
  }

  private let stop: StopSignal
  private let state = Mutex(State())
  // A dispatch source may be cancelled from any thread; only its Swift type does not say so.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  init(_ stop: StopSignal) {
    self.stop = stop
    let queue = DispatchQueue(label: "gradscope.interrupt")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [weak self] in self?.interrupt() }
      source.resume()
    }
  }

  /// Whether somebody interrupted.
  var wasRaised: Bool { stop.isRaised }

  /// From here on there is something to keep, in this store; nil where nothing is kept.
  func begin(keepingIn store: String?) {
    state.withLock { $0 = State(isTraining: true, store: store) }
  }

  private func interrupt() {
    let state = state.withLock { $0 }
    if stop.isRaised {
      let left = state.store.map {
        "the results were not shown, what was recorded until now is in \($0)"
      }
      StandardError.write(
        "\ngradscope: interrupted twice; \(left ?? "the results were not written")\n")
      // Not `exit`: it would run the destructors of what other threads still use.
      _exit(ExitStatus.interrupted)
    }
    stop.raise()
    let next = state.isTraining ? "; what was recorded so far is judged" : ""
    StandardError.write("\ngradscope: stopping\(next) (again: end at once)\n")
  }
}
