import Reports

/// The first page of a course: what each lesson asks.
struct CourseIndex: Sendable {
  let cards: [LessonCard]

  var html: String {
    let style = CourseStyle(colors: []).text
    let script = CourseScript.text
    let items = cards.map { card -> Markup in
      """
      <li><a href="\(Course.fileName(card))">\(card.question)</a><br />\
      <span class="aside">\(card.name): \(card.topic)</span></li>

      """
    }
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      \(CourseFrame.head(title: "Why deep networks learn, and why they do not", style: style, script: script))
      </head>
      <body>
      <a class="skip" href="#lessons">To the lessons</a>
      <header class="page">
      <p class="kicker">A course of \(cards.count) lessons</p>
      <h1>Why deep networks learn, and why they do not</h1>
      <p class="lead">Each page asks a question. Guess, then look: what you see was computed or measured in networks \
      that were really trained, and what is said of it follows from their numbers.</p>
      <div class="bar">\(ThemeSwitch.button)</div>
      </header>
      <main id="lessons">
      <section aria-labelledby="lessons-title">
      <h2 id="lessons-title">Lessons</h2>
      <nav class="lessons" aria-labelledby="lessons-title"><ol>
      \(items)</ol></nav>
      </section>
      </main>
      \(CourseFrame.foot)
      <script>\(Markup(trusted: script))</script>
      </body>
      </html>

      """
    return page.text
  }
}
