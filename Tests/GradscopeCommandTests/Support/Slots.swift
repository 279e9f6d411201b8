import Foundation
import Synchronization

/// So many programs run at once, in the order in which they asked.
///
/// Tests begin all together: two hundred programs on two cores take longer than one after the other, and
/// each as long as all of them.
final class Slots: Sendable {
  /// Four even on one core: some tests have two that wait for each other.
  static let shared = Slots(max(4, ProcessInfo.processInfo.activeProcessorCount))

  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(free: count)) }

  /// Waits until there is room.
  func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// Gives the room to whoever has waited longest.
  func release() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}
