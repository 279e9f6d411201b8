import Files
import GRDB
import Texts

/// The table `jacobians`: the singular values of the input–output Jacobian, one row an example of
/// the probe set.
struct JacobianRows {
  static let table = "jacobians"
  static let columns = ["run_id", "step", "example", "singular_values"]
  static let definition = """
    CREATE TABLE jacobians (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      example INTEGER NOT NULL,
      singular_values TEXT NOT NULL,
      PRIMARY KEY (run_id, step, example)
    ) WITHOUT ROWID
    """

  let writeRow: RowWriter

  init(_ database: Database, of run: Int64, _ part: WritePosition.Part.Step) throws {
    writeRow = try RowWriter(
      database, table: Self.table, columns: Self.columns, of: run, after: part)
  }

  /// Writes the values of every example; `key` is run and step.
  func write(_ examples: [[Double]], key: [DatabaseValue]) throws {
    for (index, values) in examples.enumerated() {
      try writeRow(
        key + [(index + 1).databaseValue, JSONText.encode(values, pretty: false).databaseValue])
    }
  }

  /// The values of every example, by step.
  static func read(of run: Int64, from database: Database) throws -> [Int: [[Double]]] {
    var examplesByStep: [Int: [[Double]]] = [:]
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      let example = try cells.int()
      guard example == (examplesByStep[step]?.count ?? 0) + 1 else {
        throw cells.damage("every example once", got: "example \(example) at step \(step)")
      }
      let text = try cells.text()
      guard let values = try? JSONText.decode([Double].self, from: text) else {
        throw cells.damage("a JSON list of numbers", got: "singular_values = \(text.inQuotes)")
      }
      examplesByStep[step, default: []].append(values)
    }
    return examplesByStep
  }
}
