import Charts

/// The panels of a lesson's picture for a window too narrow for them side by side: one under the other, in the order
/// of reading, where small ones stay two or three in a row. Title and subtitle stand beside it as text.
struct StackedFigure {
  /// In points, of which a narrow window shows nearly as many pixels.
  static let width = 380.0

  private let figure: LessonFigure
  private let legend: Legend

  /// What a picture becomes.
  init(_ figure: LessonFigure) {
    self.figure = figure
    legend = Legend(figure.legend)
  }

  private var panels: [Panel] { figure.stacked ?? figure.panels }

  private var columns: Int {
    switch figure.columns {
    case 1...3: 1
    case 4, 5: 2
    default: 3
    }
  }

  /// What has become of the rows, of which a subtitle may tell; nil where there is one plot in each.
  var note: String? {
    guard figure.columns > columns else { return nil }
    let parts = (figure.columns + columns - 1) / columns
    return
      "Drawn for a narrow window: a row of \(figure.columns) plots takes \(parts) rows here. What is said to "
      + "be at the left comes first."
  }

  private var rows: Int { max((panels.count + columns - 1) / columns, 1) }

  /// A plot that has the width of the window to itself keeps room for a title of several lines.
  private var rowHeight: Double {
    columns == 1 ? max(0.8 * figure.rowHeight, 260) : 0.8 * figure.rowHeight
  }

  /// What is left free on all sides, so that a mark at an edge is whole.
  private static let margin = 4.0

  /// Its size, which follows from what its legend takes by the measures of a canvas.
  func size(on canvas: any Canvas) -> Size {
    Size(Self.width, top(on: canvas) + rowHeight * Double(rows) + Self.margin)
  }

  /// Where the panels begin.
  private func top(on canvas: any Canvas) -> Double {
    let height = legend.size(within: Self.width - 2 * Self.margin, on: canvas).height
    return Self.margin + (height > 0 ? height + 14 : 0)
  }

  /// Draws it into a canvas of its size.
  func draw(on canvas: any Canvas) {
    let margin = Self.margin
    legend.draw(
      at: Point(margin, margin), within: Self.width - 2 * margin, on: canvas)
    // The last number of an axis reaches beyond its end.
    let area = Rect(
      x: margin, y: top(on: canvas), width: Self.width - margin - 12,
      height: rowHeight * Double(rows))
    guard columns == 1 else {
      SmallMultiples(
        panels, columns: columns, horizontalGutter: 16, verticalGutter: 30,
        sharesAxes: figure.sharesAxes
      ).draw(in: area, on: canvas)
      return
    }
    // Each has the width to itself: its title that of the window, its plot what its own numbers leave.
    for (row, panel) in panels.enumerated() {
      panel.draw(
        in: Rect(
          x: area.x, y: area.y + rowHeight * Double(row), width: area.width,
          height: rowHeight - 26),
        on: canvas)
    }
  }
}
