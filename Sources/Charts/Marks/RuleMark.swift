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
      let place =
        switch labelAnchor {
        case .start: plot.minX + 4
        case .middle: plot.midX
        case .end: plot.maxX - 4
        }
      let extent = canvas.measure(label, font)
      // Above the rule, or below it where the plot ends.
      let above = at - 5 - extent.ascent >= plot.minY
      let baseline = above ? at - 5 - extent.descent / 2 : at + 5 + extent.ascent
      let left =
        switch labelAnchor {
        case .start: place
        case .middle: place - extent.width / 2
        case .end: place - extent.width
        }
      // Lines run through here: a veil keeps the words legible and the lines visible.
      canvas.fill(
        Rect(
          x: left - 3, y: baseline - extent.ascent, width: extent.width + 6,
          height: extent.ascent + extent.descent / 2),
        Palette.background.opacity(0.8))
      canvas.text(
        label, at: Point(place, baseline),
        TextStyle(font, color: textColor, anchor: labelAnchor))
    case .vertical(let value):
      guard x.contains(value), let at = x.position(of: value) else { return }
      canvas.line(from: Point(at, plot.minY), to: Point(at, plot.maxY), style)
      guard let label else { return }
      let width = canvas.measure(label, font).width
      let fitsRight = at + 6 + width <= plot.maxX
      canvas.text(
        label, at: Point(fitsRight ? at + 6 : at - 6, plot.minY + 4),
        TextStyle(font, color: textColor, anchor: fitsRight ? .start : .end, baseline: .top))
    }
  }
}
