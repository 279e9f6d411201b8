import Texts

/// Finds the columns of a file that are asked for by name or by number.
struct CSVColumnNames {
  /// What messages call the file.
  let path: String
  /// The cells of the first row, which are names where it is a header.
  let names: [String]

  /// The names in a text such as `a,b,c`, which may also be the whole name of a column.
  func separated(_ wanted: [String]) -> [String] {
    guard wanted.count == 1, !names.contains(wanted[0]) else { return wanted }
    return wanted[0].split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(decoding: CSVValue.trimmed(Array(part.utf8)), as: UTF8.self)
    }
  }

  /// The column that is asked for as `what`, and whether a name led to it, which only a header can
  /// have.
  ///
  /// - Throws: `DatasetError.badTarget` where there is no such column, or two of that name.
  func column(
    _ wanted: String, as what: String
  ) throws(DatasetError) -> (column: Int, isNamed: Bool) {
    let matches = names.indices.filter { names[$0] == wanted }
    if matches.count > 1 {
      throw .badTarget(
        path: path,
        problem: "expected one column named \(wanted.inQuotes), got columns "
          + "\(matches[0] + 1) and \(matches[1] + 1); name the \(what) by its number")
    }
    let number = Int(wanted).flatMap { (1...names.count).contains($0) ? $0 : nil }
    // In a file without a header, `3` may be a value in the first row by chance.
    if let match = matches.first { return (match, number == nil) }
    if let number { return (number - 1, false) }
    let remedy =
      ClosestName.closest(to: wanted, in: names).map { "did you mean \($0.inQuotes)?" }
      ?? "name a column of the header or give its number, from 1 to \(names.count)"
    throw .badTarget(
      path: path,
      problem: "expected a \(what) among the \(names.count) columns, got \(wanted.inQuotes); "
        + remedy)
  }
}
