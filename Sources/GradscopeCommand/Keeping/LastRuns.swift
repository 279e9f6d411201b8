import Foundation
import RecordStore
import Records

/// The newest run of a store with those that were trained together with it, as one command does: they follow
/// each other without a pause, on the same data, under names of their own.
enum LastRuns {
  /// Runs of one command begin as soon as one before them has ended.
  private static let longestPause = 10.0
  /// More are no comparison that a page could show.
  private static let most = 16

  /// Their numbers, in the order of the store, as texts that name them.
  ///
  /// - Throws: `StoreError` where the store cannot be read, or has no run.
  static func numbers(in store: RunStore) throws(StoreError) -> [String] {
    let newest = try store.resolve("last")
    let runs = try store.runs(RunFilter(limit: most + 1))
    let together = together(runs)
    // What is as long as the limit may be a part of something longer, such as the cells of a sweep.
    guard !together.isEmpty, together.count <= most else { return ["\(newest.id)"] }
    return together.map { "\($0.id)" }.reversed()
  }

  /// Of runs, the newest first, those that were trained together with the first.
  static func together(_ runs: [StoredRun]) -> [StoredRun] {
    guard let first = runs.first else { return [] }
    var group = [first]
    var start = first.startedAt
    for run in runs.dropFirst() {
      guard let last = group.last, run.id == last.id - 1, run.version == first.version,
        run.facts.data == first.facts.data, run.facts.origin == first.facts.origin,
        !group.contains(where: { $0.name == run.name }),
        start.timeIntervalSince(run.endedAt ?? .distantPast) < longestPause
      else { break }
      group.append(run)
      start = min(start, run.startedAt)
    }
    return group
  }
}
