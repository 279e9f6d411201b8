import Texts

/// All that is wrong with the cells of a file, in one message that ends with what makes it readable.
struct CSVComplaints {
  /// More columns are counted only.
  static let mostSpelledOut = 8
  /// More columns are not named for leaving them out.
  private static let mostNamed = 20

  private var list: [CSVComplaint] = []
  /// The places in the list, by column and kind: a file may have millions of such cells.
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let column: Int
    let kind: CSVComplaint.Kind
  }

  var isEmpty: Bool { list.isEmpty }

  /// Adds a fault; one of the same column and kind is counted with the first.
  mutating func add(_ complaint: CSVComplaint) {
    let key = Key(column: complaint.column, kind: complaint.kind)
    if let same = places[key] {
      list[same].count += complaint.count
    } else {
      places[key] = list.count
      list.append(complaint)
    }
  }

  /// The error that says all of it.
  ///
  /// - Parameter missing: What was chosen for missing cells.
  func error(_ layout: CSVLayout, missing: MissingCells?) -> DatasetError {
    let sorted = list.sorted { ($0.column, $0.line ?? 0) < ($1.column, $1.line ?? 0) }
    if sorted.count == 1, sorted[0].count == 1 || sorted[0].isOneFault {
      return layout.fault(
        line: sorted[0].line, column: sorted[0].column,
        sorted[0].problem + drop(sorted[0], layout))
    }
    var columns: [(column: Int, words: FieldMessage)] = []
    for complaint in sorted {
      if columns.last?.column == complaint.column {
        columns[columns.count - 1].words =
          columns[columns.count - 1].words + " and " + complaint.summary
      } else {
        columns.append((complaint.column, complaint.summary))
      }
    }
    let many = columns.count == 1 ? "one" : "\(columns.count)"
    // The words of a fault of a target say what was expected.
    let isSaid = columns.count == 1 && sorted.allSatisfy { $0.kind == .target }
    var message: FieldMessage =
      isSaid ? "" : "expected columns of numbers or categories, got \(many) that cannot be read: "
    for (index, entry) in columns.prefix(Self.mostSpelledOut).enumerated() {
      let name = layout.columnNames.isEmpty ? "" : " (\(layout.columnName(entry.column).inQuotes))"
      message = message + "\(index == 0 ? "" : "; ")column \(entry.column + 1)\(name): "
      message = message + entry.words
    }
    let rest = columns.count - Self.mostSpelledOut
    if rest > 0 { message = message + "; and \(rest) more" }
    return layout.fault(message + "; " + remedy(sorted, layout, missing: missing))
  }

  /// What else can be done where a single column is no column of numbers: to leave it out, if others
  /// are left.
  private func drop(_ complaint: CSVComplaint, _ layout: CSVLayout) -> FieldMessage {
    switch complaint.kind {
    case .noNumber, .manyTexts:
      guard layout.features.count > 1 else { return "" }
      let names = (layout.leftOut + [complaint.column]).sorted().map(layout.shortName)
      return ", or leave out the column: `drop` \(names.joined(separator: ","))"
    case .missing, .missingTarget, .notFinite, .target: return ""
    }
  }

  /// The options that together make the file readable.
  private func remedy(
    _ sorted: [CSVComplaint], _ layout: CSVLayout, missing: MissingCells?
  ) -> FieldMessage {
    guard !sorted.contains(where: { $0.kind == .target }) else {
      return "correct these cells"
    }
    var dropped = Set(layout.leftOut)
    for complaint in sorted {
      switch complaint.kind {
      case .missing(true), .noNumber, .notFinite, .manyTexts: dropped.insert(complaint.column)
      case .missing(false), .missingTarget, .target: break
      }
    }
    guard layout.features.contains(where: { !dropped.contains($0) }) else {
      return "correct these cells, as no other column is left to learn from"
    }
    guard dropped.count - layout.leftOut.count <= Self.mostNamed else {
      return "correct these cells, or leave out these columns by `drop`"
    }
    var options: [FieldMessage] = []
    if dropped.count > layout.leftOut.count {
      let names = dropped.sorted().map(layout.shortName).joined(separator: ",")
      options.append("`drop` \(names)")
    }
    if sorted.contains(where: { $0.kind == .missingTarget }) {
      options.append("`missing` \(MissingCells.dropRows.rawValue)")
    } else if missing == nil, sorted.contains(where: { $0.kind == .missing(isMost: false) }) {
      options.append("`missing` \(MissingCells.mean.rawValue)")
    }
    return options.dropFirst().reduce(options[0]) { $0 + " " + $1 }
      + (options.count == 1 ? " makes it readable" : " make it readable")
  }
}

extension CSVComplaint {
  /// Whether its own words say all of it, however many cells it is about.
  fileprivate var isOneFault: Bool {
    switch kind {
    case .manyTexts: true
    case .target: line == nil
    case .missing, .missingTarget, .noNumber, .notFinite: false
    }
  }
}
