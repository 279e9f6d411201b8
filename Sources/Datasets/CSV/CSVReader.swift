import Texts

/// Reads a dataset from a CSV file (RFC 4180), gzipped or not: one example a row, one column its
/// target, or several.
///
/// - **Header.** A first row is the header when one of its feature cells is text, or when its
///   target is text and the target in the second row is a number. With a target given by name there
///   is always a header. A cell that is empty, `nan` or `inf` is not taken for a name.
/// - **Target.** The last column, or the one that was asked for: classes or numbers to learn.
/// - **Several targets.** Columns of numbers: a vector to predict, or, where all of them are 0 or 1,
///   as many answers of yes or no (multi-label).
/// - **Task.** As asked for by `task`. Otherwise a column of texts is for classification, and so is
///   one of integers; one of numbers with a fraction is for regression, and so are integers when
///   there are more than 20 different ones among fewer than twice as many examples, as in a column
///   of years or prices. Classes are sorted, as numbers when all are integers.
/// - **Features.** Every other column; each cell is a finite decimal number.
///
/// Line ends are CRLF, LF or CR; a byte order mark, empty lines and spaces around a cell are passed
/// over. Columns without a header are named `x1`, `x2`, … by their position.
public struct CSVReader: Sendable {
  /// The columns to learn, each by its name in the header, or by its number from 1 where no column has
  /// that name; none for the last column. A single text that is no column's name is split at its
  /// commas.
  public var targets: [String]
  /// What the targets are for; decided by the contents of their columns when `nil`.
  public var task: LearningTask?

  /// A reader whose target is the column `target`, or several of them as in `a,b,c`, or the last one.
  public init(target: String? = nil, task: LearningTask? = nil) {
    self.init(targets: target.map { [$0] } ?? [], task: task)
  }

  /// A reader whose targets are these columns, in this order.
  public init(targets: [String], task: LearningTask? = nil) {
    self.targets = targets
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
  ///   - bytes: The contents, UTF-8, or gzip of it, which the first bytes tell.
  ///   - name: The dataset's name, with which messages begin.
  /// - Throws: `DatasetError.badTarget` when a target is no column or two of them, and when every
  ///   column is one; `DatasetError.badContent` for an empty file, a row with more or fewer cells
  ///   than the first one, a feature that is no finite number, a target that does not fit the task,
  ///   quotes that do not match, bytes that are not UTF-8, damaged gzip, fewer than 2 examples, a
  ///   target that is always the same.
  public func read(_ bytes: [UInt8], name: String) throws(DatasetError) -> Dataset {
    let bytes = try Self.unpacked(bytes, name: name)
    let layout = try CSVLayout(of: bytes, targets: targets, name: name)
    // Every number ends with a comma or a line; what is in quotes can only make it more.
    try RoomForValues.expect(
      bytes.count { $0 == CSVByte.comma || $0 == CSVByte.lineFeed }, for: name)
    return layout.targets.count == 1 && task != .multiLabel
      ? try readOneTarget(bytes, layout) : try readTargets(bytes, layout)
  }

  private func readOneTarget(
    _ bytes: [UInt8], _ layout: CSVLayout
  ) throws(DatasetError) -> Dataset {
    var targets = CSVTargetColumn(task: task)
    let features = try readRows(of: bytes, layout) { row throws(DatasetError) in
      do throws(CSVTargetColumn.Fault) {
        try targets.append(row.value, text: row.text, line: row.line)
      } catch {
        throw layout.fault(line: error.line, column: row.column, error.problem)
      }
    }
    return try dataset(layout, features, targets)
  }

  private func readTargets(
    _ bytes: [UInt8], _ layout: CSVLayout
  ) throws(DatasetError) -> Dataset {
    var numbers = CSVTargetNumbers(width: layout.targets.count, task: task)
    let features = try readRows(of: bytes, layout) { row throws(DatasetError) in
      do throws(CSVTargetNumbers.Fault) {
        try numbers.set(row.value, target: row.target, example: row.example, line: row.line)
      } catch {
        throw layout.fault(line: error.line, column: row.column, error.problem)
      }
    }
    do { try numbers.checkVariety() } catch {
      throw layout.fault(column: layout.targets[error.target], error.problem)
    }
    return Dataset(
      unchecked: layout.name, numbers.decidedTask, features: features,
      targets: numbers.numbers, featureNames: layout.featureNames,
      targetNames: layout.targetNames)
  }

  /// A cell of a target.
  private struct TargetCell {
    let value: CSVValue
    /// Its text, without spaces around it.
    let text: String
    /// Its place among the targets, its column, its row among the examples, its line in the file.
    let target, column, example, line: Int
  }

  /// Walks over the examples; returns the features, row-major, and hands over every target.
  private func readRows(
    of bytes: [UInt8], _ layout: CSVLayout,
    target onTarget: (TargetCell) throws(DatasetError) -> Void
  ) throws(DatasetError) -> [Double] {
    var scanner = CSVScanner(bytes)
    var cells: [CSVScanner.Cell] = []
    var features: [Double] = []
    var example = 0
    if layout.hasHeader { _ = try layout.nextRow(of: &scanner, into: &cells) }
    while try layout.nextRow(of: &scanner, into: &cells) {
      for (column, cell) in cells.enumerated() {
        let value = try layout.value(of: cell, column: column, in: scanner)
        if let target = layout.targetOfColumn[column] {
          try onTarget(
            TargetCell(
              value: value, text: layout.text(of: cell, in: scanner), target: target,
              column: column, example: example, line: cell.line))
        } else if case .number(let number) = value {
          features.append(number)
        } else {
          throw layout.fault(line: cell.line, column: column, Self.problem(with: value))
        }
      }
      example += 1
    }
    guard example >= 2 else {
      throw layout.fault("expected at least 2 examples, got \(example); add examples")
    }
    return features
  }

  private func dataset(
    _ layout: CSVLayout, _ features: [Double], _ targets: CSVTargetColumn
  ) throws(DatasetError) -> Dataset {
    let column = layout.targets[0]
    let contents: CSVTargetColumn.Contents
    do { contents = try targets.contents() } catch {
      throw layout.fault(line: error.line, column: column, error.problem)
    }
    switch contents {
    case .classes(let labels, let names):
      guard names.count >= 2 else {
        throw layout.fault(
          column: column,
          "expected at least 2 classes, got only \((names.first ?? "").inQuotes); "
            + "choose another target or add examples of another class")
      }
      return Dataset(
        unchecked: layout.name, .classification, features: features, labels: labels,
        classNames: names, featureNames: layout.featureNames, targetNames: layout.targetNames)
    case .numbers(let numbers):
      guard numbers.contains(where: { $0 != numbers[0] }) else {
        throw layout.fault(
          column: column,
          "expected a target that varies, got only \(numbers[0]); "
            + "choose another target or add examples")
      }
      return Dataset(
        unchecked: layout.name, .regression, features: features, targets: numbers,
        featureNames: layout.featureNames, targetNames: layout.targetNames)
    }
  }

  private static func problem(with value: CSVValue) -> FieldMessage {
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
