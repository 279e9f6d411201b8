import GRDB
import TrainingRecords

/// The tables `layer_statistics`, `layer_smallest` and `layer_largest`: the time points of every
/// layer. The latter two only have the time points of several steps; of one step, the smallest and
/// the largest are the mean.
enum HistoryRows {
  static let means = "layer_statistics"
  static let smallest = "layer_smallest"
  static let largest = "layer_largest"
  static let columns =
    ["run_id", "step", "last_step", "step_count", "layer"] + StatisticsColumns.names

  static func definition(_ table: String) -> String {
    """
    CREATE TABLE \(table) (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      last_step INTEGER NOT NULL,
      step_count INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      \(StatisticsColumns.definition),
      PRIMARY KEY (run_id, step, layer)
    ) WITHOUT ROWID
    """
  }

  static func write(
    _ history: RunHistory, _ part: WritePosition.Part.Step, of run: Int64, to database: Database
  ) throws {
    if part.startsOver { try database.deleteRows(of: run, in: means, smallest, largest) }
    let writeMeans = try RowWriter(database, table: means, columns: columns)
    let writeSmallest = try RowWriter(database, table: smallest, columns: columns)
    let writeLargest = try RowWriter(database, table: largest, columns: columns)
    for entry in part.from..<history.count {
      for layer in 0..<history.layerCount {
        let key = [
          run.databaseValue, history.steps[entry].databaseValue,
          history.lastSteps[entry].databaseValue, history.counts[entry].databaseValue,
          (layer + 1).databaseValue,
        ]
        func write(_ write: RowWriter, _ statistics: [LayerStatistics]) throws {
          var row = key
          row.reserveCapacity(columns.count)
          StatisticsColumns.append(statistics[entry * history.layerCount + layer], to: &row)
          try write(row)
        }
        try write(writeMeans, history.statistics)
        guard history.counts[entry] > 1 else { continue }
        try write(writeSmallest, history.smallest)
        try write(writeLargest, history.largest)
      }
    }
  }

  /// Adds the stored time points to an empty history.
  static func read(into history: inout RunHistory, of run: Int64, from database: Database) throws {
    let means = try points(of: run, in: means, history.layerCount, from: database)
    guard means.count <= history.capacity else {
      throw DamagedRow(
        table: Self.means, problem: "\(means.count) time points",
        expected: "at most \(history.capacity)")
    }
    let smallest = try pointsByStep(of: run, in: smallest, history.layerCount, from: database)
    let largest = try pointsByStep(of: run, in: largest, history.layerCount, from: database)
    for (entry, point) in means.enumerated() {
      history.append(step: point.step, lastStep: point.lastStep, count: point.count)
      for (layer, statistics) in point.layers.enumerated() {
        history[entry, layer + 1] = statistics
        // A range that somebody deleted to save room is no damage: the mean stands for it.
        guard let least = smallest[point.step], let most = largest[point.step] else { continue }
        history.setRange(
          entry: entry, layer: layer + 1, smallest: least.layers[layer],
          largest: most.layers[layer])
      }
    }
  }

  private struct Point {
    var step: Int
    var lastStep: Int
    var count: Int
    var layers: [LayerStatistics] = []
  }

  private static func points(
    of run: Int64, in table: String, _ layerCount: Int, from database: Database
  ) throws -> [Point] {
    var points: [Point] = []
    let rows = try database.rows(of: run, in: table, columns: Array(columns.dropFirst()))
    while let row = try rows.next() {
      var cells = CellReader(row, of: table)
      let point = Point(
        step: try cells.int(), lastStep: try cells.int(), count: try cells.int())
      let layer = try cells.int()
      if layer == 1 { points.append(point) }
      // Every time point has all layers, in order.
      guard let last = points.indices.last, points[last].step == point.step,
        points[last].layers.count == layer - 1, layer <= layerCount
      else {
        throw cells.damage("layers 1 to \(layerCount)", got: "layer \(layer), step \(point.step)")
      }
      points[last].layers.append(try StatisticsColumns.read(&cells))
    }
    if let short = points.first(where: { $0.layers.count != layerCount }) {
      throw DamagedRow(
        table: table, problem: "step \(short.step) with \(short.layers.count) layers",
        expected: "\(layerCount)")
    }
    return points
  }

  private static func pointsByStep(
    of run: Int64, in table: String, _ layerCount: Int, from database: Database
  ) throws -> [Int: Point] {
    let points = try points(of: run, in: table, layerCount, from: database)
    return Dictionary(points.map { ($0.step, $0) }) { $1 }
  }
}
