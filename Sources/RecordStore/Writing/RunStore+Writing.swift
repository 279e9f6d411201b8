import Files
import Foundation
import GRDB
import Records
import Texts

extension RunStore {
  /// Makes the row of a run that begins now: its status is running, its writer this process.
  ///
  /// - Parameters:
  ///   - version: The version of the program.
  ///   - startedAt: When it began; nil for now. A run of the past is closed at once by `finish`.
  /// - Returns: The number of the run.
  /// - Throws: `.badInput` for a record whose parts do not fit together; `.cannotWrite`.
  public func begin(
    _ record: RunRecord, version: String, startedAt: Date? = nil
  ) throws(StoreError) -> Int64 {
    try RecordCheck.check(record)
    return try write { database in
      let process = WriterProcess.current()
      let cells =
        try RunRow.cells(of: record) + [
          ("status", StoredStatus.running.rawValue.databaseValue),
          ("started_at", Timestamp.text(startedAt ?? process.heartbeat).databaseValue),
          ("program_version", version.databaseValue),
        ] + process.cells
      let places = repeatElement("?", count: cells.count).joined(separator: ", ")
      try database.execute(
        sql: "INSERT INTO runs (\(cells.map(\.0).joined(separator: ", "))) VALUES (\(places))",
        arguments: StatementArguments(cells.map(\.1)))
      let id = database.lastInsertedRowID
      // Of the tables that have no rows yet, that is what their checksums say.
      for table in ChecksumRows.tables {
        try ChecksumRows.write(Checksum(), of: table, id, to: database)
      }
      try self.writePlaces(of: record, id, to: database)
      try PredictionRows.write(record.prediction, of: id, to: database)
      try ChecksumRows.seal(id, in: database)
      return id
    }
  }

  /// Brings a stored run up to date: writes what is new since `position`, in one transaction, and
  /// moves the position on. Writing the same again changes nothing.
  ///
  /// - Parameter position: A new one at first, then the one of the update before.
  /// - Throws: `.notFound` where the run was deleted; `.badInput` for steps that do not grow;
  ///   `.cannotWrite`. The store and the position are then as they were.
  public func update(
    _ id: Int64, with record: RunRecord, from position: inout WritePosition
  ) throws(StoreError) {
    position = try write(record, of: id, from: position) { _ in }
  }

  /// Brings a stored run up to date as `update` does, and closes it: its status, when it ended, its
  /// evaluation and timing, and its judgement.
  ///
  /// - Parameters:
  ///   - verdict: The judgement; nil leaves the run without one.
  ///   - endedAt: When it ended; nil for now.
  /// - Throws: As `update`.
  public func finish(
    _ id: Int64, with record: RunRecord, from position: inout WritePosition,
    verdict: StoredVerdict?, endedAt: Date? = nil
  ) throws(StoreError) {
    position = try write(record, of: id, from: position) { database in
      try self.writePlaces(of: record, id, to: database)
      try PredictionRows.write(record.prediction, of: id, to: database)
      try FindingRows.write(verdict?.findings ?? [], of: id, to: database)
      try self.set(
        [
          ("status", StoredStatus(record.status).rawValue.databaseValue),
          ("ended_at", Timestamp.text(endedAt ?? Date()).databaseValue),
          ("verdict", (verdict?.verdict).databaseValue),
          ("facts", try RunRow.facts(of: record, unjudged: verdict?.unjudged)),
        ], of: id, in: database)
    }
  }

  /// Deletes runs and everything of them, all or none, and gives their room back. Damaged ones too:
  /// whether they are being written cannot be told.
  ///
  /// - Throws: `.notFound` where one of them is not there; `.badInput` where one is being written;
  ///   `.cannotWrite`.
  public func delete(_ ids: [Int64]) throws(StoreError) {
    try write { database in
      for id in ids {
        let row: RunRow
        do { row = try self.row(id, from: database) } catch {
          guard try self.holds(id, in: database) else { throw error }
          continue
        }
        guard row.run.status != .running else {
          throw StoreError(
            .badInput,
            "\(self.path.onOneLine): expected run \(id) to have ended, got one that process "
              + "\(row.process.pid) on \(row.process.host.onOneLine) is writing; stop it first")
        }
      }
      for id in Set(ids) {
        try database.execute(sql: "DELETE FROM runs WHERE id = ?", arguments: [id])
        // What a lost row leaves behind, the deletion of the row does not take.
        for table in ChecksumRows.tables + [ChecksumRows.table] {
          try database.deleteRows(of: id, in: table)
        }
      }
      try database.execute(sql: "PRAGMA incremental_vacuum")
    }
    shrink()
  }

  /// Says that the writer of a run is alive, though it has nothing new.
  func beat(_ id: Int64) throws(StoreError) {
    try write { database in
      try self.set(WriterProcess.current().cells, of: id, in: database)
      try ChecksumRows.seal(id, in: database)
    }
  }

  private func write(
    _ record: RunRecord, of id: Int64, from position: WritePosition,
    and more: (Database) throws -> Void
  ) throws(StoreError) -> WritePosition {
    try RecordCheck.check(record)
    var next = position
    let curves = next.curves.advance(to: record.curves.count, mergers: record.curves.mergers)
    let history = next.history.advance(
      to: record.history.count, mergers: record.history.mergers)
    let samples = next.samples.advance(
      to: record.samples.samples.count, mergers: record.samples.mergers)
    let probes = next.probes.advance(to: record.probes.count)
    next.events = record.events.map(WritePosition.EventMark.init)
    next.outputs = record.outputs?.grids.count
    try write { database in
      try self.set(
        RunRow.cells(of: record) + WriterProcess.current().cells, of: id, in: database)
      next.curves.checksums = try CurveRows.write(record.curves, curves, of: id, to: database)
      next.history.checksums = try HistoryRows.write(
        record.history, self.statistics, history, of: id, to: database)
      next.samples.checksums = try SampleRows.write(
        record.samples, samples, of: id, to: database)
      next.probes.checksums = try ProbeRows.write(record.probes, probes, of: id, to: database)
      if next.events != position.events {
        try EventRows.write(record.events, self.statistics, of: id, to: database)
      }
      if next.outputs != position.outputs {
        try OutputRows.write(record.outputs, of: id, to: database)
      }
      try more(database)
      try ChecksumRows.seal(id, in: database)
    }
    return next
  }

  private func writePlaces(
    of record: RunRecord, _ id: Int64, to database: Database
  ) throws {
    try LayerRows.write(record.places, of: id, to: database)
    try ChainRows.write(record.chains, of: id, to: database)
  }

  private func set(
    _ cells: [(column: String, value: DatabaseValue)], of id: Int64, in database: Database
  ) throws {
    let assignments = cells.map { "\($0.column) = ?" }.joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: "UPDATE runs SET \(assignments) WHERE id = ?")
    statement.setUncheckedArguments(
      StatementArguments(cells.map(\.value) + [id.databaseValue]))
    try statement.execute()
    guard database.changesCount == 1 else {
      throw StoreError(
        .notFound,
        "\(path.onOneLine): expected run \(id), which was being written, got a store without it; "
          + "somebody deleted it, train it again")
    }
  }
}

extension WriterProcess {
  /// Its columns in the table `runs`.
  var cells: [(column: String, value: DatabaseValue)] {
    [
      ("host", host.databaseValue), ("pid", Int(pid).databaseValue),
      ("heartbeat", Timestamp.text(heartbeat).databaseValue),
    ]
  }
}
