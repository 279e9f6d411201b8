import Texts

/// Walks over the examples of a file: collects the features, hands over every target, and keeps what is wrong
/// with them.
struct CSVRows {
  /// A cell of a target.
  struct TargetCell {
    let value: CSVValue
    /// Its text, without spaces around it.
    let text: String
    /// Its place among the targets, its row among the examples, its line in the file.
    let target, example, line: Int
  }

  /// The features as numbers, with what was done to make them such.
  struct Features {
    var values: [Double]
    var names: [String]
    var reading: Dataset.Reading
  }

  /// What is wrong with the cells so far.
  var complaints = CSVComplaints()
  /// The features so far.
  private(set) var features: CSVFeatureColumns
  private let layout: CSVLayout
  private let missing: MissingCells?
  private var rowsLeftOut: [Int] = []

  /// Reads the examples.
  ///
  /// - Throws: `DatasetError.badContent` for a row that breaks the format.
  init(
    of bytes: [UInt8], _ layout: CSVLayout, missing: MissingCells?,
    target onTarget: (TargetCell, inout CSVComplaints) -> Void
  ) throws(DatasetError) {
    self.layout = layout
    self.missing = missing
    features = CSVFeatureColumns(columns: layout.features, fileSize: bytes.count)
    var scanner = CSVScanner(bytes, separator: layout.separator)
    var cells: [CSVScanner.Cell] = []
    // A list that grows is copied, and takes three times its room.
    cells.reserveCapacity(layout.roles.count)
    if layout.hasHeader { _ = try layout.nextRow(of: &scanner, into: &cells) }
    var row = 0
    var example = 0
    while try layout.nextRow(of: &scanner, into: &cells) {
      row += 1
      if missing == .dropRows, try hasGap(cells, in: scanner) {
        rowsLeftOut.append(row)
        continue
      }
      for (column, cell) in cells.enumerated() {
        switch layout.roles[column] {
        case .leftOut: continue
        case .feature(let place):
          features.append(
            try layout.value(of: cell, column: column, in: scanner), at: Int(place), line: cell.line
          )
        case .target(let target):
          onTarget(
            TargetCell(
              value: try layout.value(of: cell, column: column, in: scanner),
              text: layout.text(of: cell, in: scanner), target: Int(target), example: example,
              line: cell.line), &complaints)
        }
      }
      example += 1
      guard !features.hasTooManyOddColumns else {
        throw layout.fault(
          "expected at most \(features.mostOddColumns) columns that are not of numbers, got more; "
            + "check the separators, or leave columns out")
      }
    }
    features.complain(to: &complaints, missing: missing)
  }

  /// The features, when all rows are read.
  ///
  /// - Throws: `DatasetError.badContent` with all that is wrong with the cells, and for fewer than
  ///   2
  ///   examples; `DatasetError.noRoom`.
  mutating func finished(targetsGiven: Bool) throws(DatasetError) -> Features {
    guard complaints.isEmpty else { throw complaints.error(layout, missing: missing) }
    let count = features.exampleCount
    guard count >= 2 else {
      throw layout.fault(
        rowsLeftOut.isEmpty
          ? "expected at least 2 examples, got \(count); add examples"
          : "expected at least 2 examples without a missing cell, got \(count) of "
            + "\(count + rowsLeftOut.count); choose `missing` \(MissingCells.mean.rawValue), or "
            + "leave out the columns (`drop`) with the most missing cells")
    }
    var reading = Dataset.Reading()
    reading.isTable = true
    reading.rowsLeftOut = rowsLeftOut
    reading.columnsLeftOut = layout.leftOutNames
    if !targetsGiven, let likelier = layout.likelierTarget {
      reading.assumptions.append(
        "The target is the last column, \(layout.targetNames[0].inQuotes), as none was named, "
          + "though there is a column \(likelier.inQuotes).")
    }
    let (values, names) = try features.finished(
      names: layout.featureNames, path: layout.name, reading: &reading)
    return Features(values: values, names: names, reading: reading)
  }

  /// Whether a cell of a row is missing, of the columns that are not left out.
  private func hasGap(
    _ cells: [CSVScanner.Cell], in scanner: CSVScanner
  ) throws(DatasetError) -> Bool {
    for (column, cell) in cells.enumerated() where layout.roles[column] != .leftOut {
      if case .missing = try layout.value(of: cell, column: column, in: scanner) { return true }
    }
    return false
  }
}
