import Records
import Texts

/// The cells of a sweep: every pair of two variables' values, each a configuration of its own.
public struct SweepGrid: Sendable {
  /// One cell.
  public struct Cell: Sendable {
    /// Its column, from 0 at the first value of x.
    public let column: Int
    /// Its row, from 0 at the first value of y.
    public let row: Int
    /// The name of its run: `tanh-depth-40-gain-1.5`.
    public let name: String
    /// What to train.
    public let configuration: TrainingPlan
  }

  /// The most cells of a sweep.
  static let mostCells = 20_000

  /// Along the bottom.
  public let x: SweepAxis
  /// Upward.
  public let y: SweepAxis
  /// Row by row.
  public let cells: [Cell]

  /// A grid on a base configuration, whose own values of the two variables do not matter.
  ///
  /// - Throws: `ConfigurationError` for axes of one variable, too many cells, and a cell whose
  ///   configuration is not valid.
  public init(x: SweepAxis, y: SweepAxis, base: TrainingPlan) throws(ConfigurationError) {
    guard x.variable != y.variable else {
      throw ConfigurationError(
        field: "y",
        "expected another variable than `x`, got \(y.variable.rawValue) for both; "
          + "vary one of \(Self.others(x.variable))")
    }
    guard x.values.count * y.values.count <= Self.mostCells else {
      throw ConfigurationError(
        "`x`, `y`: expected at most \(Self.mostCells) cells, got "
          + "\(x.values.count) × \(y.values.count); take fewer values")
    }
    for value in x.values { try x.variable.check(value, field: "x") }
    for value in y.values { try y.variable.check(value, field: "y") }
    var cells: [Cell] = []
    for (row, up) in y.values.enumerated() {
      for (column, along) in x.values.enumerated() {
        var configuration = base
        x.variable.set(along, in: &configuration)
        y.variable.set(up, in: &configuration)
        // Every value of each axis once: the others differ from these in nothing that is checked.
        if row == 0 || column == 0 {
          do { try ConfigurationCheck.check(configuration) } catch {
            throw Self.naming(x, y, in: error)
          }
        }
        let name =
          "\(configuration.activation.text)-\(y.variable.rawValue)-\(SweepAxis.text(up))"
          + "-\(x.variable.rawValue)-\(SweepAxis.text(along))"
        cells.append(Cell(column: column, row: row, name: name, configuration: configuration))
      }
    }
    // One layer is the beginning of a row of residual networks; a grid of nothing else is a mistake.
    guard !base.residual || cells.contains(where: \.configuration.hasRoomForShortcuts) else {
      throw ConfigurationError(
        field: "residual", ConfigurationCheck.noRoom(in: cells.first?.configuration ?? base))
    }
    self.x = x
    self.y = y
    self.cells = cells
  }

  /// Whether a variable is on one of the axes.
  public func varies(_ variable: SweepVariable) -> Bool {
    x.variable == variable || y.variable == variable
  }

  /// An error of a variable's field names the axis: that is where its value comes from.
  private static func naming(
    _ x: SweepAxis, _ y: SweepAxis, in error: ConfigurationError
  ) -> ConfigurationError {
    guard let field = error.field else { return error }
    for (name, axis) in [("x", x), ("y", y)] where axis.variable.field == field {
      return ConfigurationError("\(field: name) \(axis.variable.rawValue): \(error.problem)")
    }
    return error
  }

  private static func others(_ variable: SweepVariable) -> String {
    SweepVariable.allCases.filter { $0 != variable }.map(\.rawValue).joined(separator: ", ")
  }
}
