import FileAccess
import GRDB
import TrainingRecords

extension RunStore {
  /// The runs that pass a filter, the newest first.
  ///
  /// - Throws: `.badInput` where the file is damaged or cannot be read.
  public func runs(_ filter: RunFilter = RunFilter()) throws(StoreError) -> [StoredRun] {
    try runs(filter) { error throws(StoreError) in throw error }
  }

  /// The runs that pass a filter, the newest first. One whose row is damaged is left out where
  /// `onDamage` does not throw: it must not hide the others.
  ///
  /// - Throws: As `runs`, and what `onDamage` throws.
  public func runs(
    _ filter: RunFilter = RunFilter(), onDamage: (StoreError) throws(StoreError) -> Void
  ) throws(StoreError) -> [StoredRun] {
    let wanted = [
      ("verdict", filter.verdict), ("dataset", filter.dataset),
      ("activation", filter.activation), ("name", filter.name),
    ].compactMap { column, value in value.map { (column: column, value: $0) } }
    let conditions = wanted.map { " AND \($0.column) = ?" }.joined()
    return try read { database in
      let rows = try Row.fetchCursor(
        database, sql: RunRow.selection + " WHERE true\(conditions) ORDER BY id DESC",
        arguments: StatementArguments(wanted.map(\.value)))
      var runs: [StoredRun] = []
      let limit = max(filter.limit ?? .max, 0)
      // Whether a run is still running shows only here, so that the limit cannot be SQL's.
      while runs.count < limit, let row = try rows.next() {
        let run: StoredRun
        do { run = try RunRow(row).run } catch {
          try onDamage(StoreError(error, path: self.path, .reading))
          continue
        }
        if filter.status == nil || filter.status == run.status { runs.append(run) }
      }
      return runs
    }
  }

  /// The run that somebody means: its number (`17`), `last` for the newest one, or a name, of which
  /// it is the newest run.
  ///
  /// - Throws: `.notFound`, naming the runs that come closest; `.badInput` as `runs`.
  public func resolve(_ text: String) throws(StoreError) -> StoredRun {
    try read { database in
      func first(_ condition: String, _ arguments: StatementArguments) throws -> StoredRun? {
        try Row.fetchOne(
          database, sql: RunRow.selection + " WHERE \(condition) ORDER BY id DESC LIMIT 1",
          arguments: arguments
        ).map { try RunRow($0).run }
      }
      if let id = Int64(text), let run = try first("id = ?", [id]) { return run }
      if text == "last", let run = try first("true", []) { return run }
      if let run = try first("name = ?", [text]) { return run }
      throw StoreError(
        .notFound,
        "\(self.path.onOneLine): expected the number or name of a run, or \"last\", got "
          + "\(text.inQuotes); \(try ClosestRuns.advice(on: text, from: database))")
    }
  }

  /// The whole record of a run, as it was written. One that is being written, or whose writer is
  /// gone, has the status interrupted and as many steps as were recorded.
  ///
  /// - Throws: `.notFound`; `.badInput` where the file is damaged or cannot be read.
  public func record(_ id: Int64) throws(StoreError) -> RunRecord {
    try read { database in
      let row = try self.row(id, from: database)
      let facts = row.facts
      var history = facts.emptyHistory
      try HistoryRows.read(into: &history, of: id, from: database)
      var record = RunRecord(
        name: row.run.name, configuration: row.run.configuration, activation: facts.activation,
        layers: try LayerRows.read(of: id, from: database), history: history,
        chance: facts.chance)
      record.schemaVersion = facts.schemaVersion
      record.prediction = try PredictionRows.read(of: id, from: database)
      record.status = row.run.status.recordStatus
      record.curves = facts.emptyCurves
      try CurveRows.read(into: &record.curves, of: id, from: database)
      record.samples = facts.emptySamples
      try SampleRows.read(into: &record.samples, of: id, from: database)
      record.events = try EventRows.read(of: id, from: database)
      record.probes = try ProbeRows.read(of: id, from: database)
      record.probeExamples = facts.probeExamples
      record.evaluation = facts.evaluation
      record.timing = facts.timing
      record.dataScale = facts.dataScale
      if row.run.endedAt == nil { record.timing.steps = row.run.steps }
      if let problem = RecordCheck.problem(in: record) {
        throw DamagedRow(
          table: RunRow.table, problem: "run \(id) with \(problem.got)",
          expected: problem.expected)
      }
      return record
    }
  }

  /// The judgement that was stored with a run; nil where it was not judged.
  ///
  /// - Throws: As `record`.
  public func verdict(_ id: Int64) throws(StoreError) -> StoredVerdict? {
    try read { database in
      guard let verdict = try self.row(id, from: database).run.verdict else { return nil }
      return StoredVerdict(
        verdict: verdict, findings: try FindingRows.read(of: id, from: database))
    }
  }

  /// The row of a run that must be there.
  func row(_ id: Int64, from database: Database) throws -> RunRow {
    guard
      let row = try Row.fetchOne(
        database, sql: RunRow.selection + " WHERE id = ?", arguments: [id])
    else {
      throw StoreError(
        .notFound,
        "\(path.onOneLine): expected run \(id), got a store without it; "
          + (try ClosestRuns.advice(on: String(id), from: database)))
    }
    return try RunRow(row)
  }
}
