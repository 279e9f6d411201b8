/// Why a report could not be written.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A folder or a file, and why.
  case cannotWrite(String)
  /// The files that were written, and of each that was not its name and the reason.
  case incomplete(written: [String], failures: [String])

  /// The files that were written all the same.
  public var written: [String] {
    switch self {
    case .cannotWrite: []
    case .incomplete(let written, _): written
    }
  }

  public var description: String {
    switch self {
    case .cannotWrite(let what): what
    case .incomplete(let written, let failures):
      "\(failures.joined(separator: "; ")); the other \(written.count) of "
        + "\(written.count + failures.count) files are written"
    }
  }
}
