/// Circles around points, for what is to be found: a lowest value, the last one before a gap.
public struct RingMark: Mark {
  /// In units of the data.
  public var points: [Point]
  /// In points of the canvas.
  public var radius: Double
  public var style: StrokeStyle

  public init(_ points: [Point], radius: Double = 6, style: StrokeStyle) {
    self.points = points
    self.radius = radius
    self.style = style
  }

  /// A point that has no place within the plot has no ring.
  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    for point in points where x.contains(point.x) && y.contains(point.y) {
      guard let px = x.position(of: point.x), let py = y.position(of: point.y) else { continue }
      canvas.circle(center: Point(px, py), radius: radius, fill: nil, stroke: style)
    }
  }
}
