import GRDB
import Records
import Texts

/// The table `layers`: the places of a run, and what does not change of them.
enum LayerRows {
  static let table = "layers"
  static let columns =
    ["run_id", "layer", "fan_in", "fan_out", "parameters", "is_output"] + addedColumns
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

  /// The columns of version 5; NULL in rows that were written before.
  static let addedColumns = ["name", "kind", "units", "facts"]
  /// What version 5 of the tables adds.
  static let additions = [
    "ALTER TABLE layers ADD COLUMN name TEXT", "ALTER TABLE layers ADD COLUMN kind TEXT",
    "ALTER TABLE layers ADD COLUMN units INTEGER", "ALTER TABLE layers ADD COLUMN facts TEXT",
  ]

  /// The column `facts`.
  private struct Facts: Codable {
    var activation: ActivationFacts?
    /// The name of φ, where no more is known of it.
    var activationName: String?
    var norm: NormFacts?
    var bypass: Double?
    /// `input`, where δ is that of the place's input.
    var signal: String?

    init(_ place: Place) {
      activation = place.activation
      activationName = place.activationName
      norm = place.norm
      bypass = place.bypass
      signal = place.hasDeltaOfInput ? Place.inputSignal : nil
    }

    var isEmpty: Bool {
      activation == nil && activationName == nil && norm == nil && bypass == nil
        && signal == nil
    }
  }

  static func write(_ places: [Place], of run: Int64, to database: Database) throws {
    try database.deleteRows(of: run, in: table)
    let write = try RowWriter(database, table: table, columns: columns, of: run)
    for (index, place) in places.enumerated() {
      let facts = Facts(place)
      let text = facts.isEmpty ? nil : try JSONText.encode(facts, pretty: false)
      try write([
        run.databaseValue, (index + 1).databaseValue, place.fanIn.databaseValue,
        place.fanOut.databaseValue, place.parameters.databaseValue,
        (place.kind == .output).databaseValue, place.name.databaseValue,
        place.kind.rawValue.databaseValue, place.units.databaseValue, text.databaseValue,
      ])
    }
    try write.close()
  }

  /// - Parameter legacy: What a run of before version 5 says of its layers.
  static func read(
    of run: Int64, legacy: LegacyFacts?, from database: Database
  ) throws -> [Place] {
    var places: [Place] = []
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      let layer = try cells.int()
      guard layer == places.count + 1 else {
        throw cells.damage("layers numbered from 1", got: "layer \(layer)")
      }
      let (fanIn, fanOut) = (try cells.int(), try cells.int())
      let (parameters, isOutput) = (try cells.int(), try cells.bool())
      guard let name = try cells.optionalText() else {
        guard let legacy else { throw cells.damage("the name of a place", got: "none") }
        places.append(
          legacy.place(
            layer, fanIn: fanIn, fanOut: fanOut, parameters: parameters, isOutput: isOutput))
        continue
      }
      var place = Place(
        name: name, kind: Place.Kind(rawValue: try cells.text()) ?? .other,
        units: try cells.int(), fanIn: fanIn, fanOut: fanOut, parameters: parameters)
      if let text = try cells.optionalText() {
        guard let facts = try? JSONText.decode(Facts.self, from: text) else {
          throw cells.damage("the JSON of its facts", got: "facts = \(text.inQuotes)")
        }
        place.activation = facts.activation
        place.activationName = facts.activationName
        place.norm = facts.norm
        place.bypass = facts.bypass
        place.hasDeltaOfInput = facts.signal == Place.inputSignal
      }
      places.append(place)
    }
    return places
  }
}
