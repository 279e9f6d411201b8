import Texts

/// The columns of a CSV file: how many, their names, which are the targets.
///
/// It is found from the first two rows, and knows how to say where in the file something is wrong.
struct CSVLayout {
  /// What messages call the file.
  let name: String
  /// Whether the first row names the columns.
  private(set) var hasHeader = false
  /// The targets' columns, from 0, in the order in which they were asked for.
  private(set) var targets: [Int] = []
  /// For each column its place among the targets; nil for a feature.
  private(set) var targetOfColumn: [Int?] = []

  /// The number of cells in every row, once the first one is read.
  private var columnCount: Int?
  private var columnNames: [String] = []
  private var firstLine = 1

  /// Reads the first two rows of a file; no targets stand for the last column.
  ///
  /// - Throws: `DatasetError.badContent` for an empty file or one with a single column, and when
  ///   the two rows differ in length; `DatasetError.badTarget`.
  init(of bytes: [UInt8], targets: [String], name: String) throws(DatasetError) {
    self.name = name
    var scanner = CSVScanner(bytes)
    var first: [CSVScanner.Cell] = []
    guard try nextRow(of: &scanner, into: &first) else {
      throw fault("expected a header and examples, got an empty file; check the path")
    }
    columnCount = first.count
    firstLine = first[0].line
    // Counted, not kept: a value takes 24 times the memory of a comma.
    var textCount = 0
    for (column, cell) in first.enumerated() {
      if case .text = try value(of: cell, column: column, in: scanner) { textCount += 1 }
    }
    guard first.count >= 2 else {
      let text = text(of: first[0], in: scanner)
      let separator = text.contains(";") ? "semicolons" : text.contains("\t") ? "tabs" : nil
      throw fault(
        line: firstLine,
        "expected at least 2 columns, the features and a target, got 1; "
          + (separator.map { "separate the cells with commas, not \($0)" } ?? "add a column"))
    }

    let names = first.map { text(of: $0, in: scanner) }
    let isNamed = try findTargets(targets, names: names)
    var second: [CSVScanner.Cell] = []
    let hasSecond = try nextRow(of: &scanner, into: &second)
    let column = self.targets[0]
    let nextLabel = hasSecond ? try value(of: second[column], column: column, in: scanner) : .empty
    let label = try value(of: first[column], column: column, in: scanner)
    hasHeader = isNamed || Self.isHeader(textCount, label: label, nextLabel: nextLabel)
    if hasHeader { columnNames = names }
  }

  /// The names of the features, in the order of their columns.
  var featureNames: [String] {
    targetOfColumn.indices.filter { targetOfColumn[$0] == nil }.map(columnName)
  }

  /// The names of the targets' columns.
  var targetNames: [String] { targets.map(columnName) }

  /// Puts the cells of the next row into `cells`; `false` at the end of the file.
  ///
  /// - Throws: `DatasetError.badContent` for a row that breaks the format or has more or fewer
  ///   cells than the first one.
  func nextRow(
    of scanner: inout CSVScanner, into cells: inout [CSVScanner.Cell]
  ) throws(DatasetError) -> Bool {
    let isRow: Bool
    do { isRow = try scanner.nextRow(into: &cells) } catch {
      throw fault(line: error.line, column: error.column - 1, error.problem)
    }
    if isRow, let columnCount, cells.count != columnCount {
      throw fault(
        line: cells[0].line,
        "expected \(columnCount) columns as in line \(firstLine), got \(cells.count); "
          + (cells.count < columnCount
            ? "add the missing cells" : "remove a cell, or put quotes around one with a comma"))
    }
    return isRow
  }

  /// What a cell holds.
  ///
  /// - Throws: `DatasetError.badContent` when it is not UTF-8.
  func value(
    of cell: CSVScanner.Cell, column: Int, in scanner: CSVScanner
  ) throws(DatasetError) -> CSVValue {
    let value =
      cell.hasDoubledQuotes
      ? CSVValue(scanner.contents(of: cell)) : CSVValue(scanner.rawContents(of: cell))
    guard let value else {
      throw fault(
        line: cell.line, column: column,
        "expected UTF-8 text, got bytes of another encoding; save the file as UTF-8")
    }
    return value
  }

  /// The text of a cell, without the spaces around it.
  func text(of cell: CSVScanner.Cell, in scanner: CSVScanner) -> String {
    String(decoding: CSVValue.trimmed(scanner.contents(of: cell)), as: UTF8.self)
  }

  /// The error for a place in the file; the column counts from 0.
  func fault(line: Int? = nil, column: Int? = nil, _ problem: FieldMessage) -> DatasetError {
    let columnName = column.flatMap { $0 < columnNames.count ? columnNames[$0] : nil }
    return .badContent(
      path: name, line: line, column: column.map { $0 + 1 }, columnName: columnName,
      problem: problem)
  }

  /// Sets `targets`; `true` when one was found by a name, which only a header can have.
  private mutating func findTargets(
    _ wanted: [String], names: [String]
  ) throws(DatasetError) -> Bool {
    var isNamed = false
    targetOfColumn = names.map { _ in nil }
    for text in Self.separated(wanted, names: names) {
      let (column, byName) = try findTarget(text, names: names)
      guard targetOfColumn[column] == nil else {
        throw .badTarget(
          path: name,
          problem: "expected each target once, got column \(column + 1) twice; name it once")
      }
      targetOfColumn[column] = targets.count
      targets.append(column)
      if byName { isNamed = true }
    }
    if targets.isEmpty {
      targets = [names.count - 1]
      targetOfColumn[names.count - 1] = 0
    }
    guard targets.count < names.count else {
      throw .badTarget(
        path: name,
        problem: "expected at least one column that is no target, got \(targets.count) targets "
          + "of \(names.count) columns; leave one out")
    }
    return isNamed
  }

  /// The names in a text such as `a,b,c`, which may also be the whole name of a column.
  private static func separated(_ wanted: [String], names: [String]) -> [String] {
    guard wanted.count == 1, !names.contains(wanted[0]) else { return wanted }
    return wanted[0].split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(decoding: CSVValue.trimmed(Array(part.utf8)), as: UTF8.self)
    }
  }

  /// The column of one target, and whether a name led to it.
  private func findTarget(
    _ wanted: String, names: [String]
  ) throws(DatasetError) -> (column: Int, isNamed: Bool) {
    let matches = names.indices.filter { names[$0] == wanted }
    if matches.count > 1 {
      throw .badTarget(
        path: name,
        problem: "expected one column named \(wanted.inQuotes), got columns "
          + "\(matches[0] + 1) and \(matches[1] + 1); name the target by its number")
    }
    let number = Int(wanted).flatMap { (1...names.count).contains($0) ? $0 : nil }
    // In a file without a header, `3` may be a value in the first row by chance.
    if let match = matches.first { return (match, number == nil) }
    if let number { return (number - 1, false) }
    let remedy =
      ClosestName.closest(to: wanted, in: names).map { "did you mean \($0.inQuotes)?" }
      ?? "name a column of the header or give its number, from 1 to \(names.count)"
    throw .badTarget(
      path: name,
      problem: "expected a target among the \(names.count) columns, got \(wanted.inQuotes); "
        + remedy)
  }

  /// The column's name in the header, or one made of its position.
  private func columnName(_ column: Int) -> String {
    let name = column < columnNames.count ? columnNames[column] : ""
    return name.isEmpty ? "x\(column + 1)" : name
  }

  /// Whether the first row is one of names, by the number of its cells that are text, its label
  /// and the label below.
  private static func isHeader(_ textCount: Int, label: CSVValue, nextLabel: CSVValue) -> Bool {
    guard case .text = label else { return textCount > 0 }
    if textCount > 1 { return true }
    guard case .number = nextLabel else { return false }
    return true
  }
}
