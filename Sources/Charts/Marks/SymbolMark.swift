/// Points as small symbols with an outline, told apart by shape where colour is not seen.
public struct SymbolMark: Mark {
  /// Shapes that are told apart at 8 points and in grey.
  public enum Shape: Sendable, Hashable, CaseIterable {
    case circle, triangle, square, diamond, downTriangle, star, cross, bar

    /// Corners on a circle of radius 1, y growing downward; none of a circle.
    var corners: [Point] {
      func ring(_ count: Int, from angle: Double, inner: Double? = nil) -> [Point] {
        let all = inner == nil ? count : 2 * count
        return (0..<all).map { index in
          let turn = (angle + 360 * Double(index) / Double(all)) * .pi / 180
          let radius = index.isMultiple(of: 2) ? 1 : inner ?? 1
          return Point(radius * Numbers.cosine(turn), radius * Numbers.sine(turn))
        }
      }
      switch self {
      case .circle: return []
      case .triangle: return ring(3, from: -90)
      case .square: return ring(4, from: 45)
      case .diamond: return ring(4, from: 0).map { Point($0.x * 0.8, $0.y * 1.1) }
      case .downTriangle: return ring(3, from: 90)
      case .star: return ring(5, from: -90, inner: 0.45)
      case .cross:
        let (a, b) = (0.3, 0.95)
        return [
          (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a),
          (-b, -a), (-a, -a),
        ].map { Point($0.0, $0.1) }
      case .bar:
        return [(-1, -0.4), (1, -0.4), (1, 0.4), (-1, 0.4)].map { Point($0.0, $0.1) }
      }
    }
  }

  /// In units of the data.
  public var points: [Point]
  public var shape: Shape
  /// Half the size of a symbol, in points of the canvas.
  public var radius: Double
  public var fill: Color?
  public var outline: StrokeStyle?

  public init(
    _ points: [Point], shape: Shape = .circle, radius: Double = 4, fill: Color?,
    outline: StrokeStyle? = nil
  ) {
    (self.points, self.shape, self.radius) = (points, shape, radius)
    (self.fill, self.outline) = (fill, outline)
  }

  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    canvas.clipped(to: plot.expanded(by: radius)) {
      for point in points {
        guard let px = x.position(of: point.x), let py = y.position(of: point.y) else { continue }
        Self.draw(shape, at: Point(px, py), radius: radius, fill: fill, outline: outline, canvas)
      }
    }
  }

  /// Draws a single symbol.
  static func draw(
    _ shape: Shape, at center: Point, radius: Double, fill: Color?, outline: StrokeStyle?,
    _ canvas: any Canvas
  ) {
    guard shape != .circle else {
      canvas.circle(center: center, radius: radius, fill: fill, stroke: outline)
      return
    }
    let corners = shape.corners.map {
      Point(center.x + radius * $0.x * 1.15, center.y + radius * $0.y * 1.15)
    }
    let path = Path(polygon: corners)
    if let fill { canvas.fill(path, fill) }
    if let outline { canvas.stroke(path, outline) }
  }
}
