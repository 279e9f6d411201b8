import Files
import Foundation
import GRDB
import Records
import Texts

/// The table `runs`: one row a run. What one filters by has a column of its own; `configuration`, which
/// is the plan, and `facts` hold everything, and are what a record is read from.
struct RunRow {
  static let table = "runs"
  static let definition = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      verdict TEXT,
      started_at TEXT NOT NULL,
      ended_at TEXT,
      last_step INTEGER NOT NULL,
      program_version TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      heartbeat TEXT NOT NULL,
      dataset TEXT NOT NULL,
      task TEXT NOT NULL,
      loss TEXT NOT NULL,
      activation TEXT NOT NULL,
      init TEXT NOT NULL,
      norm TEXT NOT NULL,
      residual INTEGER NOT NULL,
      depth INTEGER NOT NULL,
      width INTEGER NOT NULL,
      optimizer TEXT NOT NULL,
      learning_rate REAL,
      schedule TEXT NOT NULL,
      batch_size INTEGER NOT NULL,
      steps INTEGER NOT NULL,
      seed TEXT NOT NULL,
      precision TEXT NOT NULL,
      initial_loss REAL,
      final_loss REAL,
      validation_loss REAL,
      training_accuracy REAL,
      validation_accuracy REAL,
      chance_loss REAL,
      chance_accuracy REAL,
      training_seconds REAL,
      probe_examples INTEGER NOT NULL,
      configuration TEXT NOT NULL,
      facts TEXT NOT NULL
    )
    """

  /// All columns, in their order.
  static let columns = [
    "id", "name", "status", "verdict", "started_at", "ended_at", "last_step", "program_version",
    "host", "pid", "heartbeat", "dataset", "task", "loss", "activation", "init", "norm", "residual",
    "depth", "width", "optimizer", "learning_rate", "schedule", "batch_size", "steps", "seed",
    "precision", "initial_loss", "final_loss", "validation_loss", "training_accuracy",
    "validation_accuracy", "chance_loss", "chance_accuracy", "training_seconds", "probe_examples",
    "configuration", "facts",
  ]
  /// The columns as a file has them, so that the row can be held against its seal.
  static func columns(in database: Database) throws -> TableColumns {
    try TableColumns(columns, of: table, in: database)
  }

  /// The severity of a warning, in the word of the rules.
  private static let warning = "warning"

  /// The run as a list shows it.
  let run: StoredRun
  /// What its record holds beside its lists.
  let facts: RecordFacts
  /// What it says of itself where it was written before version 5; nil else.
  let legacy: LegacyFacts?
  /// Who writes it, or wrote it.
  let process: WriterProcess

  /// A row of `columns(in:)`, held against its seal.
  struct Checked {
    var id: Int64
    var row: Row
    var isSealed: Bool
  }

  /// Holds a row of `columns` against its seal.
  ///
  /// - Throws: `DamagedRow`.
  static func check(
    _ row: Row, _ columns: TableColumns, in database: Database
  ) throws -> Checked {
    let values = Array(row.databaseValues)
    var cells = CellReader(values, Self.columns, of: table, run: nil)
    let id = Int64(try cells.int())
    return Checked(
      id: id, row: row,
      isSealed: try ChecksumRows.check(values, columns, of: id, in: database))
  }

  /// Reads a row that was checked.
  init(_ checked: Checked, from database: Database, now: Date = Date()) throws {
    let (id, isSealed) = (checked.id, checked.isSealed)
    var cells = CellReader(
      Array(checked.row.databaseValues), Self.columns, of: Self.table, run: id)
    cells.skip(to: "name")
    let name = try cells.text()
    let statusName = try cells.text()
    let verdict = try cells.optionalText()
    let start = try cells.text()
    let end = try cells.optionalText()
    let lastStep = try cells.int()
    let version = try cells.text()
    let host = try cells.text()
    let pid = try cells.int()
    let beat = try cells.text()
    cells.skip(to: "configuration")
    let (configuration, text) = (try cells.text(), try cells.text())
    func damage(_ column: String) -> DamagedRow {
      cells.damage(
        "its JSON", got: "\(column) = \((column == "facts" ? text : configuration).inQuotes)")
    }
    guard let plan = try? JSONText.decode(JSONValue.self, from: configuration) else {
      throw damage("configuration")
    }
    guard let facts = try? JSONText.decode(RecordFacts.self, from: text) else {
      throw damage("facts")
    }
    self.facts = facts
    let (described, network): (RunFacts, NetworkSummary)
    if facts.tables != nil {
      guard let stored = facts.run, let summary = facts.network else { throw damage("facts") }
      (legacy, described, network) = (nil, stored, summary)
    } else {
      do {
        let read = try LegacyFacts(configuration: configuration, facts: text)
        (legacy, described, network) = (read, read.run, read.network)
      } catch let problem as LegacyFacts.Problem { throw damage(problem.column) }
    }
    guard isSealed || facts.checksums == nil else {
      throw DamagedRow(
        table: ChecksumRows.table, run: id, problem: "nothing about table \(Self.table)",
        expected: "its checksum")
    }
    let warnings = try FindingRows.read(of: id, from: database)
      .count { $0.severity == Self.warning }
    guard var status = StoredStatus(rawValue: statusName) else {
      throw cells.damage("a known status", got: "status = \(statusName.inQuotes)")
    }
    guard let startedAt = Timestamp.date(start), let heartbeat = Timestamp.date(beat),
      let endedAt = end.map(Timestamp.date) ?? .some(nil)
    else {
      throw cells.damage(
        "moments in ISO 8601",
        got: [start, end ?? "", beat].map(\.inQuotes).joined(separator: ", "))
    }
    process = WriterProcess(host: host, pid: Int32(exactly: pid) ?? 0, heartbeat: heartbeat)
    if status == .running, !process.isAlive(now: now) { status = .interrupted }
    run = StoredRun(
      id: id, name: name, status: status, verdict: verdict, warnings: warnings,
      unjudged: facts.unjudged, startedAt: startedAt, endedAt: endedAt, version: version,
      facts: described, network: network,
      plan: plan == .null ? nil : plan, steps: lastStep,
      // Before the end the loss is the NaN that it was made with.
      finalLoss: endedAt == nil ? nil : facts.evaluation.finalLoss,
      validationAccuracy: facts.evaluation.validationAccuracy,
      hasPlaces: facts.historyLayers > 0)
  }
}
