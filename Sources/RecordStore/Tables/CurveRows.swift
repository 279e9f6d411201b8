import GRDB
import Records

/// The table `curves`: the points of a run as a whole.
enum CurveRows {
  static let table = "curves"
  static let columns = [
    "run_id", "step", "last_step", "step_count", "loss", "smallest_loss", "largest_loss",
    "accuracy", "gradient_norm", "smallest_gradient_norm", "largest_gradient_norm",
    "learning_rate", "clipping_factor", "smallest_clipping_factor", "clipped_updates",
  ]
  static let definition = """
    CREATE TABLE curves (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      last_step INTEGER NOT NULL,
      step_count INTEGER NOT NULL,
      loss REAL,
      smallest_loss REAL,
      largest_loss REAL,
      accuracy REAL,
      gradient_norm REAL,
      smallest_gradient_norm REAL,
      largest_gradient_norm REAL,
      learning_rate REAL,
      clipping_factor REAL,
      smallest_clipping_factor REAL,
      clipped_updates INTEGER NOT NULL,
      PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """

  /// - Returns: What the rows before the last point add up to, by table.
  static func write(
    _ curves: Curves, _ part: WritePosition.Part.Step, of run: Int64, to database: Database
  ) throws -> [String: Checksum] {
    if part.startsOver { try database.deleteRows(of: run, in: table) }
    let write = try RowWriter(database, table: table, columns: columns, of: run, after: part)
    for index in part.from..<curves.count {
      if index == curves.count - 1 { write.beginLastPoint() }
      let point = curves[index]
      try write([
        run.databaseValue, point.step.databaseValue, point.lastStep.databaseValue,
        point.count.databaseValue, point.loss.databaseValue, point.smallestLoss.databaseValue,
        point.largestLoss.databaseValue, point.accuracy.databaseValue,
        point.gradientNorm.databaseValue, point.smallestGradientNorm.databaseValue,
        point.largestGradientNorm.databaseValue, point.learningRate.databaseValue,
        point.clippingFactor.databaseValue, point.smallestClippingFactor.databaseValue,
        point.clippedUpdates.databaseValue,
      ])
    }
    return try RowWriter.close([write])
  }

  /// Adds the stored points to empty curves.
  static func read(into curves: inout Curves, of run: Int64, from database: Database) throws {
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      curves.append(
        CurvePoint(
          step: try cells.int(), lastStep: try cells.int(), count: try cells.int(),
          loss: try cells.double(), smallestLoss: try cells.double(),
          largestLoss: try cells.double(), accuracy: try cells.double(),
          gradientNorm: try cells.double(), smallestGradientNorm: try cells.double(),
          largestGradientNorm: try cells.double(), learningRate: try cells.double(),
          clippingFactor: try cells.double(), smallestClippingFactor: try cells.double(),
          clippedUpdates: try cells.count()))
    }
  }
}
