import Reports

/// What all pages of a course have in common.
enum CourseFrame {
  /// The head: nothing is fetched, and nothing runs but what was written here.
  static func head(title: String, style: String, script: String) -> Markup {
    let policy =
      "default-src 'none'; img-src data:; style-src \(ContentHash(style).source); "
      + "script-src \(ContentHash(script).source); base-uri 'none'; form-action 'none'"
    return """
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="\(policy)" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="generator" content="gradscope \(Version.current)" />
      <title>\(title)</title>
      <style>\(Markup(trusted: style))</style>
      """
  }

  /// The way to the other lessons, and the switch of the theme.
  ///
  /// - Parameter number: of this lesson, from 1.
  static func navigation(number: Int, of all: [LessonCard]) -> Markup {
    var links: [Markup] = ["<li><a href=\"\(Course.firstPage)\">All lessons</a></li>\n"]
    if number > 1 {
      let card = all[number - 2]
      links.append(
        "<li><a rel=\"prev\" href=\"\(Course.fileName(card))\">← \(card.name)</a></li>\n")
    }
    if number < all.count {
      let card = all[number]
      links.append(
        "<li><a rel=\"next\" href=\"\(Course.fileName(card))\">\(card.name) →</a></li>\n")
    }
    return """
      <nav aria-label="Lessons"><ul>\(links)</ul>
      \(ThemeSwitch.button)</nav>
      """
  }

  /// What makes a course; where it was put says something of a machine, and nothing to a reader.
  static let foot: Markup = """
    <footer class="page"><p class="aside">Every position of every slider is an experiment that was really run. \
    Made by \(code(["gradscope", "lesson", "--all"])).</p></footer>
    """

  /// A command, in whose words no line ends.
  static func code(_ words: [String]) -> Markup {
    let parts = words.map { word -> Markup in
      word.hasPrefix("--") ? "<span>\(word)</span>" : "\(word)"
    }
    return "<code>\(parts.joined(by: " "))</code>"
  }
}
