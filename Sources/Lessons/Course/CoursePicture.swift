import Charts
import Reports

/// A picture of a lesson on a page, drawn twice: as it is, and for a narrow window.
struct CoursePicture: Sendable {
  private let title: String
  private let subtitle: String
  private let note: String?
  private let whole: String
  private let stacked: String
  /// The colours that a page sets for its dark theme.
  let colors: Set<ThemedColor>

  /// Draws a picture.
  ///
  /// - Parameters:
  ///   - number: tells its ids from those of other pictures that are seen with it.
  ///   - description: what is seen, for whoever does not see it.
  /// - Throws: `PictureError`.
  init(_ figure: LessonFigure, number: Int, description: String) throws(PictureError) {
    (title, subtitle) = (figure.title, figure.subtitle)
    func canvas(_ size: Size, _ id: String) throws(PictureError) -> SVGCanvas {
      try SVGCanvas(
        size: size, prefix: "\(id)\(number)", coloring: .themed, background: nil,
        pixelsPerPoint: 1, tolerance: 0.4)
    }
    let large = try canvas(figure.size, "whole")
    figure.draw(on: large)
    let narrow = StackedFigure(figure)
    let small = try canvas(narrow.size(on: large), "stacked")
    narrow.draw(on: small)
    note = narrow.note
    whole = large.element(title: figure.title, description: description)
    stacked = small.element(title: figure.title, description: description)
    colors = large.colors.union(small.colors)
  }

  /// In parts that follow each other: each is alike for all positions of a slider. Of both drawings the style of
  /// the page shows one.
  var parts: [Markup] {
    let first: Markup = """
      <figure data-testid="figure"><figcaption class="stacked" data-testid="caption">\
      <p class="title">\(title)</p>
      <p>\(subtitle)</p>
      \(note.map { "<p>\($0)</p>" as Markup })</figcaption>
      <div class="whole">\(Markup(trusted: whole))</div>

      """
    return [
      first,
      """
      <div class="stacked" data-testid="stacked">\(Markup(trusted: stacked))</div></figure>

      """,
    ]
  }
}
