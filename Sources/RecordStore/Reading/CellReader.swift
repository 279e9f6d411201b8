import Files
import Foundation
import GRDB
import Texts

/// The cells of a row from left to right, each checked: a file may be damaged, or changed by
/// another program.
struct CellReader {
  private let cells: [DatabaseValue]
  private let names: [String]
  private let table: String
  private let run: Int64?
  private let key: [String]
  private var column = 0

  /// - Parameters:
  ///   - run: The run that the row belongs to, where that is known.
  ///   - key: The columns that tell the row from others of the run.
  init(
    _ cells: [DatabaseValue], _ names: [String], of table: String, run: Int64?, key: [String] = []
  ) {
    (self.cells, self.names, self.table, self.run, self.key) = (cells, names, table, run, key)
  }

  init(_ row: Row, of table: String, run: Int64? = nil) {
    self.init(Array(row.databaseValues), Array(row.columnNames), of: table, run: run)
  }

  /// Goes on at the column of this name.
  mutating func skip(to name: String) { column = names.firstIndex(of: name) ?? names.count }

  mutating func int() throws -> Int {
    let cell = next()
    guard case .int64(let value) = cell.storage, let int = Int(exactly: value) else {
      throw damage("a whole number", cell)
    }
    return int
  }

  /// How many there are of something: from 0 to 2⁵³, so that sums stay within Int.
  mutating func count() throws -> Int {
    let value = try int()
    guard (0...(1 << 53)).contains(value) else { throw damage("a count", got: "\(value)") }
    return value
  }

  /// As `count`, or NULL where nobody counted.
  mutating func optionalCount() throws -> Int? {
    if isNull { return skip() }
    return try count()
  }

  mutating func optionalInt() throws -> Int? {
    if isNull { return skip() }
    return try int()
  }

  mutating func bool() throws -> Bool { try int() != 0 }

  /// A number that is always there: NULL is NaN, because SQLite turns NaN into NULL.
  mutating func double() throws -> Double {
    let cell = next()
    switch cell.storage {
    case .double(let value): return value
    case .int64(let value): return Double(value)
    case .null: return .nan
    default: throw damage("a number", cell)
    }
  }

  /// A number that may be missing, and the flag beside it that says that it is NaN.
  mutating func optionalDouble() throws -> Double? {
    let isMissing = isNull
    let value = try double()
    let isNaN = try bool()
    return isNaN ? .nan : (isMissing ? nil : value)
  }

  mutating func text() throws -> String {
    let cell = next()
    guard case .string(let value) = cell.storage else { throw damage("a text", cell) }
    return value
  }

  mutating func optionalText() throws -> String? {
    if isNull { return skip() }
    return try text()
  }

  mutating func optionalBytes() throws -> Data? {
    if isNull { return skip() }
    let cell = next()
    guard case .blob(let value) = cell.storage else { throw damage("bytes", cell) }
    return value
  }

  /// What is wrong with the cell that was read last.
  func damage(_ expected: String, _ got: DatabaseValue) -> DamagedRow {
    let value =
      switch got.storage {
      case .string(let text): text.inQuotes
      case .blob: "bytes"
      default: "\(got)"
      }
    return damage(
      expected, got: "\(names.indices.contains(column - 1) ? names[column - 1] : "?") = \(value)")
  }

  /// What is wrong with the row.
  func damage(_ expected: String, got: String) -> DamagedRow {
    let place = zip(names, cells).filter { key.contains($0.0) }.map { "\($0.0) \($0.1)" }
    return DamagedRow(
      table: table, run: run, key: place.joined(separator: ", "), problem: got, expected: expected)
  }

  private var isNull: Bool { cells.indices.contains(column) && cells[column].isNull }

  private mutating func next() -> DatabaseValue {
    column += 1
    return cells[column - 1]
  }

  /// Passes over a cell.
  mutating func skipOne() { column += 1 }

  private mutating func skip<Value>() -> Value? {
    column += 1
    return nil
  }
}
