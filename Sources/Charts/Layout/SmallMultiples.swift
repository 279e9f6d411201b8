/// Panels in rows and columns whose plots all have the same size and line up.
public struct SmallMultiples: Sendable {
  /// Row by row.
  public var panels: [Panel]
  public var columns: Int
  public var horizontalGutter: Double
  public var verticalGutter: Double
  /// Whether labels and title of y stand at the first panel of a row only and the title of x at the
  /// last of a column only, panels without anything on their axes not counted: for the same scales.
  public var sharesAxes: Bool

  public init(
    _ panels: [Panel], columns: Int, horizontalGutter: Double = 30, verticalGutter: Double = 28,
    sharesAxes: Bool = true
  ) {
    self.panels = panels
    self.columns = max(1, columns)
    self.horizontalGutter = horizontalGutter
    self.verticalGutter = verticalGutter
    self.sharesAxes = sharesAxes
  }

  private var rows: Int { (panels.count + columns - 1) / columns }

  /// The panels as they are drawn, without what their neighbours already say.
  private var drawn: [Panel] {
    guard sharesAxes else { return panels }
    return panels.enumerated().map { index, panel in
      var panel = panel
      let start = index - index % columns
      if panels[start..<index].contains(where: \.y.showsLabels), panel.y.side == .left {
        panel.y.showsLabels = false
        panel.y.title = nil
      }
      // The panel below may be missing in the last row.
      let below = stride(from: index + columns, to: panels.count, by: columns)
      if below.contains(where: { panels[$0].x.showsLabels }) { panel.x.title = nil }
      return panel
    }
  }

  /// The panels with subtitles of one size: that at which each has its line, else the usual one, wrapped.
  private func captioned(_ panels: [Panel], width: Double, on canvas: any Canvas) -> [Panel] {
    let font = Typography.panelSubtitle
    let fitted = panels.compactMap(\.subtitle).map {
      canvas.fit($0, width: width - 1, font: font, minimumSize: font.size * Self.leastCaption)
    }
    let isOnALine = fitted.allSatisfy { !$0.isShortened }
    let size = isOnALine ? fitted.map(\.font.size).min() ?? font.size : font.size
    return panels.map { panel in
      var panel = panel
      panel.subtitleSize = size
      return panel
    }
  }

  /// Letters of subtitles are made smaller by no more, so that each has a line.
  private static let leastCaption = 0.85

  /// The plots of the panels when everything fits into `area`, row by row.
  public func plots(in area: Rect, on canvas: any Canvas) -> [Rect] {
    layout(drawn, area, canvas)
  }

  /// Draws every panel and returns the plots.
  @discardableResult
  public func draw(in area: Rect, on canvas: any Canvas) -> [Rect] {
    let drawn = drawn
    let plots = layout(drawn, area, canvas)
    let panels = captioned(drawn, width: plots.first?.width ?? area.width, on: canvas)
    for (panel, plot) in zip(panels, plots) { panel.draw(plot: plot, on: canvas) }
    return plots
  }

  private func layout(_ panels: [Panel], _ area: Rect, _ canvas: any Canvas) -> [Rect] {
    guard !panels.isEmpty else { return [] }
    let gutters = (
      x: horizontalGutter * Double(columns - 1), y: verticalGutter * Double(rows - 1)
    )
    var width = max(1, (area.width - gutters.x) / Double(columns))
    var height = max(1, (area.height - gutters.y) / Double(rows))
    var columnInsets: [Insets] = []
    var rowInsets: [Insets] = []
    // The insets depend on the ticks, these on the size: settles after the second pass.
    for _ in 0..<3 {
      let insets = captioned(panels, width: width, on: canvas).map {
        $0.insets(around: Rect(x: 0, y: 0, width: width, height: height), on: canvas)
      }
      columnInsets = (0..<columns).map { column in
        stride(from: column, to: panels.count, by: columns).map { insets[$0] }
          .reduce(Insets()) { $0.union($1) }
      }
      rowInsets = (0..<rows).map { row in
        insets[row * columns..<min((row + 1) * columns, panels.count)]
          .reduce(Insets()) { $0.union($1) }
      }
      let sides = columnInsets.reduce(0) { $0 + $1.left + $1.right }
      let ends = rowInsets.reduce(0) { $0 + $1.top + $1.bottom }
      width = max(1, (area.width - gutters.x - sides) / Double(columns))
      height = max(1, (area.height - gutters.y - ends) / Double(rows))
    }
    var rects: [Rect] = []
    var y = area.y
    for row in 0..<rows {
      y += rowInsets[row].top
      var x = area.x
      for column in 0..<columns where row * columns + column < panels.count {
        x += columnInsets[column].left
        rects.append(Rect(x: x, y: y, width: width, height: height).aligned())
        x += width + columnInsets[column].right + horizontalGutter
      }
      y += height + rowInsets[row].bottom + verticalGutter
    }
    return rects
  }
}
