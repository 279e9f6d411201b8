import GRDB

/// Writes rows of a run into one table, and adds them up; a row with the same key is replaced.
final class RowWriter {
  private let database: Database
  private let table: String
  private let run: Int64
  private let statement: Statement
  private var checksum: Checksum
  private var beforeLastPoint: Checksum

  /// - Parameters:
  ///   - columns: All columns of the table, in their order, `run_id` first.
  ///   - earlier: What the rows add up to that stay as they are.
  init(
    _ database: Database, table: String, columns: [String], of run: Int64,
    after earlier: WritePosition.Part.Step? = nil
  ) throws {
    let places = repeatElement("?", count: columns.count).joined(separator: ", ")
    statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    )
    checksum = earlier?.checksums[table] ?? Checksum()
    beforeLastPoint = checksum
    (self.database, self.table, self.run) = (database, table, run)
  }

  /// Writes one row: its values in the order of the columns.
  func callAsFunction(_ values: [DatabaseValue]) throws {
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
    checksum.add(values.dropFirst())
  }

  /// Says that what follows is the last point of a list: the next batch may write it once more.
  func beginLastPoint() { beforeLastPoint = checksum }

  /// Stores what the rows add up to.
  func close() throws { try ChecksumRows.write(checksum, of: table, run, to: database) }

  /// Closes the writers of the tables of a list.
  ///
  /// - Returns: What the rows before its last point add up to, by table.
  static func close(_ writers: [RowWriter]) throws -> [String: Checksum] {
    for writer in writers { try writer.close() }
    return Dictionary(uniqueKeysWithValues: writers.map { ($0.table, $0.beforeLastPoint) })
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
  /// Deletes the rows that a run has in these tables.
  func deleteRows(of run: Int64, in tables: String...) throws {
    for table in tables {
      try cachedStatement(sql: "DELETE FROM \(table) WHERE run_id = ?").execute(arguments: [run])
    }
  }
}
