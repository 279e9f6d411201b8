import Foundation
import GRDB
import Records

/// The tables `probe_looks`, `probes` and `jacobians`: what the fixed probe set showed.
enum ProbeRows {
  static let looks = "probe_looks"
  static let layers = "probes"
  static let lookColumns = [
    "run_id", "step", "silent_units", "silent_maps", "stuck_maps", "effective_ranks", "jacobians",
    "distinct_units",
  ]
  static let layerColumns = [
    "run_id", "step", "layer", "units", "silent_units", "silent_map", "stuck_map",
    "effective_rank", "distinct_units",
  ]
  static let definitions = [
    """
    CREATE TABLE probe_looks (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      silent_units INTEGER NOT NULL,
      silent_maps INTEGER,
      stuck_maps INTEGER,
      effective_ranks INTEGER,
      jacobians INTEGER,
      PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE probes (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      units INTEGER,
      silent_units INTEGER,
      silent_map BLOB,
      stuck_map BLOB,
      effective_rank REAL,
      PRIMARY KEY (run_id, step, layer)
    ) WITHOUT ROWID
    """,
    JacobianRows.definition,
  ]

  /// What version 3 of the tables adds.
  static let additions = [
    "ALTER TABLE \(looks) ADD COLUMN distinct_units INTEGER",
    "ALTER TABLE \(layers) ADD COLUMN distinct_units INTEGER",
  ]

  /// - Returns: What the rows before the last look add up to, by table.
  static func write(
    _ probes: [ProbeCheckpoint], _ part: WritePosition.Part.Step, of run: Int64,
    to database: Database
  ) throws -> [String: Checksum] {
    if part.startsOver {
      try database.deleteRows(of: run, in: looks, layers, JacobianRows.table)
    }
    let writeLook = try RowWriter(
      database, table: looks, columns: lookColumns, of: run, after: part)
    let writeLayer = try RowWriter(
      database, table: layers, columns: layerColumns, of: run, after: part)
    let jacobians = try JacobianRows(database, of: run, part)
    let writers = [writeLook, writeLayer, jacobians.writeRow]
    for (index, probe) in probes.enumerated().dropFirst(part.from) {
      for writer in writers where index == probes.count - 1 { writer.beginLastPoint() }
      let key = [run.databaseValue, probe.step.databaseValue]
      let counts: [Int?] = [
        probe.silentUnits.count, probe.silentMaps?.count, probe.stuckMaps?.count,
        probe.effectiveRank?.count, probe.jacobianSingularValues?.count,
        probe.distinctUnits?.count,
      ]
      try writeLook(key + counts.map(\.databaseValue))
      let layerCounts = counts.prefix(4) + counts.suffix(1)
      for layer in 0..<(layerCounts.compactMap(\.self).max() ?? 0) {
        try writeLayer(key + [(layer + 1).databaseValue] + cells(of: probe, layer: layer))
      }
      try jacobians.write(probe.jacobianSingularValues ?? [], key: key)
    }
    return try RowWriter.close(writers)
  }

  private static func cells(of probe: ProbeCheckpoint, layer: Int) -> [DatabaseValue] {
    func entry<Value>(_ list: [Value]?) -> Value? {
      list.flatMap { $0.indices.contains(layer) ? $0[layer] : nil }
    }
    let silent = entry(probe.silentMaps)
    let stuck = entry(probe.stuckMaps)
    return [
      ((silent ?? stuck)?.unitCount).databaseValue,
      entry(probe.silentUnits).flatMap(\.self).databaseValue,
      silent.map { Data($0.bytes) }.databaseValue,
      stuck.map { Data($0.bytes) }.databaseValue,
      entry(probe.effectiveRank).databaseValue,
      entry(probe.distinctUnits).flatMap(\.self).databaseValue,
    ]
  }

  /// The stored looks of a run.
  static func read(of run: Int64, from database: Database) throws -> [ProbeCheckpoint] {
    let layersByStep = try readLayers(of: run, from: database)
    let jacobiansByStep = try JacobianRows.read(of: run, from: database)
    var probes: [ProbeCheckpoint] = []
    let rows = try StoredRows(of: run, in: looks, columns: lookColumns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      let layers = layersByStep[step] ?? []
      func list<Value>(_ count: Int?, _ value: (Layer) -> Value?) throws -> [Value]? {
        guard let count else { return nil }
        let values = layers.prefix(max(count, 0)).compactMap(value)
        guard values.count == count else {
          throw cells.damage("\(count) layers", got: "\(values.count) at step \(step)")
        }
        return values
      }
      var probe = ProbeCheckpoint(
        step: step, silentUnits: try list(try cells.int()) { .some($0.silentUnits) } ?? [])
      probe.silentMaps = try list(try cells.optionalInt()) { $0.silentMap }
      probe.stuckMaps = try list(try cells.optionalInt()) { $0.stuckMap }
      probe.effectiveRank = try list(try cells.optionalInt()) { $0.effectiveRank }
      if let examples = try cells.optionalInt() {
        let values = jacobiansByStep[step] ?? []
        guard values.count == examples else {
          throw cells.damage("\(examples) Jacobians", got: "\(values.count) at step \(step)")
        }
        probe.jacobianSingularValues = values
      }
      probe.distinctUnits = try list(try cells.optionalInt()) { .some($0.distinctUnits) }
      probes.append(probe)
    }
    return probes
  }

  private struct Layer {
    var silentUnits: Int?
    var silentMap: UnitSet?
    var stuckMap: UnitSet?
    var effectiveRank: Double
    var distinctUnits: Int?
  }

  private static func readLayers(
    of run: Int64, from database: Database
  ) throws -> [Int: [Layer]] {
    var layersByStep: [Int: [Layer]] = [:]
    let rows = try StoredRows(of: run, in: layers, columns: layerColumns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      let layer = try cells.int()
      guard layer == (layersByStep[step]?.count ?? 0) + 1 else {
        throw cells.damage("every layer once", got: "layer \(layer) at step \(step)")
      }
      let units = try cells.optionalInt() ?? 0
      let silentUnits = try cells.optionalInt()
      guard silentUnits ?? 0 >= 0 else {
        throw cells.damage("a number of units", got: "\(silentUnits ?? 0) at step \(step)")
      }
      func map(_ bytes: Data?) throws -> UnitSet? {
        guard let bytes else { return nil }
        guard units >= 0, units / 8 + (units % 8 == 0 ? 0 : 1) == bytes.count else {
          throw cells.damage("one bit for each of \(units) units", got: "\(bytes.count) bytes")
        }
        return UnitSet(unitCount: units, bytes: bytes)
      }
      layersByStep[step, default: []].append(
        Layer(
          silentUnits: silentUnits, silentMap: try map(try cells.optionalBytes()),
          stuckMap: try map(try cells.optionalBytes()), effectiveRank: try cells.double(),
          distinctUnits: try cells.optionalInt()))
    }
    return layersByStep
  }
}
