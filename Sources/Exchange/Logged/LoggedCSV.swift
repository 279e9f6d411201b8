import Records
import Texts

/// Reads a table of text with a header: Lightning's metrics.csv, Keras' CSVLogger, an export of wandb.
///
/// The separator is the one of comma, semicolon and tab that the header has most often. Cells that are empty,
/// or NA, null or None, are missing; NaN and inf are numbers.
struct LoggedCSV {
  let path: String
  let choice: ColumnChoice

  private static let missing: Set<String> = ["", "na", "n/a", "null", "none", "-"]

  /// The run of a table of which the header was read.
  func lines(_ header: RunLogLines.Line, then lines: RunLogLines) throws(RunLogError) -> RunLog {
    var table = LoggedTable(path: path, rowWord: "line", columnWord: "columns", choice: choice)
    table.mayWriteMissingAsNaN = true
    let separator = Self.separator(header.bytes)
    var columns: [Int] = []
    for name in try cells(header, separator) { columns.append(try table.column(name)) }
    guard Set(columns).count == columns.count else {
      throw table.fault(
        header.number, "expected names that differ, got one twice; rename one of the columns")
    }
    while let line = try lines.next() {
      let cells: [String]
      do throws(RunLogError) { cells = try self.cells(line, separator) } catch {
        if !line.isTerminated, !table.numbers.isEmpty { break }
        throw error
      }
      guard cells.count == columns.count else {
        // Only the last line has no break: its writer was killed within it.
        if !line.isTerminated, !table.numbers.isEmpty, cells.count < columns.count { break }
        throw table.fault(
          line.number,
          "expected \(columns.count) cells, as the header has, got \(cells.count); "
            + "correct or remove the line")
      }
      try table.beginRow(line.number)
      for (column, cell) in zip(columns, cells) where table.isRead(column) {
        guard let number = try number(cell, of: column, in: table, separator) else { continue }
        table.add(number, to: column)
      }
    }
    return try table.log(named: LoggedFile.runName(path))
  }

  /// Whether a line is the header of such a table: of its names at least one is known, or was said.
  static func isHeader(_ line: ArraySlice<UInt8>, _ choice: ColumnChoice) -> Bool {
    guard let cells = split(line, separator(line)) else { return false }
    return cells.contains { choice.role(of: $0) != nil }
  }

  private func number(
    _ cell: String, of column: Int, in table: LoggedTable, _ separator: UInt8
  ) throws(RunLogError) -> Double? {
    guard !Self.missing.contains(cell.lowercased()) else { return nil }
    if let number = Double(cell) ?? NonFiniteWord.number(cell) { return number }
    // Where cells are not separated by commas, a comma may be the decimal point.
    if separator != UInt8(ascii: ","), cell.count(where: { $0 == "," }) == 1,
      let number = Double(cell.replacing(",", with: "."))
    {
      return number
    }
    throw table.fault(
      table.numbers.last,
      "\(table.columns[column].name.inQuotes): expected a number, got "
        + "\(cell.inQuotes); correct it, or leave the cell empty")
  }

  private func cells(
    _ line: RunLogLines.Line, _ separator: UInt8
  ) throws(RunLogError) -> [String] {
    guard let cells = Self.split(line.bytes, separator) else {
      throw .content(
        path: path, line: line.number,
        problem: "expected cells in UTF-8 with a closing quote for each opening one, got others; "
          + "correct or remove the line")
    }
    return cells
  }

  // MARK: - Cells

  private static func separator(_ line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return separators.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? separators[0]
  }

  /// The cells of a line, without their quotes and the spaces around them; nil where it is not UTF-8, or a
  /// quote is not closed.
  private static func split(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [String]? {
    let line = line.last == 0x0D ? line.dropLast() : line
    var cells: [String] = []
    var cell: [UInt8] = []
    var (isQuoted, wasQuote) = (false, false)
    func end() -> Bool {
      guard let text = String(validating: cell, as: UTF8.self) else { return false }
      cells.append(text.trimmingSpace)
      cell = []
      return true
    }
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        // Two quotes within quotes are one.
        if wasQuote { cell.append(byte) }
        wasQuote = isQuoted && !wasQuote
        isQuoted.toggle()
        continue
      }
      wasQuote = false
      if byte == separator, !isQuoted {
        guard end() else { return nil }
      } else {
        cell.append(byte)
      }
    }
    return !isQuoted && end() ? cells : nil
  }
}

extension String {
  /// Without spaces and tabs at its ends.
  fileprivate var trimmingSpace: String {
    func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
