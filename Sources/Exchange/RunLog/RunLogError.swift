import Files
import Texts

/// Why a run log is refused: one line that names the file and the line, what was expected, what came and
/// what to do.
public enum RunLogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be opened or read on.
  case file(FileError)
  /// What is in it is wrong at a line, counted from 1.
  case content(path: String, line: Int, problem: String)
  /// What another tool wrote is wrong: at a place, such as `record 3`, or, where that is nil, as a whole.
  case table(path: String, place: String?, problem: String)

  /// Such as `mine.gradscope.jsonl: line 7: "step": expected a whole number from 0, got "x"; …`.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .content(let path, let line, let problem): "\(path.onOneLine): line \(line): \(problem)"
    case .table(let path, let place, let problem):
      "\(path.onOneLine): \(place.map { "\($0): " } ?? "")\(problem)"
    }
  }
}

/// What is wrong with a line, by whoever does not know which line of which file it is.
struct LineFault: Error, Equatable {
  let problem: String

  init(_ problem: String) { self.problem = problem }
}
