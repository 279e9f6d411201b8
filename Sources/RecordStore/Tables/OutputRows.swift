import Foundation
import GRDB
import Records
import Texts

/// The tables `output_maps` and `output_grids`: what a network of one or two features answers over them.
enum OutputRows {
  static let maps = "output_maps"
  static let grids = "output_grids"
  static let mapColumns = ["run_id", "description"]
  static let gridColumns = ["run_id", "step", "outputs", "winners"]
  static let definitions = [
    """
    CREATE TABLE output_maps (
      run_id INTEGER PRIMARY KEY NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      description TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE output_grids (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      outputs BLOB NOT NULL,
      winners BLOB NOT NULL,
      PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """,
  ]

  /// Writes a map in place of an earlier one.
  static func write(_ map: OutputMap?, of run: Int64, to database: Database) throws {
    try database.deleteRows(of: run, in: maps, grids)
    let writeMap = try RowWriter(database, table: maps, columns: mapColumns, of: run)
    let writeGrid = try RowWriter(database, table: grids, columns: gridColumns, of: run)
    if let map {
      try writeMap([
        run.databaseValue,
        JSONText.encode(map.withoutGrids, pretty: false).databaseValue,
      ])
      for grid in map.grids {
        try writeGrid([
          run.databaseValue, grid.step.databaseValue, data(grid.values).databaseValue,
          Data(grid.winners).databaseValue,
        ])
      }
    }
    try writeMap.close()
    try writeGrid.close()
  }

  /// The map of a run; nil where it has none.
  static func read(of run: Int64, from database: Database) throws -> OutputMap? {
    var map: OutputMap?
    let rows = try StoredRows(of: run, in: maps, columns: mapColumns, from: database)
    while var cells = try rows.next() {
      let text = try cells.text()
      guard let read = try? JSONText.decode(OutputMap.self, from: text) else {
        throw cells.damage("its JSON", got: "description = \(text.prefix(60))…")
      }
      guard read.isDrawable else {
        throw cells.damage(
          "a map over one or two features", got: "description = \(text.prefix(60))…")
      }
      map = read.withoutGrids
    }
    let looks = try StoredRows(of: run, in: grids, columns: gridColumns, from: database)
    while var cells = try looks.next() {
      let step = try cells.int()
      let outputs = try cells.optionalBytes() ?? Data()
      let winners = try cells.optionalBytes() ?? Data()
      guard let count = map?.cellCount else {
        throw cells.damage("a map that it belongs to", got: "none")
      }
      let isClass = map?.classes.isEmpty == false
      guard outputs.count == 4 * count, winners.count == (isClass ? count : 0) else {
        throw cells.damage("the answers of \(count) cells", got: "\(outputs.count) bytes")
      }
      map?.grids.append(
        OutputGrid(step: step, values: floats(outputs), winners: Array(winners)))
    }
    return map
  }

  /// Four bytes a number, the lowest first; a NaN as any other.
  private static func data(_ values: [Float]) -> Data {
    var bytes = Data(capacity: 4 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  private static func floats(_ data: Data) -> [Float] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: data.count, by: 4).map { offset in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
    }
  }
}
