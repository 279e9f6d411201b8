/// Names beside the ends of lines, instead of a legend: spread so that none overlap, each joined
/// to its line by a thin leader.
public struct DirectLabels: Sendable {
  public enum Side: Sendable, Hashable {
    /// Left of the plot, for the first point of each line.
    case leading
    /// Right of the plot, for the last point of each line.
    case trailing
  }

  public struct Entry: Sendable, Hashable {
    public var text: String
    /// A number in a column of its own, such as "×0.91".
    public var detail: String?
    public var color: Color
    public var weight: Font.Weight
    /// The end of the line in units of the data.
    public var point: Point

    public init(
      _ text: String, detail: String? = nil, color: Color, weight: Font.Weight = .regular,
      point: Point
    ) {
      self.text = text
      self.detail = detail
      self.color = color
      self.weight = weight
      self.point = point
    }
  }

  public var entries: [Entry]
  public var side: Side
  public var font: Font

  /// Names on these lines; of a longer one the middle is left out.
  public var maximumLines = 2
  /// Whether a name is joined by dots to a line that ends within the plot; without, over steps that have no
  /// number nothing is drawn.
  public var joinsFarEnds = true
  /// A name takes at most so much of a picture; one that would need more is wrapped into less.
  public var widestName = 300.0

  public init(_ entries: [Entry], side: Side, font: Font = Typography.directLabel) {
    self.entries = entries
    self.side = side
    self.font = font
  }

  /// From the plot to the nearest letter: room for leaders to bend.
  private static let leader = 34.0
  /// A leader over more of the plot than this would look like data.
  private static let farthest = 40.0
  private static let columnGap = 12.0
  private func name(_ entry: Entry, _ canvas: any Canvas) -> FittedText {
    let font = Font(size: font.size, weight: entry.weight)
    let isWide = canvas.measure(entry.text, font).width > widestName
    return canvas.fit(
      entry.text, width: isWide ? min(widestName, 220) : widestName, font: font,
      maximumLines: isWide ? maximumLines : 1, breaksWords: true, ellipsis: .middle)
  }

  /// The width that labels and leaders take beside the plot.
  public func width(on canvas: any Canvas) -> Double {
    guard !entries.isEmpty else { return 0 }
    let (names, details) = columns(canvas)
    return Self.leader + names + (details > 0 ? Self.columnGap + details : 0)
  }

  /// Draws labels beside the plot for lines drawn on these scales.
  ///
  /// Entries whose point has no place (NaN, or 0 on a log scale) are put at the lower end.
  public func draw(on canvas: any Canvas, beside plot: Rect, x: any Scale, y: any Scale) {
    let line = canvas.measure("", font).height * 1.1
    let ends = entries.map { entry -> Point? in
      guard let px = x.position(of: entry.point.x), let py = y.position(of: entry.point.y) else {
        return nil
      }
      return Point(px, min(plot.maxY, max(plot.minY, py)))
    }
    // Labels may stand a line above and half a line below the plot, as those of ticks do.
    let places = spreadLabels(
      desired: ends.map { $0?.y ?? plot.maxY },
      heights: entries.map { line * Double(name($0, canvas).lines.count) },
      in: (plot.minY - line)...(plot.maxY + line / 2))
    let (names, details) = columns(canvas)
    for (index, entry) in entries.enumerated() {
      draw(entry, at: places[index], from: ends[index], plot, names, details, canvas)
    }
  }

  private func draw(
    _ entry: Entry, at y: Double, from end: Point?, _ plot: Rect, _ names: Double,
    _ details: Double, _ canvas: any Canvas
  ) {
    let outward = side == .leading ? -1.0 : 1.0
    let edge = side == .leading ? plot.minX : plot.maxX
    let inner = edge + outward * Self.leader
    if let end {
      // Flat out of the line, one straight slope, flat into the label: parallel leaders of
      // crowded labels do not cross.
      let faint = entry.color.faded(0.45)
      let start = Point(end.x + outward * 6, end.y)
      let border = Point(edge + outward * 9, end.y)
      let slope = [border, Point(inner - outward * 9, y), Point(inner - outward * 4, y)]
      if abs(edge - start.x) > Self.farthest {
        guard joinsFarEnds else { return drawText(entry, y, inner, names, details, canvas) }
        // A line that ends within the plot does not go on to its name: dots are no data.
        canvas.stroke(
          Path(line: [start, border]), StrokeStyle(faint, width: 1, dash: [1.2, 4]))
        canvas.stroke(Path(line: slope), StrokeStyle(faint, width: 1))
      } else {
        canvas.stroke(Path(line: [start] + slope), StrokeStyle(faint, width: 1))
      }
    }
    drawText(entry, y, inner, names, details, canvas)
  }

  private func drawText(
    _ entry: Entry, _ y: Double, _ inner: Double, _ names: Double, _ details: Double,
    _ canvas: any Canvas
  ) {
    let detailGap = details > 0 ? details + Self.columnGap : 0
    let color = entry.color.readable()
    let name = name(entry, canvas)
    let detail = TextStyle(font, color: color, anchor: .end, baseline: .middle)
    switch side {
    case .leading:
      draw(name, color, at: Point(inner - detailGap, y), .end, canvas)
      canvas.text(entry.detail ?? "", at: Point(inner, y), detail)
    case .trailing:
      draw(name, color, at: Point(inner, y), .start, canvas)
      canvas.text(entry.detail ?? "", at: Point(inner + names + detailGap, y), detail)
    }
  }

  /// The lines of a name, with their middle at a point.
  private func draw(
    _ name: FittedText, _ color: Color, at point: Point, _ anchor: TextAnchor,
    _ canvas: any Canvas
  ) {
    let style = TextStyle(name.font, color: color, anchor: anchor, baseline: .middle)
    let first = point.y - name.lineHeight * Double(name.lines.count - 1) / 2
    for (index, line) in name.lines.enumerated() {
      canvas.text(line, at: Point(point.x, first + name.lineHeight * Double(index)), style)
    }
  }

  private func columns(_ canvas: any Canvas) -> (names: Double, details: Double) {
    let names = entries.map { name($0, canvas).width }
    let details = entries.compactMap { $0.detail.map { canvas.measure($0, font).width } }
    return (names.max() ?? 0, details.max() ?? 0)
  }
}
