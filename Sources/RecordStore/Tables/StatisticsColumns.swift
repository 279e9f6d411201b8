import GRDB
import Records

/// The columns of everything that is measured at a place: one for each quantity, and two that say what
/// a number alone cannot.
///
/// This is the one place to change for a quantity that comes to `Quantity.all`: a line in `added`, with a
/// new version of the tables, of which `Schema.upgrades` has `additions(of:)`. Nothing that was published
/// follows from the list of today.
struct StatisticsColumns: Sendable {
  /// The tables that have them.
  static let tables = [
    HistoryRows.means, HistoryRows.smallest, HistoryRows.largest, EventRows.statistics,
  ]

  /// Their part of a table's definition in the first version of the store. There, NULL is NaN, and
  /// nothing is missing.
  static let definition = """
    delta_rms REAL,
    delta_zero_fraction REAL,
    weight_gradient_norm REAL,
    weight_gradient_rms REAL,
    weight_norm REAL,
    update_ratio REAL,
    activation_mean REAL,
    activation_std REAL,
    activation_rms REAL,
    preactivation_mean REAL,
    preactivation_std REAL,
    preactivation_rms REAL,
    derivative_rms REAL,
    saturated_low_fraction REAL,
    saturated_high_fraction REAL,
    zero_fraction REAL,
    non_finite_activations INTEGER NOT NULL,
    non_finite_deltas INTEGER NOT NULL,
    non_finite_gradients INTEGER NOT NULL,
    non_finite_weights INTEGER NOT NULL
    """

  /// What later versions added, in the order of the columns. Nothing but NULL may stand in the rows that
  /// are there already: else their sums would no longer hold.
  static let added: [(version: Int, columns: [String])] = [
    (
      5,
      [
        "attention_entropy REAL", "attention_logit_max REAL", "token_cosine REAL",
        "forget_gate_mean REAL", "\(nan) TEXT", "\(notCounted) TEXT",
        "saturated_fraction REAL",
      ]
    ),
    (7, ["activation_example_std REAL"]),
  ]

  /// Names the columns of a row that are NULL because the number is NaN; NULL where there is none.
  static let nan = "nan"
  /// Names the columns of a row that may not be NULL, and are 0 because nobody counted.
  static let notCounted = "not_counted"

  /// What this program stores.
  static let standard = StatisticsColumns()

  /// The names of the columns, in their order.
  let names: [String]
  let columns: [Column]
  private let additional: [Quantity]

  /// A column.
  struct Column: Sendable {
    var name: String
    var role: Role
  }

  /// What is in a column.
  enum Role: Sendable {
    /// A number; NULL where it was not measured, or is NaN.
    case number(Quantity)
    /// A count; NULL where nobody counted, or 0 where the column takes no NULL.
    case count(Quantity, isRequired: Bool)
    /// The names of columns.
    case nan, notCounted
    /// A quantity that this program no longer has.
    case unused(isRequired: Bool)
  }

  /// The columns of all versions, and of additional quantities: those of a test, or of a program that
  /// measures its own.
  init(additional: [Quantity] = []) {
    let quantities = Dictionary(
      (Quantity.all + additional).map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
    columns =
      (Self.first + Self.added.flatMap { $0.columns }).map { Self.column($0, quantities) }
      + additional.map { Self.column(Self.definition(of: $0), quantities) }
    names = columns.map(\.name)
    self.additional = additional
  }

  private static func column(_ definition: String, _ quantities: [String: Quantity]) -> Column {
    let name = Self.name(definition)
    let isRequired = definition.hasSuffix(" NOT NULL")
    let role: Role =
      switch (name, quantities[name]) {
      case (nan, _): .nan
      case (notCounted, _): .notCounted
      case (_, let quantity?) where quantity.isCount: .count(quantity, isRequired: isRequired)
      case (_, let quantity?): .number(quantity)
      default: .unused(isRequired: isRequired)
      }
    return Column(name: name, role: role)
  }

  private static let first = definition.split(separator: ",\n").map(String.init)

  private static func name(_ definition: String) -> String {
    String(definition.prefix { $0 != " " })
  }

  private static func definition(of quantity: Quantity) -> String {
    "\(quantity.column) \(quantity.isCount ? "INTEGER" : "REAL")"
  }
}

// MARK: - The columns in a file

extension StatisticsColumns {
  /// The SQL by which a version adds its columns.
  static func additions(of version: Int) -> [String] {
    added.filter { $0.version == version }.flatMap(\.columns).flatMap { column in
      tables.map { "ALTER TABLE \($0) ADD COLUMN \(column)" }
    }
  }

  /// The version that brought a column; no version has one of an additional quantity.
  static func version(of column: String) -> Int {
    versions[column] ?? (keys.contains(column) ? 1 : .max)
  }

  private static let keys: Set = ["run_id", "event", "step", "last_step", "step_count", "layer"]

  private static let versions = Dictionary(
    uniqueKeysWithValues: first.map { (name($0), 1) }
      + added.flatMap { version, columns in columns.map { (name($0), version) } })

  /// The SQL that adds the columns of additional quantities where they are not there yet.
  func missingColumns(in database: Database) throws -> [String] {
    try additional.flatMap { quantity in
      try Self.tables.filter { table in
        try !database.columns(in: table).contains { $0.name == quantity.column }
      }.map { "ALTER TABLE \($0) ADD COLUMN \(Self.definition(of: quantity))" }
    }
  }
}
