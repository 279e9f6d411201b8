/// Which dataset is meant: one that comes with the program, or a file.
public enum DatasetName: Equatable, Sendable, CustomStringConvertible {
  /// The 1,797 handwritten digits that come with the program.
  case digits
  /// A CSV file, by its path.
  case csv(path: String)

  /// The names of the datasets that come with the program.
  public static let builtIn = ["digits"]

  /// Reads a name as a person types it: `digits`, or a path that ends in `.csv`.
  ///
  /// Whether the file exists is found out by `load(target:)`.
  ///
  /// - Throws: `DatasetError.unknownName` for anything else.
  public init(parsing text: String) throws(DatasetError) {
    if text == "digits" {
      self = .digits
    } else if text.lowercased().hasSuffix(".csv") {
      self = .csv(path: text)
    } else {
      throw .unknownName(text)
    }
  }

  /// The name as `init(parsing:)` reads it.
  public var description: String {
    switch self {
    case .digits: "digits"
    case .csv(let path): path
    }
  }

  /// Loads the dataset.
  ///
  /// - Parameter target: The label column of a CSV file, by name or by its number from 1; the last
  ///   column when it is `nil`.
  /// - Throws: `DatasetError` for a file that is missing or whose contents are wrong, and for a
  ///   target that is no column of the file or that is given for a dataset without columns to
  ///   choose from.
  public func load(target: String? = nil) throws(DatasetError) -> Dataset {
    switch self {
    case .digits:
      if let target {
        throw .badTarget(
          path: "digits",
          problem: "expected no target column, got \(target.inQuotes); "
            + "a target can be chosen for a .csv file only")
      }
      return try Digits.load()
    case .csv(let path):
      return try CSVReader(target: target).read(path: path)
    }
  }

  static func message(forUnknown name: String) -> String {
    let expected = "dataset: expected \(builtIn.joined(separator: ", ")) or a path ending in .csv"
    // A file in another format was not meant to be the name of a dataset.
    guard !name.contains("/"), !name.contains("."),
      let closest = ClosestName.closest(to: name, in: builtIn)
    else { return "\(expected), got \(name.inQuotes); convert the file to CSV" }
    return "\(expected), got \(name.inQuotes); did you mean \(closest)?"
  }
}
