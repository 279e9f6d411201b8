import GRDB
import Records

/// The table `layers`: the fixed facts of the weight layers.
enum LayerRows {
  static let table = "layers"
  static let columns = ["run_id", "layer", "fan_in", "fan_out", "parameters", "is_output"]
  static let definition = """
    CREATE TABLE layers (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      layer INTEGER NOT NULL,
      fan_in INTEGER NOT NULL,
      fan_out INTEGER NOT NULL,
      parameters INTEGER NOT NULL,
      is_output INTEGER NOT NULL,
      PRIMARY KEY (run_id, layer)
    ) WITHOUT ROWID
    """

  static func write(_ layers: [LayerDescription], of run: Int64, to database: Database) throws {
    try database.deleteRows(of: run, in: table)
    let write = try RowWriter(database, table: table, columns: columns, of: run)
    for layer in layers {
      try write([
        run.databaseValue, layer.index.databaseValue, layer.fanIn.databaseValue,
        layer.fanOut.databaseValue, layer.parameters.databaseValue, layer.isOutput.databaseValue,
      ])
    }
    try write.close()
  }

  static func read(of run: Int64, from database: Database) throws -> [LayerDescription] {
    var layers: [LayerDescription] = []
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      layers.append(
        LayerDescription(
          index: try cells.int(), fanIn: try cells.int(), fanOut: try cells.int(),
          parameters: try cells.int(), isOutput: try cells.bool()))
    }
    return layers
  }
}
