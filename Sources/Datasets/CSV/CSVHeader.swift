/// Whether the first row of a file names the columns, by what it and the second row hold.
struct CSVHeader {
  /// More rows than these are not looked at for a text of the first one.
  static let rowsToLookAt = 1000

  /// The columns of the first row that hold text.
  let texts: Set<Int>
  /// The first target: a text in its column alone, above another text, is a class and no name.
  let target: Int

  /// A text above a number is a name; nil where there is none above a number, and the texts further
  /// down have to tell.
  func isNamed(_ second: (_ column: Int) -> CSVValue?) -> Bool? {
    guard !texts.isEmpty else { return false }
    for column in texts {
      if case .number = second(column) { return true }
    }
    return texts == [target] ? false : nil
  }
}
