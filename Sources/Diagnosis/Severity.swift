/// How grave a finding is.
public enum Severity: String, Codable, Sendable, Comparable, CaseIterable {
  /// Worth knowing.
  case note
  /// Costs something, or will when the network grows; the run learned in spite of it.
  case warning
  /// This run cannot learn, or learned nothing because of it.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}
