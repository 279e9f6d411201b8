import GRDB
import Records

/// The table `chains`: alike places in order, one row a place of a chain.
enum ChainRows {
  static let table = "chains"
  static let columns = ["run_id", "chain", "name", "axis", "position", "layer"]
  static let definition = """
    CREATE TABLE chains (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      chain INTEGER NOT NULL,
      name TEXT NOT NULL,
      axis TEXT NOT NULL,
      position INTEGER NOT NULL,
      layer INTEGER,
      PRIMARY KEY (run_id, chain, position)
    ) WITHOUT ROWID
    """

  /// Replaces the chains of a run. One without places has a row of position 0 and no layer.
  static func write(_ chains: [Chain], of run: Int64, to database: Database) throws {
    try database.deleteRows(of: run, in: table)
    let write = try RowWriter(database, table: table, columns: columns, of: run)
    for (index, chain) in chains.enumerated() {
      let key = [
        run.databaseValue, (index + 1).databaseValue, chain.name.databaseValue,
        chain.axis.rawValue.databaseValue,
      ]
      if chain.places.isEmpty { try write(key + [0.databaseValue, .null]) }
      for (position, place) in chain.places.enumerated() {
        try write(key + [(position + 1).databaseValue, (place + 1).databaseValue])
      }
    }
    try write.close()
  }

  /// The chains of a run; one along an axis that this program does not know is passed over.
  static func read(of run: Int64, from database: Database) throws -> [Chain] {
    var chains: [Chain?] = []
    var position = 0
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      let number = try cells.int()
      let (name, axis) = (try cells.text(), try cells.text())
      let (stored, layer) = (try cells.int(), try cells.optionalInt())
      if number == chains.count + 1 {
        chains.append(Chain.Axis(rawValue: axis).map { Chain(name: name, axis: $0, places: []) })
        position = layer == nil ? 0 : 1
      } else {
        position += 1
      }
      guard number == chains.count, stored == position, (layer == nil) == (stored == 0) else {
        throw cells.damage(
          "chains numbered from 1, and their places too",
          got: "position \(stored) of chain \(number)")
      }
      guard let layer else { continue }
      guard layer > 0 else { throw cells.damage("a layer from 1", got: "\(layer)") }
      chains[number - 1]?.places.append(layer - 1)
    }
    return chains.compactMap(\.self)
  }
}
