import Charts
import Reports
import Texts

/// One experiment of a page: what it said, and its picture.
struct CoursePosition: Sendable {
  let report: LessonReport
  /// The pictures, as elements of a page.
  let pictures: [String]
  /// The colours that a page sets for its dark theme.
  let colors: Set<ThemedColor>

  /// Draws the pictures of a report.
  ///
  /// - Throws: `PictureError`.
  init(_ report: LessonReport, lesson: Int) throws {
    self.report = report
    let key = report.settings.words.joined(separator: " ")
    var colors: Set<ThemedColor> = []
    pictures = try report.figures.enumerated().map { index, figure in
      // Ids of all positions are on one page.
      let code = key.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
      let canvas = try SVGCanvas(
        size: figure.size, prefix: "l\(lesson)-\(String(code, radix: 16))-\(index)",
        coloring: .themed, background: nil, pixelsPerPoint: 1, tolerance: 0.4)
      figure.draw(on: canvas)
      colors.formUnion(canvas.colors)
      return canvas.element(title: figure.title, description: Self.description(report))
    }
    self.colors = colors
  }

  /// What is seen, for whoever does not see the picture.
  private static func description(_ report: LessonReport) -> String {
    report.observations.compactMap { $0.said?.text }.joined(separator: " ")
  }

  /// What happened: the parts of the report, then the picture.
  var markup: Markup {
    let parts = report.parts.compactMap(Self.markup(of:))
    let drawn = zip(pictures, report.figures).map { picture, figure -> Markup in
      """
      <figure data-testid="figure"><figcaption class="narrow">\(figure.title)</figcaption>\
      <div class="drawing">\(Markup(trusted: picture))</div></figure>
      """
    }
    return """
      \(drawn)
      \(parts)
      <p class="next">The same in a terminal:</p>
      <p class="command"><code>gradscope \(report.command.map(\.shellQuoted).joined(separator: " "))\
      </code></p>
      """
  }

  /// The sentence that a screen reader is told when a slider has moved.
  var summary: String { report.observations.first?.said?.text ?? "" }

  private static func markup(of part: LessonReport.Part) -> Markup? {
    switch part {
    case .heading(let text): "<h3>\(text)</h3>\n"
    case .prose(let text): "<p>\(text)</p>\n"
    case .working(let lines):
      "<pre class=\"working\" tabindex=\"0\">\(Markup(exactLines: lines))</pre>\n"
    case .table(let table): CourseTable(table: table).markup
    case .observation(let observation):
      observation.said.map { "<p class=\"seen\">\($0.text)</p>\n" }
    }
  }
}

extension Markup {
  /// Lines that stay as they are.
  init(exactLines lines: [String]) {
    self = lines.map { Markup(exact: $0) }.joined(by: Markup(trusted: "\n"))
  }
}
