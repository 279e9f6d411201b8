import Texts

/// Which columns of a table are what, where somebody said so: `loss=train/nll`.
public struct ColumnChoice: Sendable, Equatable {
  /// The names by what they are.
  let names: [LoggedRole: String]

  /// Nothing is said: names tell.
  public static let byName = ColumnChoice(names: [:])

  private init(names: [LoggedRole: String]) { self.names = names }

  /// The choice that these texts make, each WHAT=NAME.
  ///
  /// - Returns: A failure where a text is none, or says once more what something is.
  public static func reading(_ texts: [String]) -> Result<ColumnChoice, ColumnChoiceError> {
    var names: [LoggedRole: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty,
        let role = LoggedRole(rawValue: parts[0].trimmingPrefix(while: \.isWhitespace).description)
      else {
        let roles = LoggedRole.allCases.map(\.rawValue).joined(separator: ", ")
        return .failure(
          ColumnChoiceError(
            "expected WHAT=NAME, with one of \(roles) for WHAT, got \(text.inQuotes)"))
      }
      guard names.updateValue(String(parts[1]), forKey: role) == nil else {
        return .failure(
          ColumnChoiceError("expected \(role.rawValue) once, got it twice; leave one out"))
      }
    }
    return .success(ColumnChoice(names: names))
  }

  /// What a column is: what was said of it, or else what its name tells; nil for one that is not read.
  func role(of name: String) -> (role: LoggedRole, rank: Int)? {
    if let said = names.first(where: { $0.value == name }) { return (said.key, 0) }
    guard !LoggedRole.isBound(name), let known = LoggedRole.of(name), names[known.role] == nil
    else { return nil }
    return known
  }
}

/// Why a text says of no column what it is.
public struct ColumnChoiceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was expected and what came, without the name of the option.
  public let description: String

  init(_ description: String) { self.description = description }
}
