import Foundation
import GRDB
import TrainingRecords

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
      ("configuration", try JSONText.encode(configuration).databaseValue),
      ("facts", try JSONText.encode(RecordFacts(record)).databaseValue),
    ]
  }

  /// The last step of which anything was recorded.
  static func lastStep(of record: RunRecord) -> Int {
    max(record.curves.lastStep ?? 0, record.history.lastStep ?? 0)
  }

  private static let columns = [
    "id", "name", "status", "verdict", "started_at", "ended_at", "last_step", "program_version",
    "host", "pid", "heartbeat", "configuration", "facts",
  ]
  /// What `init` reads.
  static let selection = """
    SELECT \(columns.joined(separator: ", ")), (SELECT count(*) FROM findings
      WHERE findings.run_id = runs.id AND severity = 'warning') AS warnings
    FROM runs
    """

  /// The run as a list shows it.
  let run: StoredRun
  /// What its record holds beside its lists.
  let facts: RecordFacts
  /// Who writes it, or wrote it.
  let process: WriterProcess

  /// Reads a row of `selection`.
  init(_ row: Row, now: Date = Date()) throws {
    var cells = CellReader(row, of: Self.table)
    let id = try cells.int()
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
    func decode<Value: Decodable>(_ column: String, _ text: String) throws -> Value {
      do { return try JSONText.decode(Value.self, from: text) } catch {
        throw cells.damage("the JSON of a \(Value.self)", got: "\(column) of run \(id)")
      }
    }
    let configuration: RunConfiguration = try decode("configuration", try cells.text())
    facts = try decode("facts", try cells.text())
    let warnings = try cells.count()
    guard var status = StoredStatus(rawValue: statusName) else {
      throw cells.damage("a known status", got: "\"\(statusName)\"")
    }
    guard let startedAt = Timestamp.date(start), let heartbeat = Timestamp.date(beat),
      let endedAt = end.map(Timestamp.date) ?? .some(nil)
    else { throw cells.damage("moments in ISO 8601", got: "\"\(start)\"") }
    process = WriterProcess(host: host, pid: Int32(exactly: pid) ?? 0, heartbeat: heartbeat)
    if status == .running, !process.isAlive(now: now) { status = .interrupted }
    run = StoredRun(
      id: Int64(id), name: name, status: status, verdict: verdict, warnings: warnings,
      startedAt: startedAt,
      endedAt: endedAt, version: version, configuration: configuration, steps: lastStep,
      // Before the end the loss is the NaN that it was made with.
      finalLoss: endedAt == nil ? nil : facts.evaluation.finalLoss,
      validationAccuracy: facts.evaluation.validationAccuracy)
  }
}
