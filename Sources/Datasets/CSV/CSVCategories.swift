/// What the cells of a feature's column become: a number, or as many 0/1 columns as it has different
/// texts.
///
/// - Numbers stay what they are.
/// - `true`, `yes`, `false`, `no` in any case become one 0/1 column.
/// - Two texts become one 0/1 column, of the second in sorted order: `sex=male`. Where cells are
///   missing, two, so that a missing one is neither.
/// - Other texts become a 0/1 column each, in sorted order: `color=blue`, `color=red`.
struct CSVCategories {
  /// The names of the columns that come out.
  let names: [String]
  /// Whether it is a column of numbers, which stays what it is.
  let isNumber: Bool
  /// Whether missing cells are to be filled with a mean.
  let hasGaps: Bool

  /// For each code which of the columns is 1; `names.count` for none. Of a boolean 0 is no, 1 is yes.
  private let columnOfCode: [Int]
  private let isBoolean: Bool

  /// - Parameters:
  ///   - codes: The different texts with their codes, from 0; none for a column of numbers.
  ///   - hasMissing: Whether cells are missing.
  ///   - name: The name of the column.
  init(codes: [String: Int], hasMissing: Bool, name: String) {
    isNumber = codes.isEmpty
    let texts = codes.keys.sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
    let answers = texts.compactMap { Self.booleans[$0.lowercased()] }
    isBoolean = !texts.isEmpty && answers.count == texts.count
    var columnOfCode = [Int](repeating: 0, count: texts.count)
    if isNumber {
      names = [name]
    } else if isBoolean {
      names = [name]
      for (text, answer) in zip(texts, answers) { columnOfCode[codes[text] ?? 0] = answer }
    } else {
      let shown = texts.count == 2 && !hasMissing ? Array(texts[1...]) : texts
      names = shown.map { "\(name)=\($0)" }
      for text in texts {
        columnOfCode[codes[text] ?? 0] = shown.firstIndex(of: text) ?? shown.count
      }
    }
    self.columnOfCode = columnOfCode
    hasGaps = isBoolean && hasMissing
  }

  /// Writes the numbers of a cell, of which `value` is the number or the code, NaN if it is missing.
  func write(_ value: Double, to values: inout [Double]) {
    if isNumber {
      values.append(value)
    } else if isBoolean {
      values.append(value.isNaN ? .nan : Double(columnOfCode[Int(value)]))
    } else {
      let one = value.isNaN ? names.count : columnOfCode[Int(value)]
      for column in names.indices { values.append(column == one ? 1 : 0) }
    }
  }

  private static let booleans = ["true": 1, "yes": 1, "false": 0, "no": 0]
}
