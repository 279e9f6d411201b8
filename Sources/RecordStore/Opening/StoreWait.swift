import Foundation
import Synchronization

/// How a command waits for its turn while another process keeps the store locked.
public struct StoreWait: Sendable {
  /// How long, in seconds. A write takes milliseconds, so only a process that was stopped within one
  /// keeps others waiting that long.
  public var longest = 60.0
  /// After how many seconds `onWait` is called, and a wait can be given up.
  public var patience = 2.0
  /// Called once a wait that is not over soon, on the thread that waits.
  public var onWait: @Sendable (_ longest: Double) -> Void = { _ in }
  /// Whether somebody wants the wait to end.
  public var isGivenUp: @Sendable () -> Bool = { false }

  /// Waits a minute, and says nothing.
  public init() {}

  /// What decides for a connection whether it tries again: asked with 0 at the first try.
  func decision() -> @Sendable (_ tries: Int) -> Bool {
    let state = Mutex(State())
    return { tries in
      let waited = state.withLock { state in
        if tries == 0 { state = State() }
        return (ContinuousClock.now - state.start).inSeconds
      }
      // Ctrl-C must not cost a run its last batch for a turn of milliseconds.
      guard waited < longest, waited < patience || !isGivenUp() else { return false }
      if waited >= patience {
        let isNews = state.withLock { state in
          defer { state.isSaid = true }
          return !state.isSaid
        }
        if isNews { onWait(longest) }
      }
      Thread.sleep(forTimeInterval: 0.001 * Double(min(tries + 1, 20)))
      return true
    }
  }

  private struct State {
    var start = ContinuousClock.now
    var isSaid = false
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + 1e-18 * Double(components.attoseconds)
  }
}
