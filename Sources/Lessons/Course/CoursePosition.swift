import Charts
import Reports
import Texts

/// One experiment of a page: what it said, and its picture.
struct CoursePosition: Sendable {
  let report: LessonReport
  /// The pictures, of which a page shows those of one position at a time.
  let pictures: [CoursePicture]

  /// Draws the pictures of a report.
  ///
  /// - Throws: `PictureError`.
  init(_ report: LessonReport) throws {
    self.report = report
    let seen = report.observations.compactMap { $0.said?.text }.joined(separator: " ")
    pictures = try report.figures.enumerated().map { index, figure in
      try CoursePicture(figure, number: index, description: seen)
    }
  }

  /// The colours that a page sets for its dark theme.
  var colors: Set<ThemedColor> { pictures.reduce(into: []) { $0.formUnion($1.colors) } }

  /// What happened, in pieces that follow each other: the picture, then the parts of the report.
  var pieces: [Markup] {
    pictures.flatMap(\.parts) + [
      """
      \(parts)
      <p class="next">The same in a terminal:</p>
      <p class="command">\(CourseFrame.code(["gradscope"] + report.command.map(\.shellQuoted)))</p>
      """
    ]
  }

  /// What a screen reader is told when a slider has moved: where it is now, and what is seen there.
  var summary: String {
    let settings = report.settings.words.joined(separator: " ").replacing("--", with: "")
    let seen = report.observations.lazy.compactMap { $0.said?.text }.first ?? ""
    return settings.isEmpty ? seen : "\(settings): \(seen)"
  }

  private var parts: [Markup] {
    // What scrolls by itself is named after what it stands below.
    var heading = report.card.question
    return report.parts.compactMap { part in
      switch part {
      case .heading(let text):
        heading = text
        return "<h3>\(text)</h3>\n"
      case .prose(let text): return "<p>\(text)</p>\n"
      case .working(let lines):
        return """
          <pre class="working" role="region" tabindex="0" aria-label="Computation: \(heading)">\
          \(Markup(exactLines: lines))</pre>

          """
      case .table(let table): return CourseTable(table: table).markup
      case .observation(let observation):
        return observation.said.map { "<p class=\"seen\">\($0.text)</p>\n" }
      }
    }
  }
}

extension Markup {
  /// Lines that stay as they are.
  init(exactLines lines: [String]) {
    self = lines.map { Markup(exact: $0) }.joined(by: Markup(trusted: "\n"))
  }
}
