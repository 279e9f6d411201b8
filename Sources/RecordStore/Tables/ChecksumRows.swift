import GRDB

/// The table `checksums`: for each table, and for the row in `runs` too, what the rows of a run add
/// up to. Written in the transaction of the rows, and compared when they are read.
enum ChecksumRows {
  static let table = "checksums"
  static let definition = """
    CREATE TABLE checksums (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      table_name TEXT NOT NULL,
      row_count INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run_id, table_name)
    ) WITHOUT ROWID
    """
  /// The tables of a run's rows, beside `runs`.
  static let tables =
    [
      LayerRows.table, PredictionRows.table, CurveRows.table, HistoryRows.means,
      HistoryRows.smallest, HistoryRows.largest, SampleRows.samples, SampleRows.layers,
      HistogramRows.table, ProbeRows.looks, ProbeRows.layers, JacobianRows.table,
      EventRows.events, EventRows.steps, EventRows.statistics, FindingRows.table,
    ]
  /// What somebody may delete to save room, and its checksums with it.
  static let dispensable = [HistoryRows.smallest, HistoryRows.largest]

  static func write(
    _ checksum: Checksum, of table: String, _ run: Int64, to database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO checksums (run_id, table_name, row_count, checksum)
        VALUES (?, ?, ?, ?)
        """
    ).execute(arguments: [run, table, checksum.rows, checksum.stored])
  }

  /// Seals the row of a run as it is now, after every change of it.
  static func seal(_ run: Int64, in database: Database) throws {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: RunRow.selection + " WHERE id = ?"), arguments: [run])
    guard let row else { return }
    var checksum = Checksum()
    checksum.add(row.databaseValues)
    try write(checksum, of: RunRow.table, run, to: database)
  }

  /// Compares a row of `runs` with its seal.
  ///
  /// - Returns: Whether it has one; runs of older stores have none.
  /// - Throws: `DamagedRow`.
  @discardableResult
  static func check(_ row: Row, of run: Int64, in database: Database) throws -> Bool {
    guard let sealed = try stored(of: RunRow.table, run, in: database) else { return false }
    var checksum = Checksum()
    checksum.add(row.databaseValues)
    try compare(checksum, with: sealed, of: RunRow.table, run)
    return true
  }

  /// Compares the rows that a run has in a table with what was written; `RunRow` has made sure that
  /// its seal is there if it ever was.
  ///
  /// - Throws: `DamagedRow`.
  static func check(
    _ checksum: Checksum, of table: String, _ run: Int64, in database: Database
  ) throws {
    if let sealed = try stored(of: table, run, in: database) {
      return try compare(checksum, with: sealed, of: table, run)
    }
    guard try stored(of: RunRow.table, run, in: database) != nil,
      checksum.rows > 0 || !dispensable.contains(table)
    else { return }
    throw DamagedRow(
      table: Self.table, run: run, problem: "nothing about table \(table)", expected: "its checksum"
    )
  }

  /// The runs that have checksums, but no row in `runs`.
  static func lostRuns(in database: Database) throws -> [Int64] {
    guard try database.tableExists(table) else { return [] }
    return try Int64.fetchAll(
      database,
      sql: """
        SELECT run_id FROM checksums
        WHERE table_name = ? AND run_id NOT IN (SELECT id FROM runs) ORDER BY run_id DESC
        """, arguments: [RunRow.table])
  }

  private static func compare(
    _ checksum: Checksum, with sealed: Checksum, of table: String, _ run: Int64
  ) throws {
    guard checksum != sealed else { return }
    throw DamagedRow(
      table: table, run: run,
      problem: checksum.rows == sealed.rows
        ? "cells that are not what was written" : "\(checksum.rows) rows",
      expected: checksum.rows == sealed.rows
        ? "those with the checksum \(sealed.stored)" : "the \(sealed.rows) that were written")
  }

  private static func stored(
    of table: String, _ run: Int64, in database: Database
  ) throws -> Checksum? {
    // Not by the version of the store: a number that lost a bit must not switch the checks off.
    guard try database.tableExists(Self.table) else { return nil }
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT row_count, checksum FROM checksums WHERE run_id = ? AND table_name = ?"),
      arguments: [run, table])
    guard let row else { return nil }
    var cells = CellReader(row, of: Self.table, run: run)
    return Checksum(rows: try cells.int(), stored: Int64(try cells.int()))
  }
}
