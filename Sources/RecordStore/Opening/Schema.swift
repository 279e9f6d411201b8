import GRDB

/// The tables and views of a store, and which version of them a file has.
///
/// `PRAGMA user_version` is the version; `PRAGMA application_id` tells a run store from the file of
/// another program.
enum Schema {
  /// "GrdS" in ASCII.
  static let applicationID: Int32 = 0x4772_6453

  /// The SQL that brings a file from each version to the next: the first makes a store of an empty
  /// file. A published entry never changes; a change of the tables is a new entry.
  static let upgrades: [[String]] = [
    [
      RunRow.definition, LayerRows.definition, CurveRows.definition,
      HistoryRows.definition(HistoryRows.means), HistoryRows.definition(HistoryRows.smallest),
      HistoryRows.definition(HistoryRows.largest),
    ] + SampleRows.definitions + ProbeRows.definitions + EventRows.definitions + [
      FindingRows.definition, finalLayers,
    ],
    [PredictionRows.definition],
    ProbeRows.additions + FindingRows.additions,
    [ChecksumRows.definition],
  ]

  /// The version that this program writes.
  static let version = upgrades.count

  /// The version that brought a table, or a column of one that was there before (`table.column`).
  private static let later = [
    PredictionRows.table: 2, "\(ProbeRows.looks).distinct_units": 3,
    "\(ProbeRows.layers).distinct_units": 3, "\(FindingRows.table).caused_by": 3,
  ]

  /// Whether a store has a table: an older one that cannot be brought up to date is read as it is.
  static func has(_ table: String, in database: Database) throws -> Bool {
    try hasPart(table, in: database)
  }

  /// Whether a store has a column of a table.
  static func has(_ column: String, of table: String, in database: Database) throws -> Bool {
    try hasPart("\(table).\(column)", in: database)
  }

  private static func hasPart(_ name: String, in database: Database) throws -> Bool {
    guard let first = later[name] else { return true }
    let version = try Int.fetchOne(
      database.cachedStatement(sql: "PRAGMA user_version"))
    return version ?? 0 >= first
  }

  /// Every layer at the last time point of its run, beside the run's main columns.
  static let finalLayers = """
    CREATE VIEW final_layers AS
    SELECT runs.id AS run_id, runs.name, runs.dataset, runs.activation, runs.init, runs.depth,
      runs.verdict, layers.layer, layers.fan_in, layers.fan_out, layers.is_output,
      point.step, point.last_step, point.step_count,
      point.delta_rms, point.delta_zero_fraction, point.weight_gradient_norm,
      point.weight_gradient_rms, point.weight_norm, point.update_ratio,
      point.activation_mean, point.activation_std, point.activation_rms,
      point.preactivation_mean, point.preactivation_std, point.preactivation_rms,
      point.derivative_rms, point.saturated_low_fraction, point.saturated_high_fraction,
      point.zero_fraction, point.non_finite_activations, point.non_finite_deltas,
      point.non_finite_gradients, point.non_finite_weights
    FROM runs
    JOIN layers ON layers.run_id = runs.id
    JOIN layer_statistics AS point ON point.run_id = runs.id AND point.layer = layers.layer
    WHERE point.step = (SELECT max(step) FROM layer_statistics WHERE run_id = runs.id)
    """

  /// What a file holds.
  enum Content: Equatable {
    /// Nothing yet.
    case empty
    /// A run store of this version.
    case store(version: Int)
    /// A run store of a version that never was: the number was damaged.
    case unknown(version: Int)
    /// Tables of another program.
    case foreign(applicationID: Int)
  }

  /// What the file of a connection holds.
  static func content(_ database: Database) throws -> Content {
    let identity = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if identity == Int(applicationID) {
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      return version < 1 ? .unknown(version: version) : .store(version: version)
    }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    return identity == 0 && tables == 0 ? .empty : .foreign(applicationID: identity)
  }

  /// Brings a file that is empty or of an older version up to date, within the transaction of the
  /// caller: a process that is killed leaves it as it was.
  static func upgrade(_ database: Database) throws {
    var version = 0
    if case .store(let stored) = try content(database) { version = stored }
    guard version < Self.version else { return }
    for statement in upgrades[version...].joined() { try database.execute(sql: statement) }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(Self.version)")
  }
}
