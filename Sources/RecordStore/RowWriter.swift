import GRDB

/// Writes rows into one table; a row with the same key is replaced.
struct RowWriter {
  private let statement: Statement

  init(_ database: Database, table: String, columns: [String]) throws {
    let places = repeatElement("?", count: columns.count).joined(separator: ", ")
    statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    )
  }

  /// Writes one row: its values in the order of the columns.
  func callAsFunction(_ values: [DatabaseValue]) throws {
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
  }
}

extension Double? {
  /// The two cells of a number that may be missing: itself, and whether it is NaN, which SQLite
  /// cannot tell from a missing one.
  var cells: [DatabaseValue] {
    [databaseValue, (self?.isNaN ?? false).databaseValue]
  }
}

extension Database {
  /// The rows that a run has in a table, in the order of the table's key.
  func rows(of run: Int64, in table: String, columns: [String]) throws -> RowCursor {
    try Row.fetchCursor(
      cachedStatement(
        sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE run_id = ? "
          + "ORDER BY \(primaryKey(table).columns.joined(separator: ", "))"),
      arguments: [run])
  }

  /// Deletes the rows that a run has in these tables.
  func deleteRows(of run: Int64, in tables: String...) throws {
    for table in tables {
      try cachedStatement(sql: "DELETE FROM \(table) WHERE run_id = ?").execute(arguments: [run])
    }
  }
}
