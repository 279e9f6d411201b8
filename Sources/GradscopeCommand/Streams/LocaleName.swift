/// The locale that characters are read in.
enum LocaleName {
  /// Whether text may have more characters than those of ASCII.
  ///
  /// The first of LC_ALL, LC_CTYPE and LANG that is not empty names the locale (POSIX.1-2017, Base Definitions,
  /// section 8.2), and its name the characters: `de_DE.UTF-8`. Where none is set, nobody chose: containers and
  /// services run so, and their output is read as UTF-8.
  static func hasUnicode(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty }) else { return true }
    let letters = name.lowercased().filter { $0 != "-" }
    return letters.hasSuffix("utf8") || letters.contains("utf8@")
  }
}
