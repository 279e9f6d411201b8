import Texts

/// Reads a dataset from a CSV file (RFC 4180): one example a row, one column its target.
///
/// - **Header.** A first row is the header when one of its feature cells is text, or when its
///   target is text and the target in the second row is a number. With a target given by name there
///   is always a header. A cell that is empty, `nan` or `inf` is not taken for a name.
/// - **Target.** The last column, or the one named by `target`: classes or numbers to learn.
/// - **Task.** As asked for by `task`. Otherwise a column of texts is for classification, and so is
///   one of integers; one of numbers with a fraction is for regression, and so are integers when
///   there are more than 20 different ones among fewer than twice as many examples, as in a column
///   of years or prices. Classes are sorted, as numbers when all are integers.
/// - **Features.** Every other column; each cell is a finite decimal number.
///
/// Line ends are CRLF, LF or CR; a byte order mark, empty lines and spaces around a cell are passed
/// over. Columns without a header are named `x1`, `x2`, … by their position.
public struct CSVReader: Sendable {
  /// The target's column by its name in the header, or by its number from 1 where no column has
  /// that name; the last column when `nil`.
  public var target: String?
  /// What the target is for; decided by the contents of its column when `nil`.
  public var task: LearningTask?

  /// A reader whose target is the column `target`, or the last one.
  public init(target: String? = nil, task: LearningTask? = nil) {
    self.target = target
    self.task = task
  }

  /// Reads the file at `path`; the dataset's name is the path.
  ///
  /// - Throws: `DatasetError.file` when the file cannot be read, and what `read(_:name:)` throws for
  ///   its contents.
  public func read(path: String) throws(DatasetError) -> Dataset {
    try read(DatasetFile.bytes(at: path, expected: "a CSV file"), name: path)
  }

  /// Reads the contents of a file. Takes memory in proportion to them.
  ///
  /// - Parameters:
  ///   - bytes: The contents, UTF-8.
  ///   - name: The dataset's name, with which messages begin.
  /// - Throws: `DatasetError.badTarget` when `target` is no column or two of them, and
  ///   `DatasetError.badContent` for an empty file, a row with more or fewer cells than the first
  ///   one, a feature that is no finite number, a target that does not fit the task, quotes that do
  ///   not match, bytes that are not UTF-8, fewer than 2 examples, a target that is always the same.
  public func read(_ bytes: [UInt8], name: String) throws(DatasetError) -> Dataset {
    let layout = try CSVLayout(of: bytes, target: target, name: name)
    // Every number ends with a comma or a line; what is in quotes can only make it more.
    try RoomForValues.expect(
      bytes.count { $0 == CSVByte.comma || $0 == CSVByte.lineFeed }, for: name)
    var scanner = CSVScanner(bytes)
    var cells: [CSVScanner.Cell] = []
    var features: [Double] = []
    var targets = CSVTargetColumn(task: task)
    if layout.hasHeader { _ = try layout.nextRow(of: &scanner, into: &cells) }

    while try layout.nextRow(of: &scanner, into: &cells) {
      for (column, cell) in cells.enumerated() {
        let value = try layout.value(of: cell, column: column, in: scanner)
        if column == layout.target {
          let text = layout.text(of: cell, in: scanner)
          do { try targets.append(value, text: text, line: cell.line) } catch {
            throw layout.fault(line: error.line, column: column, error.problem)
          }
        } else if case .number(let number) = value {
          features.append(number)
        } else {
          throw layout.fault(line: cell.line, column: column, Self.problem(with: value))
        }
      }
    }
    guard targets.count >= 2 else {
      throw layout.fault("expected at least 2 examples, got \(targets.count); add examples")
    }
    return try dataset(layout, features, targets)
  }

  private func dataset(
    _ layout: CSVLayout, _ features: [Double], _ targets: CSVTargetColumn
  ) throws(DatasetError) -> Dataset {
    let contents: CSVTargetColumn.Contents
    do { contents = try targets.contents() } catch {
      throw layout.fault(line: error.line, column: layout.target, error.problem)
    }
    switch contents {
    case .classes(let labels, let names):
      guard names.count >= 2 else {
        throw layout.fault(
          column: layout.target,
          "expected at least 2 classes, got only \((names.first ?? "").inQuotes); "
            + "choose another target or add examples of another class")
      }
      return Dataset(
        unchecked: layout.name, features: features, labels: labels, classNames: names,
        featureNames: layout.featureNames, targetName: layout.targetName)
    case .numbers(let numbers):
      guard numbers.contains(where: { $0 != numbers[0] }) else {
        throw layout.fault(
          column: layout.target,
          "expected a target that varies, got only \(numbers[0]); "
            + "choose another target or add examples")
      }
      return Dataset(
        unchecked: layout.name, features: features, targets: numbers,
        featureNames: layout.featureNames, targetName: layout.targetName)
    }
  }

  private static func problem(with value: CSVValue) -> String {
    switch value {
    case .empty:
      "expected a number, got an empty cell; fill in the cell or remove the example"
    case .notFinite(let text):
      "expected a finite number, got \(text.inQuotes); correct the cell or remove the example"
    case .text(let text):
      "expected a number, got \(text.inQuotes); correct the cell or remove the column"
    case .number:
      "expected a number"
    }
  }
}
