import Texts

/// Reads a dataset from a CSV file (RFC 4180), gzipped or not: one example a row, one column its
/// target, or several.
///
/// - **Separator.** Comma, semicolon or tab, whichever the first line has most often; with the last
///   two `1,5` is the number 1.5.
/// - **Header.** A first row is the header when one of its texts stands above a number; where texts
///   stand above texts, when none of them comes again further down. With a column given by name
///   there is always a header.
/// - **Target.** The last column, or the one that was asked for: classes or numbers to learn.
/// - **Several targets.** Columns of numbers: a vector to predict, or, where all of them are 0 or 1,
///   as many answers of yes or no (multi-label).
/// - **Task.** As asked for by `task`, else by the contents: texts are classes, numbers with a
///   fraction are values, whole numbers are what `CSVTaskDecision` says. Classes are sorted, as
///   numbers when all are integers. `Dataset.Reading` keeps what was decided, and why.
/// - **Features.** Every other column that is not left out: numbers, or texts, which become 0/1
///   columns (`CSVCategories`).
/// - **Missing cells.** They are refused, or treated as `missing` says.
///
/// All that is wrong with the cells of a file is said in one message. Line ends are CRLF, LF or CR; a
/// byte order mark, empty lines and spaces around a cell are passed over. Columns without a header are
/// named `x1`, `x2`, … by their position.
public struct CSVReader: Sendable {
  /// The columns to learn, each by its name in the header, or by its number from 1 where no column has
  /// that name; none for the last column. A single text that is no column's name is split at its
  /// commas.
  public var targets: [String]
  /// What the targets are for; decided by the contents of their columns when `nil`.
  public var task: LearningTask?
  /// The columns that are left out, named as targets are.
  public var leftOut: [String]
  /// What is done with missing cells; they are refused when `nil`.
  public var missing: MissingCells?

  /// A reader whose target is the column `target`, or several of them as in `a,b,c`, or the last one.
  public init(
    target: String? = nil, task: LearningTask? = nil, leftOut: String? = nil,
    missing: MissingCells? = nil
  ) {
    self.init(targets: target.map { [$0] } ?? [], task: task)
    self.leftOut = leftOut.map { [$0] } ?? []
    self.missing = missing
  }

  /// A reader whose targets are these columns, in this order.
  public init(targets: [String], task: LearningTask? = nil) {
    self.targets = targets
    self.task = task
    leftOut = []
    missing = nil
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
  /// - Throws: `DatasetError.badTarget` when a target or a column to leave out is no column or two of
  ///   them, and when every column is a target; `DatasetError.badContent` for an empty file, a row
  ///   with more or fewer cells than the first one, cells that cannot be read, a target that does not
  ///   fit the task, quotes that do not match, bytes that are not UTF-8, damaged gzip, fewer than 2
  ///   examples, a target that is always the same.
  public func read(_ bytes: [UInt8], name: String) throws(DatasetError) -> Dataset {
    let bytes = try Self.unpacked(bytes, name: name)
    let layout = try CSVLayout(of: bytes, targets: targets, leftOut: leftOut, name: name)
    // Every number ends with a separator or a line; what is in quotes can only make it more.
    try RoomForValues.expect(
      bytes.count { $0 == layout.separator.byte || $0 == CSVByte.lineFeed }, for: name)
    return layout.targets.count == 1 && task != .multiLabel
      ? try readOneTarget(bytes, layout) : try readTargets(bytes, layout)
  }

  private func readOneTarget(
    _ bytes: [UInt8], _ layout: CSVLayout
  ) throws(DatasetError) -> Dataset {
    let column = layout.targets[0]
    var targets = CSVTargetColumn(task: task)
    var rows = try CSVRows(of: bytes, layout, missing: missing) { cell, complaints in
      do throws(CSVTargetColumn.Fault) {
        try targets.append(cell.value, text: cell.text, line: cell.line)
      } catch {
        complaints.add(
          CSVComplaint(
            column: column, kind: error.isMissing ? .missingTarget : .target, line: error.line,
            problem: error.problem))
      }
    }
    var contents: CSVTargetColumn.Contents?
    if rows.complaints.isEmpty || targets.count == rows.features.exampleCount {
      do { contents = try targets.contents() } catch {
        rows.complaints.add(
          CSVComplaint(column: column, kind: .target, line: error.line, problem: error.problem))
      }
    }
    let features = try rows.finished(targetsGiven: !self.targets.isEmpty)
    guard let contents else { throw layout.fault("expected a target, got none") }
    return try dataset(layout, features, contents)
  }

  private func readTargets(
    _ bytes: [UInt8], _ layout: CSVLayout
  ) throws(DatasetError) -> Dataset {
    var numbers = CSVTargetNumbers(width: layout.targets.count, task: task)
    var rows = try CSVRows(of: bytes, layout, missing: missing) { cell, complaints in
      do throws(CSVTargetNumbers.Fault) {
        try numbers.set(cell.value, target: cell.target, example: cell.example, line: cell.line)
      } catch {
        complaints.add(
          CSVComplaint(
            column: layout.targets[error.target],
            kind: error.isMissing ? .missingTarget : .target, line: error.line,
            problem: error.problem))
      }
    }
    let features = try rows.finished(targetsGiven: !targets.isEmpty)
    do { try numbers.checkVariety() } catch {
      throw layout.fault(column: layout.targets[error.target], error.problem)
    }
    return Dataset(
      unchecked: layout.name, numbers.decidedTask, features: features.values,
      targets: numbers.numbers, featureNames: features.names,
      targetNames: layout.targetNames, reading: features.reading)
  }

  private func dataset(
    _ layout: CSVLayout, _ features: CSVRows.Features, _ targets: CSVTargetColumn.Contents
  ) throws(DatasetError) -> Dataset {
    let column = layout.targets[0]
    var reading = features.reading
    switch targets {
    case .classes(let labels, let names, let decision):
      guard names.count >= 2 else {
        throw layout.fault(
          column: column,
          "expected at least 2 classes, got only \((names.first ?? "").inQuotes); "
            + "choose another target or add examples of another class")
      }
      if decision?.isNameOfEachRow == true {
        throw layout.fault(
          column: column,
          "expected classes that several rows share, got \(names.count) different texts in "
            + "\(labels.count) rows, as of names; choose another `target`")
      }
      reading.add(decision, target: layout.targetNames[0])
      return Dataset(
        unchecked: layout.name, .classification, features: features.values, labels: labels,
        classNames: names, featureNames: features.names, targetNames: layout.targetNames,
        reading: reading)
    case .numbers(let numbers, let decision):
      guard numbers.contains(where: { $0 != numbers[0] }) else {
        throw layout.fault(
          column: column,
          "expected a target that varies, got only \(numbers[0]); "
            + "choose another target or add examples")
      }
      reading.add(decision, target: layout.targetNames[0])
      return Dataset(
        unchecked: layout.name, .regression, features: features.values, targets: numbers,
        featureNames: features.names, targetNames: layout.targetNames, reading: reading)
    }
  }
}

extension Dataset.Reading {
  /// Keeps what a target was taken for, and says so where another answer would make sense.
  fileprivate mutating func add(_ decision: CSVTaskDecision?, target: String) {
    guard let decision else { return }
    let reason = decision.reason(target)
    taskReason = reason
    guard decision.isDoubtful else { return }
    let other = decision.task == .classification ? LearningTask.regression : .classification
    let meant = decision.task == .classification ? "values" : "classes"
    assumptions.append(
      "The target was taken for \(reason); where they are \(meant), the task is "
        + "\(other.rawValue).")
  }
}
