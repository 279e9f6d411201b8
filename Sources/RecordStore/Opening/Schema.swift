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
      FindingRows.definition, FinalLayers.definition,
    ],
    [PredictionRows.definition],
    ProbeRows.additions + FindingRows.additions,
    [ChecksumRows.definition],
    LayerRows.additions + [ChainRows.definition] + StatisticsColumns.additions(of: 5)
      + FindingRows.chainAdditions + [ChecksumRows.addition] + FinalLayers.replacement,
    OutputRows.definitions,
    StatisticsColumns.additions(of: 7) + FinalLayers.replacementOfVersion7,
  ]

  /// The version that this program writes.
  static let version = upgrades.count

  /// The version that brought a table, or a column of one that was there before (`table.column`); those
  /// that are not named here came with the first.
  private static let later: [String: Int] = {
    var versions = [
      PredictionRows.table: 2, "\(ProbeRows.looks).distinct_units": 3,
      "\(ProbeRows.layers).distinct_units": 3, "\(FindingRows.table).caused_by": 3,
      ChecksumRows.table: 4, ChainRows.table: 5, "\(ChecksumRows.table).formula": 5,
      OutputRows.maps: 6, OutputRows.grids: 6,
    ]
    for (table, columns) in [
      (LayerRows.table, LayerRows.addedColumns), (FindingRows.table, FindingRows.chainColumns),
    ] {
      for column in columns { versions["\(table).\(column)"] = 5 }
    }
    return versions
  }()

  /// The tables that have columns of a later version.
  private static let grown = Set(
    later.keys.compactMap { name in name.firstIndex(of: ".").map { String(name[..<$0]) } })

  /// The version that brought a table.
  static func version(of table: String) -> Int { later[table] ?? 1 }

  /// The version that brought a column of a table.
  static func version(of column: String, in table: String) -> Int {
    if StatisticsColumns.tables.contains(table) { return StatisticsColumns.version(of: column) }
    return grown.contains(table) ? later["\(table).\(column)"] ?? 1 : 1
  }

  /// Whether a store has a table: an older one that cannot be brought up to date is read as it is. One
  /// that the store's version must have counts as there, so that reading it says that it was lost.
  static func has(_ table: String, in database: Database) throws -> Bool {
    try database.tableExists(table) || version(of: table) <= version(of: database)
  }

  /// The version that a file says it has.
  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
  }

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
  ///
  /// - Parameter statistics: What is stored of a place; columns that no version has are added too.
  static func upgrade(_ database: Database, for statistics: StatisticsColumns) throws {
    var version = 0
    if case .store(let stored) = try content(database) { version = stored }
    if version < Self.version {
      for statement in upgrades[version...].joined() { try database.execute(sql: statement) }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(Self.version)")
    }
    for statement in try statistics.missingColumns(in: database) {
      try database.execute(sql: statement)
    }
  }
}
