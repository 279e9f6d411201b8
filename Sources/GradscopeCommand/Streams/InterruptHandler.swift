import CTemporaryNames
import Dispatch
import Experiments
import Foundation
import Synchronization

/// Turns Ctrl-C (SIGINT), SIGTERM and a terminal that hangs up (SIGHUP) into a request to stop, so that
/// what was recorded is kept, judged and drawn. A second one ends the program at once, and says what is
/// left.
final class InterruptHandler: Sendable {
  private struct State {
    var isTraining = false
    var store: String?
    var signal: Int32?
  }

  private let stop: StopSignal
  private let state = Mutex(State())
  // A dispatch source may be cancelled from any thread; only its Swift type does not say so.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  init(_ stop: StopSignal) {
    self.stop = stop
    let queue = DispatchQueue(label: "gradscope.interrupt")
    let numbers = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [weak self] in self?.interrupt(number) }
      source.resume()
    }
  }

  /// The exit code of a command that was interrupted, 128 + the signal's number; nil for one that was
  /// not.
  var code: Int32? { state.withLock { $0.signal.map(ExitStatus.after(signal:)) } }

  /// From here on there is something to keep, in this store; nil where nothing is kept.
  func begin(keepingIn store: String?) {
    state.withLock {
      $0.isTraining = true
      $0.store = store
    }
  }

  private func interrupt(_ number: Int32) {
    let state = state.withLock { state in
      state.signal = state.signal ?? number
      return state
    }
    if stop.isRaised {
      let left = state.store.map {
        "the results were not shown, what was recorded until now is in \($0)"
      }
      Self.say("interrupted twice; \(left ?? "the results were not written")")
      temporary_names_remove()
      // Not `exit`: it would run the destructors of what other threads still use.
      _exit(ExitStatus.after(signal: number))
    }
    stop.raise()
    let next = state.isTraining ? "; what was recorded so far is judged" : ""
    Self.say("stopping\(next) (again: end at once)")
  }

  /// On a terminal, below the line that shows what was typed or how far the runs are.
  private static func say(_ message: String) {
    if Terminal.errorIsTerminal { StandardError.write("\n") }
    StandardError.say("gradscope: \(message)")
  }

  /// Whether somebody wants the program to go on without a terminal, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
