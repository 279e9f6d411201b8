/// What the columns are called.
extension CSVLayout {
  /// The names of the features, in the order of their columns.
  var featureNames: [String] { features.map(columnName) }

  /// The names of the targets' columns.
  var targetNames: [String] { targets.map(columnName) }

  /// The names of the columns that are left out.
  var leftOutNames: [String] { leftOut.map(columnName) }

  /// A name that the target of a table often has, of a column that is none; nil where the target has
  /// such a name itself.
  var likelierTarget: String? {
    let usual: Set<String> = ["label", "target", "class", "y", "outcome"]
    guard hasHeader, !targetNames.contains(where: { usual.contains($0.lowercased()) }) else {
      return nil
    }
    return featureNames.first { usual.contains($0.lowercased()) }
  }

  /// The column's name in the header, or one made of its position.
  func columnName(_ column: Int) -> String {
    let name = column < columnNames.count ? columnNames[column] : ""
    return name.isEmpty ? "x\(column + 1)" : name
  }

  /// How a column is named on a command line: by its name, where that is a plain word that no other
  /// column has and that is no number; else by its number.
  func shortName(_ column: Int) -> String {
    let name = column < columnNames.count ? columnNames[column] : ""
    let isPlain =
      !name.isEmpty && Int(name) == nil && columnNames.count { $0 == name } == 1
      && name.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
      }
    return isPlain ? name : "\(column + 1)"
  }
}
