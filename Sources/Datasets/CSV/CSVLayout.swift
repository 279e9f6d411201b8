import Texts

/// The columns of a CSV file: how many, their names, which are the targets and which are left out.
///
/// It is found from the first rows, and knows how to say where in the file something is wrong.
struct CSVLayout {
  /// What a column is for. A file may be nothing but columns: half as large as with places of 64 bits.
  enum Role: Equatable {
    /// A feature, by its place among them.
    case feature(Int32)
    /// A target, by its place among them.
    case target(Int32)
    /// Nothing.
    case leftOut
  }

  /// What messages call the file.
  let name: String
  /// What stands between two cells.
  let separator: CSVSeparator
  /// Whether the first row names the columns.
  private(set) var hasHeader = false
  /// The targets' columns, from 0, in the order in which they were asked for.
  private(set) var targets: [Int] = []
  /// What each column is for.
  private(set) var roles: [Role] = []
  /// The features' columns, in their order.
  private(set) var features: [Int] = []
  /// The columns that are left out, in their order.
  private(set) var leftOut: [Int] = []

  /// The number of cells in every row, once the first one is read.
  private var columnCount: Int?
  /// The cells of the header; none where there is no header.
  private(set) var columnNames: [String] = []
  private var firstLine = 1

  /// Reads the first rows of a file; no targets stand for the last column that is not left out.
  ///
  /// - Throws: `DatasetError.badContent` for an empty file or one with a single column, and when
  ///   the two rows differ in length; `DatasetError.badTarget`.
  init(
    of bytes: [UInt8], targets: [String], leftOut: [String] = [], name: String
  ) throws(DatasetError) {
    self.name = name
    separator = CSVSeparator.found(in: bytes)
    var scanner = CSVScanner(bytes, separator: separator)
    var first: [CSVScanner.Cell] = []
    guard try nextRow(of: &scanner, into: &first) else {
      throw fault("expected a header and examples, got an empty file; check the path")
    }
    columnCount = first.count
    firstLine = first[0].line
    // Counted, not kept: a value takes 24 times the memory of a comma.
    var texts: Set<Int> = []
    for (column, cell) in first.enumerated() {
      if case .text = try value(of: cell, column: column, in: scanner) { texts.insert(column) }
    }
    guard first.count >= 2 else {
      throw fault(
        line: firstLine,
        "expected at least 2 columns, the features and a target, got 1; add a column, or separate "
          + "the cells with commas, semicolons or tabs")
    }

    let names = CSVColumnNames(path: name, names: first.map { text(of: $0, in: scanner) })
    let isNamed = try findColumns(targets: targets, leftOut: leftOut, names: names)
    hasHeader = isNamed
    if !isNamed { hasHeader = isHeader(names.names, texts: texts, below: scanner) }
    if hasHeader { columnNames = names.names }
  }

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
            ? "add the missing cells"
            : "remove a cell, or put quotes around one with a \(separator.name)"))
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
      ? CSVValue(scanner.contents(of: cell), decimalCommas: separator.hasDecimalCommas)
      : CSVValue(scanner.rawContents(of: cell), decimalCommas: separator.hasDecimalCommas)
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

  /// Sets what the columns are for; `true` when one was found by a name, which only a header can
  /// have.
  private mutating func findColumns(
    targets wanted: [String], leftOut unwanted: [String], names: CSVColumnNames
  ) throws(DatasetError) -> Bool {
    var isNamed = false
    let count = names.names.count
    var isLeftOut = [Bool](repeating: false, count: count)
    for text in names.separated(unwanted) {
      let (column, byName) = try names.column(text, as: "column to leave out")
      isLeftOut[column] = true
      if byName { isNamed = true }
    }
    for text in names.separated(wanted) {
      let (column, byName) = try names.column(text, as: "target")
      guard !targets.contains(column) else {
        throw .badTarget(
          path: name,
          problem: "expected each target once, got column \(column + 1) twice; name it once")
      }
      guard !isLeftOut[column] else {
        throw .badTarget(
          path: name,
          problem: "expected a target that is not left out, got column \(column + 1) for both; "
            + "keep it, or name another target")
      }
      targets.append(column)
      if byName { isNamed = true }
    }
    let kept = isLeftOut.indices.filter { !isLeftOut[$0] }
    if targets.isEmpty, let last = kept.last { targets = [last] }
    guard targets.count < kept.count else {
      throw .badTarget(
        path: name,
        problem: kept.count < 2
          ? "expected at least two columns that are not left out, got \(kept.count) of "
            + "\(count); leave out fewer"
          : "expected at least one column that is no target, got \(targets.count) targets "
            + "of \(kept.count) columns; leave one out")
    }
    giveRoles(isLeftOut)
    return isNamed
  }

  private mutating func giveRoles(_ isLeftOut: [Bool]) {
    roles = isLeftOut.map { _ in .leftOut }
    for (place, column) in targets.enumerated() { roles[column] = .target(Int32(place)) }
    leftOut = isLeftOut.indices.filter { isLeftOut[$0] }
    for column in roles.indices where roles[column] == .leftOut && !isLeftOut[column] {
      roles[column] = .feature(Int32(features.count))
      features.append(column)
    }
  }

  /// Whether the first row is one of names. Where the second row does not tell, as texts stand below
  /// texts, names are what does not come again further down. A row that breaks the format ends the
  /// search; whoever reads it says so.
  private func isHeader(_ names: [String], texts: Set<Int>, below scanner: CSVScanner) -> Bool {
    var scanner = scanner
    var cells: [CSVScanner.Cell] = []
    for row in 0..<CSVHeader.rowsToLookAt {
      guard (try? nextRow(of: &scanner, into: &cells)) ?? false else { break }
      if row == 0 {
        let header = CSVHeader(texts: texts, target: targets[0])
        let answer = header.isNamed { try? value(of: cells[$0], column: $0, in: scanner) }
        if let answer { return answer }
      }
      for column in texts where text(of: cells[column], in: scanner) == names[column] {
        return false
      }
    }
    return !texts.isEmpty && texts != [targets[0]]
  }
}
