/// One plot with its title, axes, marks and direct labels.
public struct Panel: Sendable {
  public var title: String?
  public var titleColor: Color
  public var subtitle: String?
  public var subtitleColor: Color
  public var x: Axis
  public var y: Axis
  /// Drawn in order, over the grid.
  public var marks: [any Mark]
  public var labels: DirectLabels?
  public var background: Color?
  /// The size of the subtitle's letters, which panels side by side have in common: it is wrapped, not made
  /// smaller; nil where it may have its own.
  public var subtitleSize: Double?

  public init(
    title: String? = nil, titleColor: Color = Palette.ink, subtitle: String? = nil,
    subtitleColor: Color = Palette.secondaryText, x: Axis, y: Axis, marks: [any Mark] = [],
    labels: DirectLabels? = nil, background: Color? = nil
  ) {
    self.title = title
    self.titleColor = titleColor
    self.subtitle = subtitle
    self.subtitleColor = subtitleColor
    self.x = x
    self.y = y
    self.marks = marks
    self.labels = labels
    self.background = background
  }

  static let headerGap = 13.0

  /// A line of the header: title or subtitle, made to fit, and the height it takes.
  private typealias HeaderText = (text: FittedText, color: Color, height: Double)

  /// Title and subtitle for a width. Of a title too long the middle is left out: it may be a name.
  private func header(width: Double, on canvas: any Canvas) -> [HeaderText] {
    var texts: [HeaderText] = []
    for (text, font, color, ellipsis) in [
      (title, Typography.panelTitle, titleColor, TextEllipsis.middle),
      (subtitle, Typography.panelSubtitle, subtitleColor, .end),
    ] {
      guard let text else { continue }
      let lines = ellipsis == .middle ? 2 : 4
      let size = ellipsis == .end ? subtitleSize : nil
      let fitted =
        size.map {
          canvas.fit(
            text, width: width, font: font.sized($0), maximumLines: lines, breaksWords: true)
        }
        ?? canvas.fitCaption(
          text, width: width, font: font, maximumLines: lines, ellipsis: ellipsis)
      let further = fitted.lineHeight * Double(fitted.lines.count - 1)
      texts.append((fitted, color, canvas.measure("", font).height + 2 + further))
    }
    return texts
  }

  /// Height of title and subtitle with the gap below them.
  private func height(_ header: [HeaderText]) -> Double {
    header.isEmpty ? 0 : header.reduce(0) { $0 + $1.height } + Self.headerGap
  }

  /// The space that axes, labels and header need around a plot of about this size.
  ///
  /// - Parameter headerWidth: as for drawing; by default the plot's width.
  public func insets(
    around plot: Rect, headerWidth: Double? = nil, on canvas: any Canvas
  ) -> Insets {
    var insets = x.insets(around: plot, on: canvas).union(y.insets(around: plot, on: canvas))
    if let labels, !labels.entries.isEmpty {
      let width = labels.width(on: canvas)
      switch labels.side {
      case .leading: insets.left += width
      case .trailing: insets.right += width
      }
      // The outermost labels reach a line beyond the plot.
      let overhang = canvas.measure("", labels.font).height * 1.2
      insets = insets.union(Insets(top: overhang, bottom: overhang))
    }
    insets.top = max(
      insets.top, height(header(width: headerWidth ?? plot.width, on: canvas)))
    return insets
  }

  /// The plot that leaves room for everything else of the panel in `outer`.
  public func plot(in outer: Rect, on canvas: any Canvas) -> Rect {
    // Ticks depend on the plot and the plot on the ticks: the second pass has nearly its size.
    var plot = outer
    for _ in 0..<3 {
      plot = outer.inset(
        by: insets(around: plot, headerWidth: outer.maxX - plot.minX, on: canvas))
    }
    return plot.aligned()
  }

  /// Draws the panel into `outer`, axes and title included, and returns the plot.
  @discardableResult
  public func draw(in outer: Rect, on canvas: any Canvas) -> Rect {
    let plot = plot(in: outer, on: canvas)
    draw(plot: plot, headerWidth: outer.maxX - plot.minX, on: canvas)
    return plot
  }

  /// Draws the panel around a plot whose place is given.
  ///
  /// - Parameter headerWidth: the room for title and subtitle from the plot's left edge; by
  ///   default the plot's width.
  public func draw(plot: Rect, headerWidth: Double? = nil, on canvas: any Canvas) {
    guard plot.width > 0, plot.height > 0 else { return }
    if let background { canvas.fill(plot, background) }
    y.drawGrid(around: plot, on: canvas)
    x.drawGrid(around: plot, on: canvas)
    let (xScale, yScale) = (x.scale(over: plot), y.scale(over: plot))
    let names = PlotNames(title: title, x: x.noun, y: y.noun)
    canvas.plot(names, in: plot) {
      for mark in marks { mark.draw(on: canvas, in: plot, x: xScale, y: yScale) }
    }
    x.draw(around: plot, on: canvas)
    y.draw(around: plot, on: canvas)
    if let labels {
      // An axis on the labels' side keeps its place next to the plot.
      var beside = plot
      let taken = y.insets(around: plot, on: canvas)
      switch labels.side {
      case .leading where taken.left > 0:
        beside = plot.inset(by: Insets(left: -taken.left))
      case .trailing where taken.right > 0:
        beside = plot.inset(by: Insets(right: -taken.right))
      default: break
      }
      labels.draw(on: canvas, beside: beside, x: xScale, y: yScale)
    }
    drawHeader(plot, headerWidth ?? plot.width, canvas)
  }

  private func drawHeader(_ plot: Rect, _ width: Double, _ canvas: any Canvas) {
    let texts = header(width: width, on: canvas)
    var top = plot.minY - height(texts)
    for (text, color, height) in texts {
      canvas.text(text, top: Point(plot.minX, top), color: color)
      top += height
    }
  }
}
