import GRDB
import Records
import Texts

extension RunStore {
  /// The runs of certain plans that have come to their end, completed or diverged, and were recorded in
  /// the layout of this program, or one that it makes its own from: what need not be trained again. Of
  /// several runs of one key it is the newest.
  ///
  /// - Parameter key: What tells a plan from others; nil for one that is not wanted. So runs are compared
  ///   as their plans are read, not as texts: one that was stored before an option came to be has its
  ///   default. Asked for every run that has a plan and an end, without its rows being checked.
  /// - Throws: `.badInput` where the file cannot be read. A damaged run is no finished one.
  public func finishedRuns<Key: Hashable>(
    matching key: (JSONValue) -> Key?
  ) throws(StoreError) -> [Key: FinishedRun] {
    try read { database in
      var found: [Key: FinishedRun] = [:]
      let numbers = try Row.fetchCursor(
        database, sql: "SELECT id, configuration FROM runs WHERE status IN (?, ?) ORDER BY id",
        arguments: [StoredStatus.completed.rawValue, StoredStatus.diverged.rawValue])
      while let row = try numbers.next() {
        var cells = CellReader(row, of: RunRow.table)
        guard let id = try? cells.int(), let text = try? cells.text(),
          let plan = try? JSONText.decode(JSONValue.self, from: text), plan != .null,
          let key = key(plan), let full = try? self.row(Int64(id), from: database),
          Self.layouts.contains(full.facts.schemaVersion), full.run.endedAt != nil
        else { continue }
        found[key] = FinishedRun(
          id: Int64(id), status: full.run.status.recordStatus, verdict: full.run.verdict,
          warnings: full.run.warnings, evaluation: full.facts.evaluation, chance: full.facts.chance)
      }
      return found
    }
  }

  /// The layouts of records that this program reads without loss: 2 is that of networks of equal layers,
  /// of which reading makes places and a chain.
  private static var layouts: ClosedRange<Int> { 2...max(2, RunRecord.currentSchemaVersion) }
}
