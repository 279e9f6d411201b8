import GRDB

/// The columns of a table as they are in a file: those that this program reads, and after them those of a
/// newer version, which count in the sums only.
struct TableColumns {
  /// What to select: the columns that are read, in their order, NULL standing for those that an older
  /// store does not have; then the others.
  let selection: String
  private let table: String
  /// The columns that are read and are there.
  private let known: [String]
  /// The indices, in a row of the selection, of what an older store does not have.
  private let missing: Set<Int>

  /// - Parameter names: What is read, in the order of the table, without `run_id`. A column that the
  ///   version of the store must have is selected though it be not there, so that reading it says that it
  ///   was lost.
  /// - Throws: What SQLite says where there is no such table.
  init(_ names: [String], of table: String, in database: Database) throws {
    self.table = table
    let there = try database.columns(in: table).map(\.name).filter { $0 != "run_id" }
    // As it nearly always is: lists of many runs ask for every one of them.
    if there == names {
      (known, missing) = (names, [])
      selection = names.joined(separator: ", ")
      return
    }
    let folded = Set(there.map { $0.lowercased() })
    let version = try Schema.version(of: database)
    var (selected, known, missing): ([String], [String], Set<Int>) = ([], [], [])
    for (index, name) in names.enumerated() {
      if folded.contains(name) || Schema.version(of: name, in: table) <= version {
        selected.append(name)
        known.append(name)
      } else {
        selected.append("NULL AS \(name)")
        missing.insert(index)
      }
    }
    let read = Set(names)
    selected += there.filter { !read.contains($0.lowercased()) }.map(\.quotedDatabaseIdentifier)
    selection = selected.joined(separator: ", ")
    (self.known, self.missing) = (known, missing)
  }

  /// How many cells of a row count by a formula though they be NULL.
  func leastCells(by formula: Checksum.Formula) -> Int {
    switch formula {
    case .columnsOfVersion4: known.count { Schema.version(of: $0, in: table) <= 4 }
    case .withoutTrailingNulls: 0
    }
  }

  /// Adds a row of the selection to a sum; `least` is what `leastCells` says.
  func add(_ cells: [DatabaseValue], to checksum: inout Checksum, atLeast least: Int) {
    guard !missing.isEmpty else { return checksum.add(cells, atLeast: least) }
    checksum.add(
      cells.indices.lazy.filter { !missing.contains($0) }.map { cells[$0] }, atLeast: least)
  }
}
