import GRDB

/// The rows that a run has in a table, in the order of the table's key. At the end they must add up
/// to what was written.
final class StoredRows {
  private let database: Database
  private let table: String
  private let run: Int64
  private let names: [String]
  private let key: [String]
  private let columns: TableColumns?
  private let cursor: RowCursor?
  private let sealed: ChecksumRows.Sealed?
  private let leastCells: Int
  private var checksum = Checksum()

  /// - Parameter columns: All columns of the table, in their order, `run_id` first.
  init(of run: Int64, in table: String, columns: [String], from database: Database) throws {
    self.database = database
    self.table = table
    self.run = run
    names = Array(columns.dropFirst())
    sealed = try ChecksumRows.stored(of: table, run, in: database)
    guard try Schema.has(table, in: database) else {
      (key, cursor, self.columns, leastCells) = ([], nil, nil, 0)
      return
    }
    let selected = try TableColumns(names, of: table, in: database)
    let primaryKey = try database.primaryKey(table).columns
    key = primaryKey.filter { $0 != "run_id" }
    self.columns = selected
    leastCells = selected.leastCells(by: sealed?.formula ?? Checksum.formula)
    cursor = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT \(selected.selection) FROM \(table) WHERE run_id = ? "
          + "ORDER BY \(primaryKey.joined(separator: ", "))"),
      arguments: [run])
  }

  /// The cells of the next row; nil after the last.
  ///
  /// - Throws: `DamagedRow` after the last row, where they are not those that were written.
  func next() throws -> CellReader? {
    guard let row = try cursor?.next() else {
      try ChecksumRows.check(checksum, against: sealed, of: table, run, in: database)
      return nil
    }
    let cells = Array(row.databaseValues)
    columns?.add(cells, to: &checksum, atLeast: leastCells)
    return CellReader(cells, names, of: table, run: run, key: key)
  }
}
