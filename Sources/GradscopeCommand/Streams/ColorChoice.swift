/// When standard output gets colours.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether there are colours.
  ///
  /// What is typed counts most. Then what the environment says: NO_COLOR with any text takes them away
  /// (https://no-color.org), CLICOLOR_FORCE other than 0 gives them to a pipe as well, CLICOLOR=0 takes them
  /// away (https://bixense.com/clicolors). Else a terminal has them that can show them: one of some other name
  /// than `dumb`.
  func isOn(_ environment: [String: String], isTerminal: Bool) -> Bool {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if value("NO_COLOR") != nil { return false }
      if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
      if value("CLICOLOR") == "0" { return false }
      return isTerminal && value("TERM").map { $0 != "dumb" } ?? false
    }
  }
}
