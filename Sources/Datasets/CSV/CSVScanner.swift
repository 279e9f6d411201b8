import Texts

/// Cuts the bytes of a CSV file into rows of cells, as RFC 4180 describes them.
///
/// A cell in quotes may hold separators, line ends and doubled quotes. A line ends with CRLF, LF or CR,
/// the last one with or without. A byte order mark and empty lines are passed over.
struct CSVScanner {
  /// A place in the file that breaks the format.
  struct Fault: Error {
    /// The physical line, from 1.
    var line: Int
    /// The column, from 1.
    var column: Int
    /// What was expected, what came, what to do.
    var problem: FieldMessage
  }

  /// A cell: where its contents are, without the quotes around them.
  struct Cell {
    /// The physical line on which the cell begins, from 1.
    var line: Int
    /// The contents, as positions in the file.
    var range: Range<Int>
    /// Whether each quote inside stands twice.
    var hasDoubledQuotes = false
  }

  /// More cells in a row than any dataset has; they would take memory many times the file's size.
  static let maximumColumns = 1_000_000

  /// What stands between two cells.
  let separator: CSVSeparator
  private let bytes: [UInt8]
  private var position: Int
  private var line = 1

  init(_ bytes: [UInt8], separator: CSVSeparator = .comma) {
    self.bytes = bytes
    self.separator = separator
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Puts the cells of the next row into `cells`; `false` at the end of the file.
  mutating func nextRow(into cells: inout [Cell]) throws(Fault) -> Bool {
    cells.removeAll(keepingCapacity: true)
    while skipLineEnd() {}
    guard position < bytes.count else { return false }
    while true {
      guard cells.count < Self.maximumColumns else {
        throw Fault(
          line: line, column: cells.count,
          problem: "expected at most \(Self.maximumColumns) columns, got more; "
            + "check that each example is on a line of its own")
      }
      cells.append(try nextCell(column: cells.count + 1))
      guard position < bytes.count, !skipLineEnd() else { return true }
      // A cell ends at a separator where it does not end the line.
      position += 1
    }
  }

  /// The bytes of a cell, with doubled quotes made single.
  func contents(of cell: Cell) -> [UInt8] {
    guard cell.hasDoubledQuotes else { return Array(bytes[cell.range]) }
    var contents: [UInt8] = []
    var position = cell.range.lowerBound
    while position < cell.range.upperBound {
      contents.append(bytes[position])
      position += bytes[position] == CSVByte.quote ? 2 : 1
    }
    return contents
  }

  /// The bytes of a cell as they stand in the file, without a copy.
  func rawContents(of cell: Cell) -> ArraySlice<UInt8> {
    bytes[cell.range]
  }

  private mutating func nextCell(column: Int) throws(Fault) -> Cell {
    if position < bytes.count, bytes[position] == CSVByte.quote {
      return try quotedCell(column: column)
    }
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case separator.byte, CSVByte.lineFeed, CSVByte.carriageReturn:
        return Cell(line: line, range: start..<position)
      case CSVByte.quote:
        throw Fault(
          line: line, column: column,
          problem: "expected no quote inside an unquoted cell, got one; "
            + "put the whole cell in quotes and double the quotes inside it")
      default:
        position += 1
      }
    }
    return Cell(line: line, range: start..<position)
  }

  private mutating func quotedCell(column: Int) throws(Fault) -> Cell {
    var cell = Cell(line: line, range: position..<position)
    position += 1
    let start = position
    while position < bytes.count {
      if bytes[position] != CSVByte.quote {
        if !skipLineEnd() { position += 1 }
        continue
      }
      position += 1
      guard position < bytes.count, bytes[position] == CSVByte.quote else {
        cell.range = start..<position - 1
        try expectEndOfCell(column: column)
        return cell
      }
      cell.hasDoubledQuotes = true
      position += 1
    }
    throw Fault(
      line: cell.line, column: column,
      problem: "expected a closing quote, got the end of the file; "
        + "close the quote that opens this cell")
  }

  private func expectEndOfCell(column: Int) throws(Fault) {
    guard position < bytes.count else { return }
    switch bytes[position] {
    case separator.byte, CSVByte.lineFeed, CSVByte.carriageReturn:
      return
    default:
      // At most a few bytes, as the rest of the line may be long and is not what is wrong.
      let rest = String(decoding: bytes[position...].prefix(16), as: UTF8.self)
      throw Fault(
        line: line, column: column,
        problem: "expected a \(separator.name) or the end of the line after the closing quote, "
          + "got \(rest.prefix { !$0.isNewline && $0 != separator.character }.description.inQuotes); "
          + "double the quotes inside the cell")
    }
  }

  /// Steps over one line end, if one is here, and counts it.
  private mutating func skipLineEnd() -> Bool {
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case CSVByte.lineFeed:
      position += 1
    case CSVByte.carriageReturn:
      position += 1
      if position < bytes.count, bytes[position] == CSVByte.lineFeed { position += 1 }
    default:
      return false
    }
    line += 1
    return true
  }
}
