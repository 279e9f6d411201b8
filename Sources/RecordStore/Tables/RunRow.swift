import Files
import Foundation
import GRDB
import Records
import Texts

/// The table `runs`: one row a run. What one filters by has a column of its own; `configuration`
/// and `facts` hold everything, and are what a record is read from.
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

  /// The columns that follow from the record.
  static func cells(of record: RunRecord) throws -> [(column: String, value: DatabaseValue)] {
    let configuration = record.configuration
    let evaluation = record.evaluation
    return [
      ("name", record.name.databaseValue),
      ("last_step", lastStep(of: record).databaseValue),
      ("dataset", configuration.dataset.name.databaseValue),
      ("task", configuration.task.databaseValue),
      ("loss", configuration.loss.databaseValue),
      ("activation", configuration.activation.databaseValue),
      ("init", configuration.initializer.databaseValue),
      ("norm", configuration.norm.databaseValue),
      ("residual", configuration.residual.databaseValue),
      ("depth", configuration.depth.databaseValue),
      ("width", configuration.width.databaseValue),
      ("optimizer", configuration.optimizer.databaseValue),
      ("learning_rate", configuration.learningRate.databaseValue),
      ("schedule", configuration.schedule.databaseValue),
      ("batch_size", configuration.batchSize.databaseValue),
      ("steps", configuration.steps.databaseValue),
      // As text: SQLite's whole numbers have a sign and end at 2⁶³ − 1.
      ("seed", String(configuration.seed).databaseValue),
      ("precision", configuration.precision.databaseValue),
      ("initial_loss", evaluation.initialLoss.databaseValue),
      ("final_loss", evaluation.finalLoss.databaseValue),
      ("validation_loss", evaluation.validationLoss.databaseValue),
      ("training_accuracy", evaluation.trainingAccuracy.databaseValue),
      ("validation_accuracy", evaluation.validationAccuracy.databaseValue),
      ("chance_loss", record.chance.loss.databaseValue),
      ("chance_accuracy", record.chance.accuracy.databaseValue),
      ("training_seconds", record.timing.trainingSeconds.databaseValue),
      ("probe_examples", record.probeExamples.databaseValue),
      ("configuration", try JSONText.encode(configuration, pretty: false).databaseValue),
      ("facts", try JSONText.encode(RecordFacts(record), pretty: false).databaseValue),
    ]
  }

  /// The last step of which anything was recorded.
  static func lastStep(of record: RunRecord) -> Int {
    max(record.curves.lastStep ?? 0, record.history.lastStep ?? 0)
  }

  private static let columns = [
    "id", "name", "status", "verdict", "started_at", "ended_at", "last_step", "program_version",
    "host", "pid", "heartbeat", "dataset", "task", "loss", "activation", "init", "norm", "residual",
    "depth", "width", "optimizer", "learning_rate", "schedule", "batch_size", "steps", "seed",
    "precision", "initial_loss", "final_loss", "validation_loss", "training_accuracy",
    "validation_accuracy", "chance_loss", "chance_accuracy", "training_seconds", "probe_examples",
    "configuration", "facts",
  ]
  /// What `init` reads: all columns, in their order, so that the row can be held against its seal.
  static let selection = "SELECT \(columns.joined(separator: ", ")) FROM runs"

  /// The severity of a warning, in the word of the rules.
  private static let warning = "warning"

  /// The run as a list shows it.
  let run: StoredRun
  /// What its record holds beside its lists.
  let facts: RecordFacts
  /// Who writes it, or wrote it.
  let process: WriterProcess

  /// The run whose row of `selection` this is, held against its seal.
  ///
  /// - Throws: `DamagedRow`.
  @discardableResult
  static func check(_ row: Row, in database: Database) throws -> (id: Int64, isSealed: Bool) {
    var cells = CellReader(row, of: Self.table)
    let id = Int64(try cells.int())
    return (id, try ChecksumRows.check(row, of: id, in: database))
  }

  /// Reads a row of `selection`.
  init(_ row: Row, from database: Database, now: Date = Date()) throws {
    let (id, isSealed) = try Self.check(row, in: database)
    var cells = CellReader(row, of: Self.table, run: id)
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
    func decode<Value: Decodable>(_ column: String, _ text: String) throws -> Value {
      guard let value = try? JSONText.decode(Value.self, from: text) else {
        throw cells.damage("its JSON", got: "\(column) = \(text.inQuotes)")
      }
      return value
    }
    let configuration: RunConfiguration = try decode("configuration", try cells.text())
    facts = try decode("facts", try cells.text())
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
      startedAt: startedAt,
      endedAt: endedAt, version: version, configuration: configuration, steps: lastStep,
      // Before the end the loss is the NaN that it was made with.
      finalLoss: endedAt == nil ? nil : facts.evaluation.finalLoss,
      validationAccuracy: facts.evaluation.validationAccuracy)
  }
}
