/// A line through points, broken where a point is not finite or has no place on a scale.
public struct LineMark: Mark {
  /// In units of the data; NaN makes a gap.
  public var points: [Point]
  public var style: StrokeStyle
  /// Radius of a dot at every point, in points of the canvas; 0 for none.
  public var dotRadius: Double
  /// What a reader who asks for a value is told that it is of, such as the run's name; nil for lines that
  /// are not to be asked, such as guides.
  public var name: String?

  public init(
    _ points: [Point], style: StrokeStyle, dotRadius: Double = 0, name: String? = nil
  ) {
    self.points = points
    self.style = style
    self.dotRadius = dotRadius
    self.name = name
  }

  /// A line y(x); the longer of the sequences is cut.
  public init(
    x: some Sequence<Double>, y: some Sequence<Double>, style: StrokeStyle, dotRadius: Double = 0,
    name: String? = nil
  ) {
    self.init(
      zip(x, y).map { Point($0, $1) }, style: style, dotRadius: dotRadius, name: name)
  }

  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    // Lines along an edge of the plot, and dots on it, keep their full width.
    let margin = max(style.width / 2, dotRadius) + 0.5
    canvas.clipped(to: plot.expanded(by: margin)) {
      for piece in pieces(x: x, y: y) {
        if piece.count > 1 { canvas.stroke(Path(line: piece), style) }
        // A point between two gaps would be invisible as a line.
        let radius = piece.count == 1 ? max(dotRadius, style.width) : dotRadius
        guard radius > 0 else { continue }
        for point in piece {
          canvas.circle(center: point, radius: radius, fill: style.color, stroke: nil)
        }
      }
    }
    guard let name else { return }
    let shown = points.compactMap { point -> ShownValues.Point? in
      guard let px = x.position(of: point.x), let py = y.position(of: point.y) else { return nil }
      return ShownValues.Point(Point(px, py), x: point.x, y: point.y)
    }
    canvas.show(.line(name: name, color: style.color, shown))
  }

  /// The unbroken pieces in canvas coordinates.
  func pieces(x: any Scale, y: any Scale) -> [[Point]] {
    var pieces: [[Point]] = [[]]
    for point in points {
      if let px = x.position(of: point.x), let py = y.position(of: point.y) {
        pieces[pieces.count - 1].append(Point(px, py))
      } else if !pieces[pieces.count - 1].isEmpty {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }
  }
}
