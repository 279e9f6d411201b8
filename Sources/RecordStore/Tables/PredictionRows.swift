import Files
import GRDB
import Records
import Texts

/// The table `predictions`: what theory expected of each hidden layer before the first update.
enum PredictionRows {
  static let table = "predictions"
  static let columns = [
    "run_id", "layer", "activation_rms_lower", "activation_rms", "activation_rms_upper",
    "delta_rms_lower", "delta_rms", "delta_rms_upper", "limits",
  ]
  static let definition = """
    CREATE TABLE predictions (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      layer INTEGER NOT NULL,
      activation_rms_lower REAL,
      activation_rms REAL,
      activation_rms_upper REAL,
      delta_rms_lower REAL,
      delta_rms REAL,
      delta_rms_upper REAL,
      limits TEXT NOT NULL,
      PRIMARY KEY (run_id, layer)
    ) WITHOUT ROWID
    """

  static func write(
    _ prediction: PredictedProfile?, of run: Int64, to database: Database
  ) throws {
    try database.deleteRows(of: run, in: table)
    let write = try RowWriter(database, table: table, columns: columns, of: run)
    let limits = try JSONText.encode(prediction?.limits ?? [])
    for (index, layer) in (prediction?.layers ?? []).enumerated() {
      let numbers = [layer.activationRMS, layer.deltaRMS].flatMap {
        [$0.lower.databaseValue, $0.expected.databaseValue, $0.upper.databaseValue]
      }
      try write(
        [run.databaseValue, (index + 1).databaseValue] + numbers + [limits.databaseValue])
    }
    try write.close()
  }

  static func read(of run: Int64, from database: Database) throws -> PredictedProfile? {
    var layers: [PredictedProfile.Layer] = []
    var limits: [String] = []
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      guard try cells.int() == layers.count + 1 else {
        throw cells.damage("layers numbered from 1", got: "a gap before row \(layers.count + 1)")
      }
      func band() throws -> PredictedProfile.Band {
        PredictedProfile.Band(
          lower: try cells.double(), expected: try cells.double(), upper: try cells.double())
      }
      layers.append(
        PredictedProfile.Layer(activationRMS: try band(), deltaRMS: try band()))
      let text = try cells.text()
      guard let list = try? JSONText.decode([String].self, from: text) else {
        throw cells.damage("a JSON list of texts", got: "limits = \(text.inQuotes)")
      }
      limits = list
    }
    return layers.isEmpty ? nil : PredictedProfile(layers: layers, limits: limits)
  }
}
