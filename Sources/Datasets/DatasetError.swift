import Files
import Texts

/// Why a dataset could not be named, read, built or divided.
///
/// `description` is one line that says which object is meant, what was expected, what came and what
/// to do: `data.csv: line 17, column 3 ("height"): expected a number, got "abc"; correct the cell
/// or remove the column`.
public enum DatasetError: FieldError, Equatable {
  /// What kind of mistake it is, which is what a command's exit code depends on.
  public enum Category: Sendable {
    /// Something was asked for that cannot be: an unknown name, a column that is not there.
    case usage
    /// The input cannot be opened: it is missing, unreadable, or no file.
    case missingInput
    /// The input was opened, and what is in it is wrong.
    case badData
    /// The input is fine, and memory does not hold it.
    case memory
  }

  /// No dataset has this name, and it is no path of a file in a known format.
  case unknownName(String)
  /// A file cannot be read: it is missing, unreadable or too large.
  case file(FileError)
  /// Memory does not hold so many numbers.
  case noRoom(dataset: String, values: Int)
  /// The contents of a file are wrong at a place, as far as there is one: a physical line and a
  /// column, both counted from 1, and the column's name from the header.
  case badContent(
    path: String, line: Int?, column: Int?, columnName: String?, problem: FieldMessage)
  /// The column that was asked for as the target is not in the file.
  case badTarget(path: String, problem: String)
  /// The parts a dataset is to be built from contradict each other.
  case inconsistent(dataset: String, problem: FieldMessage)
  /// The validation fraction is no fraction.
  case badFraction(dataset: String, problem: String)
  /// The dataset has too few examples to be divided by this fraction.
  case badSplit(dataset: String, problem: String)
  /// An option, such as `examples`, has a value out of range or does not apply to the dataset.
  case badOption(String, problem: FieldMessage)

  /// The kind of mistake.
  public var category: Category {
    switch self {
    case .unknownName, .badTarget, .badFraction, .badOption: .usage
    case .file(.noRoom), .noRoom: .memory
    case .file(.tooLarge), .badContent, .inconsistent, .badSplit: .badData
    case .file: .missingInput
    }
  }

  /// The message, in one line.
  public var message: FieldMessage {
    switch self {
    case .unknownName(let name):
      return UnknownDatasetName.message(for: name)
    case .file(let error):
      return "\(error.description)"
    case .noRoom(let name, let values):
      return
        "\(name.onOneLine): expected memory for \(values) numbers, got a limit that leaves less; "
        + "raise it (ulimit -v), or take fewer examples"
    case .badTarget(let path, let problem):
      return "\(path.onOneLine): \(problem)"
    case .badContent(let path, let line, let column, let columnName, let problem):
      var place: [String] = []
      if let line { place.append("line \(line)") }
      if let column {
        let name = columnName.flatMap { $0.isEmpty ? nil : " (\($0.inQuotes))" } ?? ""
        place.append("column \(column)\(name)")
      }
      let prefix = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
      return "\(path.onOneLine): \(prefix)\(problem)"
    case .inconsistent(let name, let problem):
      return "\(name.onOneLine): \(problem)"
    case .badFraction(let name, let problem), .badSplit(let name, let problem):
      return "\(name.onOneLine): \(problem)"
    case .badOption(let field, let problem):
      return "\(field: field): \(problem)"
    }
  }
}
