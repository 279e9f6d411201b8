import Files
import GRDB
import Records
import Texts

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
    ].compactMap { column, value in value.map { (column: column, value: $0.databaseValue) } }
    return try read { database in
      let columns = try RunRow.columns(in: database)
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(columns.selection) FROM runs ORDER BY id DESC")
      var runs: [StoredRun] = []
      let limit = max(filter.limit ?? .max, 0)
      // Whether a run is still running shows only here, and whether what it is chosen by is what was
      // written: so that neither the filter nor the limit can be SQL's.
      while runs.count < limit, let row = try rows.next() {
        do {
          let checked = try RunRow.check(row, columns, in: database)
          guard wanted.allSatisfy({ row[$0.column] == $0.value }) else { continue }
          let run = try RunRow(checked, from: database).run
          if filter.status == nil || filter.status == run.status { runs.append(run) }
        } catch {
          try onDamage(StoreError(error, path: self.path, .reading))
        }
      }
      for id in try ChecksumRows.lostRuns(in: database) { try onDamage(self.lost(id)) }
      return runs
    }
  }

  /// The run that somebody means: its number (`17`), `last` for the newest one, or a name, of which
  /// it is the newest run.
  ///
  /// - Throws: `.notFound`, naming the runs that come closest; `.badInput` as `runs`.
  public func resolve(_ text: String) throws(StoreError) -> StoredRun {
    try read { database in
      if let id = Int64(text), let row = try self.checkedRow(of: id, from: database) {
        return try RunRow(row, from: database).run
      }
      // One that was lost, or whose row is damaged, may be the one that is meant.
      let lost = try ChecksumRows.lostRuns(in: database)
      func newest(_ isMeant: (Row) -> Bool) throws -> StoredRun? {
        let columns = try RunRow.columns(in: database)
        let rows = try Row.fetchCursor(
          database, sql: "SELECT \(columns.selection) FROM runs ORDER BY id DESC")
        while let row = try rows.next() {
          let checked = try RunRow.check(row, columns, in: database)
          if let newer = lost.first(where: { $0 > checked.id }) { throw self.lost(newer) }
          if isMeant(row) { return try RunRow(checked, from: database).run }
        }
        if let id = lost.first { throw self.lost(id) }
        return nil
      }
      if text == "last", let run = try newest({ _ in true }) { return run }
      if let run = try newest({ $0["name"] == text.databaseValue }) { return run }
      throw StoreError(
        .notFound,
        "\(self.path.onOneLine): expected the number or name of a run, or \"last\", got "
          + "\(text.inQuotes); \(try ClosestRuns.advice(on: text, from: database))")
    }
  }

  /// Whether there is anything of a run: its row, however damaged, or only what it left. That much can
  /// be deleted.
  ///
  /// - Throws: `.badInput` where the file cannot be read.
  public func holds(_ id: Int64) throws(StoreError) -> Bool {
    try read { try self.holds(id, in: $0) }
  }

  func holds(_ id: Int64, in database: Database) throws -> Bool {
    let isThere =
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM runs WHERE id = ?)", arguments: [id])
    return try isThere == true || ChecksumRows.lostRuns(in: database).contains(id)
  }

  /// The whole record of a run, as it was written. One that is being written, or whose writer is
  /// gone, has the status interrupted and as many steps as were recorded.
  ///
  /// - Throws: `.notFound`; `.badInput` where the file is damaged or cannot be read.
  public func record(_ id: Int64) throws(StoreError) -> RunRecord {
    try read { database in
      let row = try self.row(id, from: database)
      let facts = row.facts
      let isLegacy = row.legacy != nil
      let places = try LayerRows.read(of: id, legacy: row.legacy, from: database)
      let chains = try ChainRows.read(of: id, from: database)
      var record = RunRecord(
        name: row.run.name, facts: row.run.facts, places: places,
        chains: isLegacy ? LegacyFacts.chains(of: places) : chains, chance: facts.chance)
      record.plan = row.run.plan
      record.history = facts.emptyHistory
      try HistoryRows.read(
        into: &record.history, self.statistics, isLegacy: isLegacy, of: id, from: database)
      record.schemaVersion = facts.schemaVersion
      record.prediction = try PredictionRows.read(of: id, from: database)
      record.status = row.run.status.recordStatus
      record.curves = facts.emptyCurves
      try CurveRows.read(into: &record.curves, of: id, from: database)
      record.samples = facts.emptySamples
      try SampleRows.read(into: &record.samples, of: id, from: database)
      record.events = try EventRows.read(
        self.statistics, isLegacy: isLegacy, of: id, from: database)
      record.probes = try ProbeRows.read(of: id, from: database)
      record.outputs = try OutputRows.read(of: id, from: database)
      record.probeExamples = facts.probeExamples
      record.evaluation = facts.evaluation
      record.heldOut = facts.heldOut
      record.timing = facts.timing
      record.dataScale = facts.dataScale
      if row.run.endedAt == nil { record.timing.steps = row.run.steps }
      if let problem = RecordCheck.problem(in: record) {
        throw DamagedRow(
          table: RunRow.table, run: id, problem: problem.got, expected: problem.expected)
      }
      return record
    }
  }

  /// The judgement that was stored with a run; nil where it was not judged.
  ///
  /// - Throws: As `record`.
  public func verdict(_ id: Int64) throws(StoreError) -> StoredVerdict? {
    try read { database in
      let run = try self.row(id, from: database).run
      guard let verdict = run.verdict else { return nil }
      return StoredVerdict(
        verdict: verdict, findings: try FindingRows.read(of: id, from: database),
        unjudged: run.unjudged)
    }
  }

  /// The row of a run that must be there.
  func row(_ id: Int64, from database: Database) throws -> RunRow {
    guard let row = try checkedRow(of: id, from: database) else {
      throw StoreError(
        .notFound,
        "\(path.onOneLine): expected run \(id), got a store without it; "
          + (try ClosestRuns.advice(on: String(id), from: database)))
    }
    return try RunRow(row, from: database)
  }

  private func checkedRow(of id: Int64, from database: Database) throws -> RunRow.Checked? {
    let columns = try RunRow.columns(in: database)
    let row = try Row.fetchOne(
      database, sql: "SELECT \(columns.selection) FROM runs WHERE id = ?", arguments: [id])
    return try row.map { try RunRow.check($0, columns, in: database) }
  }

  private func lost(_ id: Int64) -> StoreError {
    StoreError(
      DamagedRow(
        table: RunRow.table, run: id, problem: "no row", expected: "the one that was written"),
      path: path, .reading)
  }
}
