import Texts

/// Collects the features of a file, row by row: numbers, and columns of texts that become 0/1 columns
/// when all of the file is read.
struct CSVFeatureColumns {
  /// More different texts in a column are names, and no categories.
  static let mostCategories = 50
  /// More different texts are not told apart.
  fileprivate static let mostCounted = 200

  /// Cells of a kind: how many, and the first of them.
  fileprivate struct Cells {
    var count = 0
    var line = 0
    var example = ""

    mutating func add(_ text: String, line: Int) {
      if count == 0 { (self.line, example) = (line, text) }
      count += 1
    }
  }

  /// A column that does not hold numbers alone.
  fileprivate struct OddColumn {
    var missing = Cells()
    var notFinite = Cells()
    var texts = Cells()
    /// The different texts, by the order in which they came.
    var codes: [String: Int] = [:]
  }

  /// The numbers so far, examples × columns, row-major: NaN for a missing cell, the code of a text.
  private(set) var values: [Double] = []
  /// The columns of the file that they are of.
  private let columns: [Int]
  private var hasNumbers: [Bool]
  private var odd: [Int: OddColumn] = [:]
  /// More columns with other cells than numbers are no table; each takes memory many times a cell's, so
  /// that a small file may have fewer.
  let mostOddColumns: Int

  /// The features of a file of so many bytes.
  init(columns: [Int], fileSize: Int) {
    mostOddColumns = min(10_000, max(500, fileSize / 128))
    self.columns = columns
    hasNumbers = columns.map { _ in false }
  }

  /// The number of complete examples so far.
  var exampleCount: Int { values.count / columns.count }

  /// Whether there are more columns with other cells than numbers than a table has.
  var hasTooManyOddColumns: Bool { odd.count > mostOddColumns }

  /// Adds the next cell, of the column at a place among the features.
  mutating func append(_ value: CSVValue, at place: Int, line: Int) {
    if case .number(let number) = value {
      hasNumbers[place] = true
      values.append(number)
      return
    }
    // One more than that, and the file is refused when its row is read.
    guard odd.count <= mostOddColumns || odd[place] != nil else {
      values.append(.nan)
      return
    }
    switch value {
    case .number: break
    case .missing(let text):
      odd[place, default: OddColumn()].missing.add(text, line: line)
      values.append(.nan)
    case .notFinite(let text):
      odd[place, default: OddColumn()].notFinite.add(text, line: line)
      values.append(.nan)
    case .text(let text):
      values.append(odd[place, default: OddColumn()].code(of: text, line: line))
    }
  }

  /// What is wrong with the columns, for a file in which missing cells were to be treated so.
  func complain(to complaints: inout CSVComplaints, missing: MissingCells?) {
    for (place, column) in odd.sorted(by: { $0.key < $1.key }) {
      let number = columns[place]
      if column.texts.count > 0, hasNumbers[place] {
        complaints.add(.text(column.texts, in: number))
      } else if column.codes.count > Self.mostCategories {
        complaints.add(.manyTexts(column.texts, different: column.codes.count, in: number))
      }
      if column.notFinite.count > 0 { complaints.add(.notFinite(column.notFinite, in: number)) }
      let isMost = 2 * column.missing.count > exampleCount
      let isAll = column.missing.count == exampleCount
      if column.missing.count > 0, missing == nil || isAll {
        complaints.add(.missing(column.missing, isMost: isMost, in: number))
      }
    }
  }

  /// The features with columns of texts as 0/1 columns and missing cells filled in.
  ///
  /// - Parameters:
  ///   - names: The names of the columns.
  ///   - reading: Gets what was done.
  /// - Throws: `DatasetError.noRoom`.
  mutating func finished(
    names: [String], path: String, reading: inout Dataset.Reading
  ) throws(DatasetError) -> (values: [Double], names: [String]) {
    guard !odd.isEmpty else { return (values, names) }
    for column in odd.values { reading.cellsFilled += column.missing.count }
    for place in odd.keys.sorted() where odd[place]?.codes.isEmpty == false {
      reading.columnsOfTexts.append(names[place])
    }
    let plans = columns.indices.map { place in
      CSVCategories(
        codes: odd[place]?.codes ?? [:], hasMissing: (odd[place]?.missing.count ?? 0) > 0,
        name: names[place])
    }
    for place in odd.keys where plans[place].isNumber { fillMissing(at: place) }
    guard plans.contains(where: { !$0.isNumber }) else { return (values, names) }
    let width = plans.reduce(0) { $0 + $1.names.count }
    try RoomForValues.expect(width * exampleCount, for: path)
    var spread: [Double] = []
    spread.reserveCapacity(width * exampleCount)
    var place = 0
    for value in values {
      plans[place].write(value, to: &spread)
      place = place + 1 == plans.count ? 0 : place + 1
    }
    var first = 0
    for plan in plans {
      if plan.hasGaps { Self.fillMissing(in: &spread, column: first, width: width) }
      first += plan.names.count
    }
    return (spread, plans.flatMap(\.names))
  }

  private mutating func fillMissing(at place: Int) {
    Self.fillMissing(in: &values, column: place, width: columns.count)
  }

  /// Puts the mean of a column's known numbers where it has NaN.
  private static func fillMissing(in values: inout [Double], column: Int, width: Int) {
    var (mean, count) = (0.0, 0.0)
    for index in stride(from: column, to: values.count, by: width) where !values[index].isNaN {
      count += 1
      // Not by the sum, which may be beyond a Double, nor by the difference, which may be too.
      mean += values[index] / count - mean / count
    }
    for index in stride(from: column, to: values.count, by: width) where values[index].isNaN {
      values[index] = mean
    }
  }
}

extension CSVFeatureColumns.OddColumn {
  /// The code of a text; NaN where there are too many to keep.
  fileprivate mutating func code(of text: String, line: Int) -> Double {
    texts.add(text, line: line)
    if let code = codes[text] { return Double(code) }
    guard codes.count <= CSVFeatureColumns.mostCounted else { return .nan }
    codes[text] = codes.count
    return Double(codes.count - 1)
  }
}

extension CSVComplaint {
  fileprivate static func text(_ cells: CSVFeatureColumns.Cells, in column: Int) -> CSVComplaint {
    CSVComplaint(
      column: column, kind: .noNumber, count: cells.count, line: cells.line, example: cells.example,
      problem: "expected a number, got \(cells.example.inQuotes); correct the cell")
  }

  fileprivate static func notFinite(
    _ cells: CSVFeatureColumns.Cells, in column: Int
  ) -> CSVComplaint {
    CSVComplaint(
      column: column, kind: .notFinite, count: cells.count, line: cells.line,
      example: cells.example,
      problem: "expected a finite number, got \(cells.example.inQuotes); "
        + "correct the cell or remove the example")
  }

  fileprivate static func manyTexts(
    _ cells: CSVFeatureColumns.Cells, different: Int, in column: Int
  ) -> CSVComplaint {
    let most = CSVFeatureColumns.mostCounted
    let texts = different > most ? "more than \(most)" : "\(different)"
    return CSVComplaint(
      column: column, kind: .manyTexts(texts: texts), count: cells.count, line: cells.line,
      example: cells.example,
      problem: "expected numbers, or at most \(CSVFeatureColumns.mostCategories) different texts, "
        + "got \(texts), the first \(cells.example.inQuotes); write them as numbers")
  }

  fileprivate static func missing(
    _ cells: CSVFeatureColumns.Cells, isMost: Bool, in column: Int
  ) -> CSVComplaint {
    CSVComplaint(
      column: column, kind: .missing(isMost: isMost), count: cells.count, line: cells.line,
      problem: "expected a number, got \(cells.example.orEmptyCell); fill it in, or choose "
        + "`missing` \(MissingCells.mean.rawValue) or `missing` \(MissingCells.dropRows.rawValue)")
  }
}

extension String {
  /// What a missing cell holds, in words.
  var orEmptyCell: String { isEmpty ? "an empty cell" : inQuotes }
}
