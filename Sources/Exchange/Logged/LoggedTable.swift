import Records
import Texts

/// What another tool logged: numbers by the names of their columns, row after row. Of columns that nobody
/// needs, the name is kept alone.
struct LoggedTable {
  /// A column.
  struct Column {
    let name: String
    let use: (role: LoggedRole, rank: Int)?
    /// The rows that have a value, ascending, and the values.
    fileprivate(set) var rows: [Int] = []
    fileprivate(set) var values: [Double] = []
  }

  /// The file, for messages.
  let path: String
  /// What a row is called in messages, with its number behind it: `line`, `record`.
  let rowWord: String
  /// What the columns are called in messages: `columns`, `keys`, `tags`.
  let columnWord: String
  /// What was said of the columns.
  let choice: ColumnChoice
  /// Where it comes from.
  var origin = Origin()
  /// Facts by the keys of a run log.
  var facts: [String: JSONValue] = [:]
  /// How the run ended; nil where the table does not say so.
  var status: RunStatus?
  /// Whether rows may come in any order of steps: those of several files do.
  var mayBeOutOfOrder = false
  /// Whether a missing cell may have been written as NaN.
  var mayWriteMissingAsNaN = false
  /// Whether the steps of what is named `epoch_…` are epochs.
  var mayCountEpochs = false
  /// The number of each row in its file.
  private(set) var numbers: [Int] = []
  private(set) var columns: [Column] = []
  private var indices: [String: Int] = [:]
  /// The column of steps that belong to rows by themselves; nil where a named column has them.
  private var ownSteps: Int?

  /// What a table may hold at most: more is a mistake, or made to use up memory.
  enum Limit {
    /// Rows.
    static let rows = 1 << 22
    /// Names of columns.
    static let columns = 1 << 16
  }

  init(path: String, rowWord: String, columnWord: String, choice: ColumnChoice) {
    self.path = path
    self.rowWord = rowWord
    self.columnWord = columnWord
    self.choice = choice
  }

  /// Begins a row.
  ///
  /// - Throws: `RunLogError.table` where there are too many.
  mutating func beginRow(_ number: Int) throws(RunLogError) {
    guard numbers.count < Limit.rows else {
      throw fault(
        number, "expected at most \(Limit.rows) \(rowWord)s, got more; take a part of them")
    }
    numbers.append(number)
  }

  /// The column of a name, which is added where it is not there.
  ///
  /// - Throws: `RunLogError.table` where there are too many.
  mutating func column(_ name: String) throws(RunLogError) -> Int {
    if let index = indices[name] { return index }
    guard columns.count < Limit.columns else {
      throw fault(
        numbers.last, "expected at most \(Limit.columns) \(columnWord), got more; leave some out")
    }
    indices[name] = columns.count
    columns.append(Column(name: name, use: choice.role(of: name)))
    return columns.count - 1
  }

  /// Whether the numbers of a column are read.
  func isRead(_ column: Int) -> Bool { columns[column].use != nil }

  /// Adds a number to the last row; a second one of the same column takes the place of the first.
  mutating func add(_ value: Double, to column: Int) {
    guard isRead(column), let row = numbers.indices.last else { return }
    if columns[column].rows.last == row {
      columns[column].values[columns[column].values.count - 1] = value
      return
    }
    columns[column].rows.append(row)
    columns[column].values.append(value)
  }

  /// Says at which step the last row was written, where that is no column of its own.
  mutating func add(step: Int64) {
    let index = ownSteps ?? columns.count
    if ownSteps == nil {
      columns.append(Column(name: "step", use: (.step, 0)))
      ownSteps = index
    }
    add(Double(step), to: index)
  }

  /// The column of each thing that is there.
  ///
  /// - Throws: `RunLogError.table` where several could be the same thing, where what was said names none,
  ///   and where there is no loss.
  func chosen() throws(RunLogError) -> [LoggedRole: Int] {
    var chosen: [LoggedRole: Int] = [:]
    for role in LoggedRole.allCases {
      if let name = choice.names[role] {
        guard let index = indices[name] else {
          throw fault(
            nil,
            "\(role.rawValue): expected the name of one of the \(columnWord), got "
              + "\(name.inQuotes); there are \(names(columns.map(\.name)))")
        }
        chosen[role] = index
      } else if role == .step, let ownSteps {
        chosen[role] = ownSteps
      } else if let index = try byName(role) {
        chosen[role] = index
      }
    }
    guard chosen[.loss] != nil else {
      let what = columns.isEmpty ? "none" : names(columns.map(\.name))
      throw fault(
        nil,
        "expected the loss among the \(columnWord) (\"loss\", \"train_loss\", …), got \(what); "
          + "name it with --column loss=NAME")
    }
    return chosen
  }

  private func byName(_ role: LoggedRole) throws(RunLogError) -> Int? {
    var candidates = columns.indices.filter {
      columns[$0].use?.role == role && !columns[$0].values.isEmpty
    }
    // One value is no curve, but what stands beside one: the mean over the whole run.
    if candidates.contains(where: { columns[$0].values.count > 1 }) {
      candidates.removeAll { columns[$0].values.count == 1 }
    }
    let best = candidates.compactMap { columns[$0].use?.rank }.min()
    candidates.removeAll { columns[$0].use?.rank != best }
    guard candidates.count > 1 else { return candidates.first }
    throw fault(
      nil,
      "expected one of the \(columnWord) to be \(role.words), got "
        + "\(names(candidates.map { columns[$0].name })); say which with "
        + "--column \(role.rawValue)=NAME")
  }

  /// The first names of a list.
  private func names(_ names: [String]) -> String {
    let shown = names.prefix(8).map(\.inQuotes).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  /// The error of a row, or, without a number, of the table.
  func fault(_ number: Int?, _ problem: String) -> RunLogError {
    .table(path: path, place: number.map { "\(rowWord) \($0)" }, problem: problem)
  }
}
