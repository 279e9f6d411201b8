/// A straight guide across the whole plot, with an optional label: the loss at chance, a
/// threshold.
public struct RuleMark: Mark {
  public enum Direction: Sendable, Hashable {
    /// At this value of y.
    case horizontal(y: Double)
    /// At this value of x.
    case vertical(x: Double)
  }

  public var direction: Direction
  public var label: String?
  public var style: StrokeStyle
  public var font: Font
  public var textColor: Color
  /// Where along the rule the label stands.
  public var labelAnchor: TextAnchor
  /// Lines, in units of the data, that the label of a horizontal rule is not to hide: it moves along
  /// the rule to where none is.
  public var avoids: [[Point]] = []

  public init(
    _ direction: Direction, label: String? = nil,
    style: StrokeStyle = StrokeStyle(Palette.axis, width: 1, dash: [4, 3]),
    font: Font = Typography.note, textColor: Color = Palette.mutedText,
    labelAnchor: TextAnchor = .end
  ) {
    self.direction = direction
    self.label = label
    self.style = style
    self.font = font
    self.textColor = textColor
    self.labelAnchor = labelAnchor
  }

  /// Draws nothing where the value is outside of the scale's domain.
  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    switch direction {
    case .horizontal(let value):
      guard y.contains(value), let at = y.position(of: value) else { return }
      canvas.line(from: Point(plot.minX, at), to: Point(plot.maxX, at), style)
      guard let label else { return }
      let box = labelBox(of: canvas.measure(label, font), at: at, in: plot, x: x, y: y)
      // Lines may run through here: a veil keeps the words legible and the lines visible.
      canvas.fill(box.inset(by: Insets(left: -3, right: -3)), Palette.background.opacity(0.8))
      let extent = canvas.measure(label, font)
      let place =
        switch labelAnchor {
        case .start: box.minX
        case .middle: box.midX
        case .end: box.maxX
        }
      canvas.text(
        label, at: Point(place, box.minY + extent.ascent),
        TextStyle(font, color: textColor, anchor: labelAnchor))
    case .vertical(let value):
      guard x.contains(value), let at = x.position(of: value) else { return }
      canvas.line(from: Point(at, plot.minY), to: Point(at, plot.maxY), style)
      guard let label else { return }
      let width = canvas.measure(label, font).width
      // Beside it where there is room, else across it; no label is wider than the plot, whose axis it would cover.
      guard width + 4 <= plot.width else { return }
      let left =
        at + 6 + width <= plot.maxX
        ? at + 6 : at - 6 - width >= plot.minX ? at - 6 - width : plot.maxX - 2 - width
      canvas.text(
        label, at: Point(left, plot.minY + 4),
        TextStyle(font, color: textColor, anchor: .start, baseline: .top))
    }
  }

  /// How far off its rule a label may stand, where lines are in the way.
  private static let distances = [0.0, 12, 24, 36, 48]

  /// Where the label of a horizontal rule stands: above it at its anchor, or below where the plot ends;
  /// where lines are in the way, at the nearest place along the rule, above or below, that is free.
  private func labelBox(
    of extent: TextExtent, at rule: Double, in plot: Rect, x: any Scale, y: any Scale
  ) -> Rect {
    func box(_ left: Double, isAbove: Bool, away: Double = 0) -> Rect {
      let baseline =
        isAbove ? rule - 5 - away - extent.descent / 2 : rule + 5 + away + extent.ascent
      return Rect(
        x: left, y: baseline - extent.ascent, width: extent.width,
        height: extent.ascent + extent.descent / 2)
    }
    let (first, last) = (plot.minX + 4, plot.maxX - 4 - extent.width)
    let start =
      switch labelAnchor {
      case .start: first
      case .middle: plot.midX - extent.width / 2
      case .end: last
      }
    let sides = rule - 5 - extent.ascent >= plot.minY ? [true, false] : [false]
    let usual = box(start, isAbove: sides[0])
    guard !avoids.isEmpty, first < last else { return usual }
    let lines = avoids.map { line in
      line.compactMap { point -> Point? in
        guard let px = x.position(of: point.x), let py = y.position(of: point.y) else { return nil }
        return Point(px, py)
      }
    }
    let lefts = (0...16).map { first + (last - first) * Double($0) / 16 }
    let places = [start] + lefts.sorted { abs($0 - start) < abs($1 - start) }
    // A little off its rule a label is still that of the only one.
    let boxes = Self.distances.flatMap { away in
      places.flatMap { left in sides.map { box(left, isAbove: $0, away: away) } }
    }.filter { $0.maxY <= plot.maxY && $0.minY >= plot.minY }
    // Where lines are everywhere, their ends at least stay to be seen.
    return boxes.first { box in !lines.contains { box.isCrossed(by: $0) } }
      ?? boxes.first { box in
        !lines.contains { box.expanded(by: 6).isCrossed(by: $0.suffix(1) + $0.suffix(1)) }
      }
      ?? usual
  }
}

extension Rect {
  /// Whether any piece of a line comes into the rectangle; looked at a point at a time, 2 points apart.
  fileprivate func isCrossed(by line: some Collection<Point>) -> Bool {
    let near = expanded(by: 2)
    return zip(line, line.dropFirst()).contains { from, to in
      guard max(from.x, to.x) >= near.minX, min(from.x, to.x) <= near.maxX,
        max(from.y, to.y) >= near.minY, min(from.y, to.y) <= near.maxY
      else { return false }
      let count = max(1, Int(min(max(abs(to.x - from.x), abs(to.y - from.y)) / 2, 10_000)))
      return (0...count).contains { step in
        let part = Double(step) / Double(count)
        let (px, py) = (from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
        return px >= near.minX && px <= near.maxX && py >= near.minY && py <= near.maxY
      }
    }
  }
}
