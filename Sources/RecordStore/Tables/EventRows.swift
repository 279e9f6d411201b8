import GRDB
import Records

/// The tables `events`, `event_steps` and `event_statistics`: the first bad event of each kind, and
/// the steps before it in full detail.
enum EventRows {
  static let events = "events"
  static let steps = "event_steps"
  static let statistics = "event_statistics"
  static let eventColumns = [
    "run_id", "event", "kind", "step", "layer", "tensor", "value", "limit_value",
    "limit_value_is_nan", "non_finite",
  ]
  static let stepColumns = ["run_id", "event", "step", "loss", "gradient_norm"]
  private static let key = ["run_id", "event", "step", "layer"]
  static let definitions = [
    """
    CREATE TABLE events (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      event INTEGER NOT NULL,
      kind TEXT NOT NULL,
      step INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      tensor TEXT NOT NULL,
      value REAL,
      limit_value REAL,
      limit_value_is_nan INTEGER NOT NULL,
      non_finite INTEGER NOT NULL,
      PRIMARY KEY (run_id, event)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE event_steps (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      event INTEGER NOT NULL,
      step INTEGER NOT NULL,
      loss REAL,
      gradient_norm REAL,
      PRIMARY KEY (run_id, event, step)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE event_statistics (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      event INTEGER NOT NULL,
      step INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      \(StatisticsColumns.definition),
      PRIMARY KEY (run_id, event, step, layer)
    ) WITHOUT ROWID
    """,
  ]

  /// Replaces the events of a run: there are a few of them, and they rarely change.
  static func write(
    _ list: [BadEvent], _ columns: StatisticsColumns, of run: Int64, to database: Database
  ) throws {
    try database.deleteRows(of: run, in: events, steps, statistics)
    let writeEvent = try RowWriter(database, table: events, columns: eventColumns, of: run)
    let writeStep = try RowWriter(database, table: steps, columns: stepColumns, of: run)
    let writePlace = try RowWriter(
      database, table: statistics, columns: self.key + columns.names, of: run)
    for (index, event) in list.enumerated() {
      let key = [run.databaseValue, (index + 1).databaseValue]
      try writeEvent(
        key + [
          event.kind.rawValue.databaseValue, event.step.databaseValue,
          (event.place + 1).databaseValue, event.tensor.rawValue.databaseValue,
          event.value.databaseValue,
        ] + event.limit.cells + [event.nonFinite.databaseValue])
      for step in event.steps {
        let key = key + [step.step.databaseValue]
        try writeStep(key + [step.loss.databaseValue, step.gradientNorm.databaseValue])
        for (place, numbers) in step.places.enumerated() {
          var row = key + [(place + 1).databaseValue]
          try columns.append(numbers, to: &row)
          try writePlace(row)
        }
      }
    }
    for writer in [writeEvent, writeStep, writePlace] { try writer.close() }
  }

  /// The stored events of a run.
  ///
  /// - Parameter isLegacy: Whether the rows were written before version 5.
  static func read(
    _ columns: StatisticsColumns, isLegacy: Bool, of run: Int64, from database: Database
  ) throws -> [BadEvent] {
    let places = try readPlaces(columns, isLegacy: isLegacy, of: run, from: database)
    let stepsByEvent = try readSteps(places, of: run, from: database)
    var list: [BadEvent] = []
    let rows = try StoredRows(of: run, in: events, columns: eventColumns, from: database)
    while var cells = try rows.next() {
      let event = try cells.int()
      let kindName = try cells.text()
      let step = try cells.int()
      let layer = try cells.int()
      let tensorName = try cells.text()
      guard let kind = BadEvent.Kind(rawValue: kindName),
        let tensor = BadEvent.Tensor(rawValue: tensorName)
      else { throw cells.damage("a known event", got: "\(kindName) of \(tensorName)") }
      guard layer > 0 else { throw cells.damage("a layer from 1", got: "\(layer)") }
      list.append(
        BadEvent(
          kind: kind, step: step, place: layer - 1, tensor: tensor, value: try cells.double(),
          limit: try cells.optionalDouble(), nonFinite: try cells.count(),
          steps: stepsByEvent[event] ?? []))
    }
    return list
  }

  private static func readSteps(
    _ places: [EventStep: [PlaceStatistics]], of run: Int64, from database: Database
  ) throws -> [Int: [StepDetail]] {
    var stepsByEvent: [Int: [StepDetail]] = [:]
    let rows = try StoredRows(of: run, in: steps, columns: stepColumns, from: database)
    while var cells = try rows.next() {
      let event = try cells.int()
      let step = try cells.int()
      stepsByEvent[event, default: []].append(
        StepDetail(
          step: step, loss: try cells.double(), gradientNorm: try cells.double(),
          places: places[EventStep(event: event, step: step)] ?? []))
    }
    return stepsByEvent
  }

  private struct EventStep: Hashable {
    var event: Int
    var step: Int
  }

  private static func readPlaces(
    _ columns: StatisticsColumns, isLegacy: Bool, of run: Int64, from database: Database
  ) throws -> [EventStep: [PlaceStatistics]] {
    var places: [EventStep: [PlaceStatistics]] = [:]
    let rows = try StoredRows(
      of: run, in: statistics, columns: key + columns.names, from: database)
    while var cells = try rows.next() {
      let step = EventStep(event: try cells.int(), step: try cells.int())
      let layer = try cells.int()
      guard layer == (places[step]?.count ?? 0) + 1 else {
        throw cells.damage("every layer once", got: "layer \(layer) at step \(step.step)")
      }
      places[step, default: []].append(try columns.read(&cells, isLegacy: isLegacy))
    }
    return places
  }
}
