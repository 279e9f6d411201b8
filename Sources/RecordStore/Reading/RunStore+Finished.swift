import GRDB
import Records
import Texts

extension RunStore {
  /// The runs of exactly these configurations that have come to their end, completed or diverged,
  /// and were recorded in the layout of this program: what need not be trained again. Of several runs
  /// of one configuration it is the newest.
  ///
  /// - Throws: `.badInput` where the file cannot be read. A damaged run is no finished one.
  public func finishedRuns(
    of configurations: [RunConfiguration]
  ) throws(StoreError) -> [RunConfiguration: FinishedRun] {
    try read { database in
      // Compared as values: a run that was stored before an option came to be has its default.
      let wanted = Set(configurations)
      var found: [RunConfiguration: FinishedRun] = [:]
      let numbers = try Row.fetchCursor(
        database, sql: "SELECT id, configuration FROM runs WHERE status IN (?, ?) ORDER BY id",
        arguments: [StoredStatus.completed.rawValue, StoredStatus.diverged.rawValue])
      while let row = try numbers.next() {
        var cells = CellReader(row, of: RunRow.table)
        guard let id = try? cells.int(), let text = try? cells.text(),
          let configuration = try? JSONText.decode(RunConfiguration.self, from: text),
          wanted.contains(configuration), let full = try? self.row(Int64(id), from: database),
          full.facts.schemaVersion == RunRecord.currentSchemaVersion, full.run.endedAt != nil
        else { continue }
        found[configuration] = FinishedRun(
          id: Int64(id), status: full.run.status.recordStatus, verdict: full.run.verdict,
          warnings: full.run.warnings, evaluation: full.facts.evaluation, chance: full.facts.chance)
      }
      return found
    }
  }
}
