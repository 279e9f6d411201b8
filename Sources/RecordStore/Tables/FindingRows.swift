import GRDB
import Texts

/// The table `findings`: what the judgement of a run rests on.
enum FindingRows {
  static let table = "findings"
  static let columns = [
    "run_id", "finding", "code", "rule", "severity", "first_layer", "last_layer", "first_step",
    "last_step", "message", "remedy", "caused_by", "chain", "places",
  ]
  static let definition = """
    CREATE TABLE findings (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      finding INTEGER NOT NULL,
      code TEXT NOT NULL,
      rule TEXT NOT NULL,
      severity TEXT NOT NULL,
      first_layer INTEGER,
      last_layer INTEGER,
      first_step INTEGER,
      last_step INTEGER,
      message TEXT NOT NULL,
      remedy TEXT,
      PRIMARY KEY (run_id, finding)
    ) WITHOUT ROWID
    """

  /// What version 3 of the tables adds.
  static let additions = ["ALTER TABLE \(table) ADD COLUMN caused_by TEXT"]

  /// The columns of version 5; NULL in rows that were written before.
  static let chainColumns = ["chain", "places"]
  /// What version 5 of the tables adds.
  static let chainAdditions = [
    "ALTER TABLE findings ADD COLUMN chain TEXT", "ALTER TABLE findings ADD COLUMN places TEXT",
  ]

  /// Replaces the findings of a run.
  static func write(_ findings: [StoredFinding], of run: Int64, to database: Database) throws {
    try database.deleteRows(of: run, in: table)
    let write = try RowWriter(database, table: table, columns: columns, of: run)
    for (index, finding) in findings.enumerated() {
      try write([
        run.databaseValue, (index + 1).databaseValue, finding.code.databaseValue,
        finding.rule.databaseValue, finding.severity.databaseValue,
        finding.firstLayer.databaseValue, finding.lastLayer.databaseValue,
        finding.firstStep.databaseValue, finding.lastStep.databaseValue,
        finding.message.databaseValue, finding.remedy.databaseValue,
        finding.causedBy.databaseValue, finding.chain.databaseValue,
        (finding.places.isEmpty ? nil : try JSONText.encode(finding.places, pretty: false))
          .databaseValue,
      ])
    }
    try write.close()
  }

  static func read(of run: Int64, from database: Database) throws -> [StoredFinding] {
    var findings: [StoredFinding] = []
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      guard try cells.int() == findings.count + 1 else {
        throw cells.damage("findings numbered from 1", got: "a gap before \(findings.count + 1)")
      }
      findings.append(
        StoredFinding(
          code: try cells.text(), rule: try cells.text(), severity: try cells.text(),
          firstLayer: try cells.optionalInt(), lastLayer: try cells.optionalInt(),
          firstStep: try cells.optionalInt(), lastStep: try cells.optionalInt(),
          message: try cells.text(), remedy: try cells.optionalText(),
          causedBy: try cells.optionalText(), chain: try cells.optionalText(),
          places: try places(&cells)))
    }
    return findings
  }

  private static func places(_ cells: inout CellReader) throws -> [String] {
    guard let text = try cells.optionalText() else { return [] }
    guard let names = try? JSONText.decode([String].self, from: text) else {
      throw cells.damage("a JSON list of texts", got: "places = \(text.inQuotes)")
    }
    return names
  }
}
