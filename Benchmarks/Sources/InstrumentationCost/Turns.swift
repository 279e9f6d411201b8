import Foundation

/// Threads that work in turns, a short while each, so that a machine whose speed drifts is as fast or
/// slow for all of them.
final class Turns: Sendable {
  private let gates: [DispatchSemaphore]

  /// Turns for this many threads; the first begins.
  init(_ count: Int) {
    gates = (0..<count).map { _ in DispatchSemaphore(value: 0) }
    gates.first?.signal()
  }

  /// Waits until it is this thread's turn.
  func wait(_ thread: Int) { gates[thread].wait() }

  /// Gives the turn to the next thread.
  func pass(_ thread: Int) { gates[(thread + 1) % gates.count].signal() }

  /// Runs `work` for each thread number on a thread of its own, and returns what they said.
  static func run<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (_ turns: Turns, _ thread: Int) -> Result
  ) -> [Result] {
    let turns = Turns(count)
    let results = Results<Result>()
    let group = DispatchGroup()
    for thread in 0..<count {
      group.enter()
      Thread {
        let result = work(turns, thread)
        results.add(result, for: thread)
        group.leave()
      }.start()
    }
    group.wait()
    return results.sorted
  }

  private final class Results<Result: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Int: Result] = [:]

    func add(_ value: Result, for thread: Int) { lock.withLock { values[thread] = value } }
    var sorted: [Result] {
      lock.withLock { values.sorted { $0.key < $1.key }.map(\.value) }
    }
  }
}
