import Charts

/// The panels of a lesson's picture for a window too narrow for them side by side: one under the other, in the order
/// of reading, where small ones stay two or three in a row. Title and subtitle stand beside it as text.
struct StackedFigure {
  /// In points, of which a narrow window shows nearly as many pixels.
  static let width = 420.0

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

  private var rows: Int { max((panels.count + columns - 1) / columns, 1) }

  /// Its size, which follows from what its legend takes by the measures of a canvas.
  func size(on canvas: any Canvas) -> Size {
    Size(Self.width, top(on: canvas) + 0.8 * figure.rowHeight * Double(rows) + 8)
  }

  private func top(on canvas: any Canvas) -> Double {
    let height = legend.size(within: Self.width, on: canvas).height
    return height > 0 ? height + 14 : 0
  }

  /// Draws it into a canvas of its size.
  func draw(on canvas: any Canvas) {
    legend.draw(at: Point(0, 0), within: Self.width, on: canvas)
    let top = top(on: canvas)
    SmallMultiples(
      panels, columns: columns, horizontalGutter: 16, verticalGutter: 30,
      sharesAxes: figure.sharesAxes
    ).draw(
      in: Rect(
        x: 0, y: top, width: canvas.size.width - 12, height: canvas.size.height - top - 8),
      on: canvas)
  }
}
