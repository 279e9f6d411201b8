extension String {
  /// The word as a shell takes it for one: as it is where every character means itself, else in quotes.
  public var shellQuoted: String {
    // A line end between plain quotes would be shown as the two characters \n, and mean these.
    if unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return escaped }
    return isEmpty || !allSatisfy(Self.isPlain) || hasPrefix("~")
      ? "'" + replacing("'", with: "'\\''") + "'" : self
  }

  /// A word with control characters as bash, zsh and ksh read it: `$'a\nb'`.
  private var escaped: String {
    let text = unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case "'", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\" + String(repeating: "0", count: 3 - String(scalar.value, radix: 8).count)
          + String(scalar.value, radix: 8)
      default: String(scalar)
      }
    }
    return "$'\(text.joined())'"
  }

  /// Whether a character means itself to every shell.
  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_./:=,+@%~".contains(character)
  }
}
