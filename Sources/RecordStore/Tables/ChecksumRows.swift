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

  /// What version 5 of the tables adds: the number of the formula; of rows that were written before,
  /// NULL, which is the first.
  static let addition = "ALTER TABLE checksums ADD COLUMN formula INTEGER"

  /// What is stored of a table's rows.
  struct Sealed {
    var checksum: Checksum
    var formula: Checksum.Formula
  }

  /// The tables of a run's rows, beside `runs`.
  static let tables =
    [
      LayerRows.table, ChainRows.table, PredictionRows.table, CurveRows.table, HistoryRows.means,
      HistoryRows.smallest, HistoryRows.largest, SampleRows.samples, SampleRows.layers,
      HistogramRows.table, ProbeRows.looks, ProbeRows.layers, JacobianRows.table,
      EventRows.events, EventRows.steps, EventRows.statistics, FindingRows.table,
      OutputRows.maps, OutputRows.grids,
    ]
  /// What somebody may delete to save room, and its checksums with it; a run from before version 6 has no
  /// checksums of the last two.
  static let dispensable = [
    HistoryRows.smallest, HistoryRows.largest, OutputRows.maps, OutputRows.grids,
  ]

  static func write(
    _ checksum: Checksum, of table: String, _ run: Int64, to database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO checksums (run_id, table_name, row_count, checksum, formula)
        VALUES (?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [run, table, checksum.rows, checksum.stored, Checksum.formula.rawValue])
  }

  /// Seals the row of a run as it is now, after every change of it.
  static func seal(_ run: Int64, in database: Database) throws {
    let columns = try RunRow.columns(in: database)
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT \(columns.selection) FROM runs WHERE id = ?"),
      arguments: [run])
    guard let row else { return }
    var checksum = Checksum()
    columns.add(Array(row.databaseValues), to: &checksum, atLeast: 0)
    try write(checksum, of: RunRow.table, run, to: database)
  }

  /// Compares a row of `runs` with its seal.
  ///
  /// - Returns: Whether it has one; runs of older stores have none.
  /// - Throws: `DamagedRow`.
  @discardableResult
  static func check(
    _ cells: [DatabaseValue], _ columns: TableColumns, of run: Int64, in database: Database
  ) throws -> Bool {
    guard let sealed = try stored(of: RunRow.table, run, in: database) else { return false }
    var checksum = Checksum()
    columns.add(cells, to: &checksum, atLeast: columns.leastCells(by: sealed.formula))
    try compare(checksum, with: sealed.checksum, of: RunRow.table, run)
    return true
  }

  /// Compares the rows that a run has in a table with what was written; `RunRow` has made sure that
  /// its seal is there if it ever was.
  ///
  /// - Throws: `DamagedRow`.
  static func check(
    _ checksum: Checksum, against sealed: Sealed?, of table: String, _ run: Int64,
    in database: Database
  ) throws {
    if let sealed { return try compare(checksum, with: sealed.checksum, of: table, run) }
    guard let row = try stored(of: RunRow.table, run, in: database),
      checksum.rows > 0 || !dispensable.contains(table),
      // A table that came after the run was sealed.
      checksum.rows > 0 || row.formula != .columnsOfVersion4 || Schema.version(of: table) <= 4
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

  /// What is stored of the rows that a run has in a table; nil where nothing is.
  ///
  /// - Throws: `DamagedRow` for a formula that this program does not know: what it cannot check it must
  ///   not take for sound.
  static func stored(
    of table: String, _ run: Int64, in database: Database
  ) throws -> Sealed? {
    // Not by the version of the store: a number that lost a bit must not switch the checks off.
    guard try database.tableExists(Self.table) else { return nil }
    let hasFormula =
      try database.columns(in: Self.table).contains { $0.name == "formula" }
      || Schema.version(of: database) >= 5
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT row_count, checksum, \(hasFormula ? "formula" : "NULL") FROM checksums "
          + "WHERE run_id = ? AND table_name = ?"),
      arguments: [run, table])
    guard let row else { return nil }
    var cells = CellReader(row, of: Self.table, run: run)
    let checksum = Checksum(rows: try cells.int(), stored: Int64(try cells.int()))
    let number = try cells.optionalInt() ?? Checksum.Formula.columnsOfVersion4.rawValue
    guard let formula = Checksum.Formula(rawValue: number) else {
      throw cells.damage(
        "formula \(Checksum.formula.rawValue) or older", got: "formula \(number)")
    }
    return Sealed(checksum: checksum, formula: formula)
  }
}
