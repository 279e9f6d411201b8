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

  /// The way to the other lessons.
  ///
  /// - Parameter number: of this lesson, from 1; nil on the first page.
  static func navigation(number: Int?, of all: [LessonCard]) -> Markup {
    var links: [Markup] = []
    if let number {
      links.append("<li><a href=\"\(Course.firstPage)\">All lessons</a></li>\n")
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
    }
    let list: Markup = links.isEmpty ? "<span></span>" : "<ul>\(links)</ul>"
    return """
      <nav aria-label="Lessons">\(list)
      <button type="button" id="theme" data-testid="theme-toggle" aria-pressed="false" hidden="">Dark\
      </button></nav>
      """
  }

  static func foot(_ command: String) -> Markup {
    """
    <footer class="page"><p class="aside">Every position of every slider is an experiment that was really run. \
    Made by <code>\(command)</code>.</p></footer>
    """
  }
}
