import GRDB

/// What the rows of a run in one table add up to: n and Σ hash(row) mod 2⁶⁴.
///
/// A sum has no order, so that rows are added as they are written, batch by batch, and once more as
/// they are read: a row that was changed, lost, doubled or moved to another run shows.
struct Checksum: Equatable, Sendable {
  /// Which cells of a row are in its hash.
  enum Formula: Int, Sendable {
    /// All columns that the table had in version 4 of the store, NULL or not.
    case columnsOfVersion4 = 1
    /// All columns up to the last one that is not NULL.
    case withoutTrailingNulls = 2
  }

  /// The formula of what is written; `runs.facts` names it for every run that has checksums.
  static let formula = Formula.withoutTrailingNulls

  private(set) var rows = 0
  private(set) var sum: UInt64 = 0

  /// The sum of no rows.
  init() {}

  /// A sum as it is stored.
  init(rows: Int, stored: Int64) {
    self.rows = rows
    sum = UInt64(bitPattern: stored)
  }

  /// Adds a row: its cells in the order of the table's columns, without `run_id`.
  ///
  /// - Parameter least: So many cells count though they be NULL: by the first formula, those of version 4.
  mutating func add(_ cells: some Sequence<DatabaseValue>, atLeast least: Int = 0) {
    rows += 1
    sum &+= RowHash.of(cells, atLeast: least)
  }

  /// The sum for SQLite, whose whole numbers have a sign.
  var stored: Int64 { Int64(bitPattern: sum) }
}
