import Charts
import Reports

/// The picture of a lesson: panels side by side, with a title that says what is seen.
package struct LessonFigure: Figure {
  package static let name = "lesson"
  package static let topic = "what a lesson shows"

  /// Its file without ending.
  package let fileName: String
  package let title: String
  /// What every mark is.
  let subtitle: String
  /// Row by row.
  let panels: [Panel]
  let columns: Int
  let legend: [Legend.Entry]
  /// Where the numbers come from.
  let source: String
  /// Height of a row in points.
  let rowHeight: Double
  let sharesAxes: Bool
  /// The panels for a narrow window where they are others; nil for the same.
  let stacked: [Panel]?

  package init(
    _ fileName: String, title: String, subtitle: String, panels: [Panel], columns: Int,
    legend: [Legend.Entry] = [], source: String, rowHeight: Double = 430, sharesAxes: Bool = false,
    stacked: [Panel]? = nil
  ) {
    self.fileName = fileName
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.columns = max(columns, 1)
    self.legend = legend
    self.source = source
    self.rowHeight = rowHeight
    self.sharesAxes = sharesAxes
    self.stacked = stacked
  }

  private var rows: Int { (panels.count + columns - 1) / columns }

  package var size: Size { Size(1500, 230 + rowHeight * Double(max(rows, 1))) }

  package func draw(on canvas: any Canvas) {
    let area = Page(title: title, subtitle: subtitle, source: source).draw(on: canvas)
    let key = Legend(legend)
    let height = key.size(within: area.width, on: canvas).height
    key.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let top = height > 0 ? height + 18 : 0
    SmallMultiples(
      panels, columns: columns, horizontalGutter: 40, verticalGutter: 36, sharesAxes: sharesAxes
    ).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top), on: canvas
    )
  }
}
