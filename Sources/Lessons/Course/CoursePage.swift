import Charts
import Foundation
import Gzip
import Reports
import Texts

/// A lesson on a page: the question, a guess, sliders over experiments that were run, and what came of them.
struct CoursePage: Sendable {
  let lesson: any Lesson
  let number: Int
  let all: [LessonCard]
  /// In the order of the grid.
  let positions: [CoursePosition]

  private var card: LessonCard { lesson.card }

  /// The position of the lesson's own values.
  private var start: Int { LessonSlider.start(lesson.sliders) }

  /// The page.
  ///
  /// - Throws: `GzipError` where there is no memory to pack it.
  func html() throws -> String {
    let style = CourseStyle(colors: positions.reduce(into: []) { $0.formUnion($1.colors) }).text
    let script = CourseScript.text
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      \(CourseFrame.head(title: "\(card.name): \(card.question)", style: style, script: script))
      </head>
      <body>
      <a class="skip" href="#lesson">To the lesson</a>
      <header class="page">
      <p class="kicker">Lesson \(number) of \(all.count): \(card.name)</p>
      <h1>\(card.question)</h1>
      \(CourseFrame.navigation(number: number, of: all))
      </header>
      <main id="lesson">
      <section aria-labelledby="guess-title">
      <h2 id="guess-title">Guess first</h2>
      <p class="lead">\(card.guess)</p>
      </section>
      <section aria-labelledby="seen-title">
      <h2 id="seen-title">What happens</h2>
      \(controls)
      <div id="stage" data-testid="stage">\(positions.indices.contains(start) ? positions[start].pieces : [])</div>
      <p id="announcer" class="unseen" role="status" aria-live="polite" data-testid="announcer"></p>
      </section>
      <section id="mistake" aria-labelledby="mistake-title">
      <h2 id="mistake-title">The common mistake</h2>
      <p>\(card.mistake)</p>
      </section>
      <section aria-labelledby="next-title">
      <h2 id="next-title">What to try next</h2>
      \(next)
      </section>
      </main>
      \(CourseFrame.foot)
      \(try packed())
      <script>\(Markup(trusted: script))</script>
      </body>
      </html>

      """
    return page.text
  }

  /// The sliders, and the button that shows what happens.
  private var controls: Markup {
    let sliders = lesson.sliders.enumerated().map { index, slider -> Markup in
      let values = slider.values.map(LessonSlider.words)
      return """
        <div class="slider">
        <label for="slider-\(index)">\(slider.option.rawValue)</label>
        <input type="range" id="slider-\(index)" data-testid="slider" min="0" \
        max="\(values.count - 1)" step="1" value="\(slider.start)" \
        aria-valuetext="\(values[slider.start])" data-values="\(values.joined(separator: "|"))" />
        <output for="slider-\(index)">\(values[slider.start])</output>
        </div>

        """
    }
    return """
      <div id="controls" hidden="">
      \(sliders)
      <p class="guessing"><button type="button" id="reveal" data-testid="reveal" aria-expanded="false" \
      aria-controls="stage">Show what happens</button>
      <label><input type="checkbox" id="hide" checked="" /> hide it again when a slider moves, so that I guess \
      first</label></p>
      </div>
      """
  }

  private var next: Markup {
    let items = card.next.map { next -> Markup in
      let words = ["gradscope"] + next.command.split(separator: " ").map(String.init)
      return """
        <li>\(next.reason): \(CourseFrame.code(words))\(link(next.command))</li>

        """
    }
    return "<ul>\(items)</ul>"
  }

  /// The page of a lesson that a command names.
  private func link(_ command: String) -> Markup? {
    let words = command.split(separator: " ").map(String.init)
    guard words.count == 2, words[0] == "lesson",
      let other = all.first(where: { $0.name == words[1] })
    else { return nil }
    return " (<a href=\"\(Course.fileName(other))\">its page</a>)"
  }

  /// What a script needs as packed JSON, as a course is sent by mail.
  private func packed() throws -> Markup {
    let count = positions.map(\.pieces.count).max() ?? 0
    let document = PackedPositions(
      pieces: (0..<count).map { piece in
        positions.map { $0.pieces.indices.contains(piece) ? $0.pieces[piece].text : "" }
      },
      positions: positions.map {
        CourseRecord(
          command: $0.report.command, summary: $0.summary,
          lesson: LessonDocument($0.report, files: [], longestList: 64))
      })
    let bytes = try GzipDeflater.packed(Array(try JSONText.encode(document, pretty: false).utf8))
    return """
      <script type="application/gzip;base64" id="packed">\
      \(Markup(trusted: Data(bytes).base64EncodedString()))</script>
      """
  }
}

/// All positions of a page. Of their pieces those lie together that are alike: packing finds again what came up to
/// 32 KiB before, and a position has more.
private struct PackedPositions: Encodable {
  /// By piece, then by position; the pieces of a position are what the stage shows there.
  let pieces: [[String]]
  let positions: [CourseRecord]
}

/// An experiment of a page as JSON; of its lists of numbers those that a reader can compare with the page.
private struct CourseRecord: Encodable {
  let command: [String]
  let summary: String
  let lesson: LessonDocument
}
