import GRDB

/// The columns of a table as they are in a file: those that this program reads, and after them those of a
/// newer version, which count in the sums only.
struct TableColumns {
  /// What to select: the columns that are read, in their order, NULL standing for those that an older
  /// store does not have; then the others.
  let selection: String
  /// How many of the columns that are there were in version 4.
  let countOfVersion4: Int
  /// The indices, in a row of the selection, of what an older store does not have.
  private let missing: Set<Int>

  /// - Parameter names: What is read, in the order of the table. A column that the version of the store
  ///   must have is selected though it be not there, so that reading it says that it was lost.
  /// - Throws: What SQLite says where there is no such table.
  init(_ names: [String], of table: String, in database: Database) throws {
    let there = try database.columns(in: table).map(\.name)
    let folded = Set(there.map { $0.lowercased() })
    let version = try Schema.version(of: database)
    var (selected, missing, old): ([String], Set<Int>, Int) = ([], [], 0)
    for (index, name) in names.enumerated() {
      let first = Schema.version(of: name, in: table)
      if folded.contains(name) || first <= version {
        selected.append(name)
        if first <= 4 { old += 1 }
      } else {
        selected.append("NULL AS \(name)")
        missing.insert(index)
      }
    }
    let known = Set(names + ["run_id"])
    selected += there.filter { !known.contains($0.lowercased()) }.map(\.quotedDatabaseIdentifier)
    selection = selected.joined(separator: ", ")
    self.missing = missing
    countOfVersion4 = old
  }

  /// Adds a row of the selection to a sum.
  func add(
    _ cells: [DatabaseValue], to checksum: inout Checksum, by formula: Checksum.Formula
  ) {
    let least = formula == .columnsOfVersion4 ? countOfVersion4 : 0
    if missing.isEmpty {
      checksum.add(cells, atLeast: least)
    } else {
      checksum.add(
        cells.indices.lazy.filter { !missing.contains($0) }.map { cells[$0] }, atLeast: least)
    }
  }
}
