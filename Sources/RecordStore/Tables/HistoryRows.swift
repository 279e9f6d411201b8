import GRDB
import Records

/// The tables `layer_statistics`, `layer_smallest` and `layer_largest`: the time points of every
/// place. The latter two only have the time points of several steps; of one step, the smallest and
/// the largest are the mean.
enum HistoryRows {
  static let means = "layer_statistics"
  static let smallest = "layer_smallest"
  static let largest = "layer_largest"
  private static let key = ["run_id", "step", "last_step", "step_count", "layer"]

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

  /// - Returns: What the rows before the last time point add up to, by table.
  static func write(
    _ history: RunHistory, _ statistics: StatisticsColumns, _ part: WritePosition.Part.Step,
    of run: Int64, to database: Database
  ) throws -> [String: Checksum] {
    let columns = key + statistics.names
    if part.startsOver { try database.deleteRows(of: run, in: means, smallest, largest) }
    func writer(_ table: String) throws -> RowWriter {
      try RowWriter(database, table: table, columns: columns, of: run, after: part)
    }
    let writers = try [writer(means), writer(smallest), writer(largest)]
    for entry in part.from..<history.count {
      for writer in writers where entry == history.count - 1 { writer.beginLastPoint() }
      for place in 0..<history.placeCount {
        let key = [
          run.databaseValue, history.steps[entry].databaseValue,
          history.lastSteps[entry].databaseValue, history.counts[entry].databaseValue,
          (place + 1).databaseValue,
        ]
        func write(_ write: RowWriter, _ numbers: StatisticsList) throws {
          var row = key
          row.reserveCapacity(columns.count)
          try statistics.append(numbers[entry * history.placeCount + place], to: &row)
          try write(row)
        }
        try write(writers[0], history.statistics)
        guard history.counts[entry] > 1 else { continue }
        try write(writers[1], history.smallest)
        try write(writers[2], history.largest)
      }
    }
    return try RowWriter.close(writers)
  }

  /// Adds the stored time points to an empty history.
  ///
  /// - Parameter isLegacy: Whether the rows were written before version 5.
  static func read(
    into history: inout RunHistory, _ statistics: StatisticsColumns, isLegacy: Bool, of run: Int64,
    from database: Database
  ) throws {
    let placeCount = history.placeCount
    func points(_ table: String) throws -> [Point] {
      try self.points(
        of: run, in: table, placeCount, from: database, columns: key + statistics.names
      ) { try statistics.read(&$0, isLegacy: isLegacy) }
    }
    let means = try points(Self.means)
    guard means.count <= history.capacity else {
      throw DamagedRow(
        table: Self.means, run: run, problem: "\(means.count) time points",
        expected: "at most \(history.capacity)")
    }
    let smallest = Dictionary(try points(Self.smallest).map { ($0.step, $0) }) { $1 }
    let largest = Dictionary(try points(Self.largest).map { ($0.step, $0) }) { $1 }
    for (entry, point) in means.enumerated() {
      history.append(step: point.step, lastStep: point.lastStep, count: point.count)
      for (place, statistics) in point.places.enumerated() {
        history[entry, place: place] = statistics
        // Ranges that somebody deleted to save room are no damage: the mean stands for them. Of a run
        // with checksums, all of them are there or none.
        guard let least = smallest[point.step], let most = largest[point.step] else { continue }
        history.setRange(
          entry: entry, place: place, smallest: least.places[place], largest: most.places[place])
      }
    }
  }

  private struct Point {
    var step: Int
    var lastStep: Int
    var count: Int
    var places: [PlaceStatistics] = []
  }

  private static func points(
    of run: Int64, in table: String, _ placeCount: Int, from database: Database,
    columns: [String], _ read: (inout CellReader) throws -> PlaceStatistics
  ) throws -> [Point] {
    var points: [Point] = []
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      let point = Point(
        step: try cells.int(), lastStep: try cells.int(), count: try cells.int())
      let layer = try cells.int()
      if layer == 1 { points.append(point) }
      // Every time point has all layers, in order.
      guard let last = points.indices.last, points[last].step == point.step,
        points[last].places.count == layer - 1, layer <= placeCount
      else {
        throw cells.damage("layers 1 to \(placeCount)", got: "layer \(layer), step \(point.step)")
      }
      points[last].places.append(try read(&cells))
    }
    if let short = points.first(where: { $0.places.count != placeCount }) {
      throw DamagedRow(
        table: table, run: run, key: "step \(short.step)",
        problem: "\(short.places.count) layers",
        expected: "\(placeCount)")
    }
    return points
  }
}
