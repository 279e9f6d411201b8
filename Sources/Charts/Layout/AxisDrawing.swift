extension Axis {
  /// The space the axis needs around a plot of this size.
  public func insets(around plot: Rect, on canvas: any Canvas) -> Insets {
    let ticks = visibleTicks(in: plot, on: canvas)
    let extents = ticks.map { canvas.measure($0.label, Typography.tickLabel) }
    let titleHeight = title == nil ? 0 : titleHeight(along: plot, on: canvas)
    let labelled = showsLabels && !ticks.isEmpty
    switch side {
    case .bottom:
      var insets = Insets(bottom: Self.tickLength)
      if labelled {
        insets.bottom += Self.labelGap + (extents.map(\.height).max() ?? 0)
        for (tick, extent) in zip(ticks, extents) {
          // A tick moves by up to a quarter point when the plot is aligned.
          let half = extent.width / 2 + 0.5
          insets.left = max(insets.left, plot.minX - tick.position + half)
          insets.right = max(insets.right, tick.position + half - plot.maxX)
        }
      }
      if title != nil { insets.bottom += Self.titleGap + titleHeight }
      return insets
    case .left, .right:
      var depth = Self.tickLength
      if labelled { depth += Self.labelGap + (extents.map(\.width).max() ?? 0) }
      if title != nil { depth += Self.titleGap + titleHeight }
      // Labels at the ends reach half a line beyond the plot.
      let overhang = labelled ? (extents.first?.height ?? 0) / 2 + 0.5 : 0
      return Insets(
        top: overhang, left: side == .left ? depth : 0, bottom: overhang,
        right: side == .right ? depth : 0)
    }
  }

  /// Grid lines only: they belong below the marks.
  public func drawGrid(around plot: Rect, on canvas: any Canvas) {
    guard showsGrid else { return }
    for tick in visibleTicks(in: plot, on: canvas) {
      let style = StrokeStyle(Palette.grid, width: 1)
      if side == .bottom {
        canvas.line(
          from: Point(tick.position, plot.minY), to: Point(tick.position, plot.maxY), style)
      } else {
        canvas.line(
          from: Point(plot.minX, tick.position), to: Point(plot.maxX, tick.position), style)
      }
    }
  }

  /// Line, ticks, labels and title.
  public func draw(around plot: Rect, on canvas: any Canvas) {
    let ticks = visibleTicks(in: plot, on: canvas)
    let style = StrokeStyle(Palette.axis, width: 1)
    if showsLine { canvas.line(from: lineStart(plot), to: lineEnd(plot), style) }
    for tick in ticks {
      drawTick(tick, plot, style, canvas)
    }
    drawTitle(plot, ticks, canvas)
  }

  private func lineStart(_ plot: Rect) -> Point {
    Point(side == .right ? plot.maxX : plot.minX, plot.maxY)
  }

  private func lineEnd(_ plot: Rect) -> Point {
    Point(side == .left ? plot.minX : plot.maxX, side == .bottom ? plot.maxY : plot.minY)
  }

  private func drawTick(
    _ tick: Tick, _ plot: Rect, _ style: StrokeStyle, _ canvas: any Canvas
  ) {
    let outward = Self.tickLength + Self.labelGap
    let font = Typography.tickLabel
    let start: Point
    let end: Point
    let place: Point
    var text = TextStyle(font, color: Palette.secondaryText, baseline: .middle)
    switch side {
    case .bottom:
      start = Point(tick.position, plot.maxY)
      end = Point(tick.position, plot.maxY + Self.tickLength)
      place = Point(tick.position, plot.maxY + outward)
      text.anchor = .middle
      text.baseline = .top
    case .left:
      start = Point(plot.minX, tick.position)
      end = Point(plot.minX - Self.tickLength, tick.position)
      place = Point(plot.minX - outward, tick.position)
      text.anchor = .end
    case .right:
      start = Point(plot.maxX, tick.position)
      end = Point(plot.maxX + Self.tickLength, tick.position)
      place = Point(plot.maxX + outward, tick.position)
    }
    canvas.line(from: start, to: end, style)
    if showsLabels { canvas.text(tick.label, at: place, text) }
  }

  private func drawTitle(_ plot: Rect, _ ticks: [Tick], _ canvas: any Canvas) {
    guard let title else { return }
    let extents = ticks.map { canvas.measure($0.label, Typography.tickLabel) }
    var distance = Self.tickLength + Self.titleGap
    if showsLabels, !ticks.isEmpty {
      let depth = side == .bottom ? extents.map(\.height).max() : extents.map(\.width).max()
      distance += Self.labelGap + (depth ?? 0)
    }
    let fitted = fittedTitle(title, along: plot, on: canvas)
    let extent = canvas.measure("", fitted.font)
    var style = TextStyle(fitted.font, color: Palette.secondaryText, anchor: .middle)
    for (index, line) in fitted.lines.enumerated() {
      let before = Double(index) * fitted.lineHeight
      // Upward, the last line is next to the labels on the left, the first on the right.
      let after = Double(fitted.lines.count - 1) * fitted.lineHeight - before
      switch side {
      case .bottom:
        style.baseline = .top
        canvas.text(line, at: Point(plot.midX, plot.maxY + distance + before), style)
      case .left:
        style.rotation = -90
        canvas.text(
          line, at: Point(plot.minX - distance - extent.descent - after, plot.midY), style)
      case .right:
        style.rotation = -90
        canvas.text(
          line, at: Point(plot.maxX + distance + extent.ascent + before, plot.midY), style)
      }
    }
  }

  private func fittedTitle(_ title: String, along plot: Rect, on canvas: any Canvas) -> FittedText {
    canvas.fitCaption(
      title, width: side == .bottom ? plot.width : plot.height, font: Typography.axisTitle,
      maximumLines: 3)
  }

  /// What the title takes across the axis.
  private func titleHeight(along plot: Rect, on canvas: any Canvas) -> Double {
    let fitted = fittedTitle(title ?? "", along: plot, on: canvas)
    return canvas.measure("", Typography.axisTitle).height
      + fitted.lineHeight * Double(fitted.lines.count - 1)
  }
}
