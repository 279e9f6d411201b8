import Foundation

/// Does work on as many items at a time as the machine has cores: the one pool of this program.
package enum WorkerPool {
  /// The results of all items, in their order.
  ///
  /// - Parameter onEach: called as they come, with how many there are.
  /// - Throws: The first error of `work`; what is under way ends first.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], onEach: (_ done: Int) -> Void = { _ in },
    _ work: @escaping @Sendable (Item) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < items.count else { return }
        let (index, item) = (next, items[next])
        next += 1
        group.addTask { (index, try await work(item)) }
      }
      for _ in 0..<max(ProcessInfo.processInfo.activeProcessorCount, 1) { start() }
      var results = [Result?](repeating: nil, count: items.count)
      var done = 0
      for try await (index, result) in group {
        results[index] = result
        done += 1
        onEach(done)
        start()
      }
      return results.compactMap { $0 }
    }
  }
}
