/// Why a report could not be written.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A folder or a file, and why.
  case cannotWrite(String)

  public var description: String {
    switch self {
    case .cannotWrite(let what): what
    }
  }
}
