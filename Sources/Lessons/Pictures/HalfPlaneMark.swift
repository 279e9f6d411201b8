import Charts

/// The side of a straight line where w₁x + w₂y + b > 0, shaded, and the line itself; without a slope there is no
/// line, and all of the plane is on one side.
struct HalfPlaneMark: Mark {
  let weights: (Double, Double)
  let bias: Double
  /// Of the side; nil for the line alone.
  let shade: Color?
  let line: StrokeStyle

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    let (left, right) = x.domain
    let (low, high) = y.domain
    let corners = [Point(left, low), Point(right, low), Point(right, high), Point(left, high)]
    let (side, border) = parts(of: corners)
    func place(_ points: [Point]) -> [Point] {
      points.compactMap { point in
        guard let px = x.position(of: point.x), let py = y.position(of: point.y) else { return nil }
        return Point(px, py)
      }
    }
    canvas.clipped(to: plot) {
      if let shade, side.count > 2 { canvas.fill(Path(polygon: place(side)), shade) }
      if border.count > 1 { canvas.stroke(Path(line: place(border)), line) }
    }
  }

  /// The part of a polygon that is on the side, and where the line crosses its edges.
  func parts(of corners: [Point]) -> (side: [Point], border: [Point]) {
    func height(_ point: Point) -> Double { weights.0 * point.x + weights.1 * point.y + bias }
    var (side, border): ([Point], [Point]) = ([], [])
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      let (start, end) = (height(from), height(to))
      if start > 0 { side.append(from) }
      guard (start > 0) != (end > 0) else { continue }
      let part = start / (start - end)
      let crossing = Point(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y))
      side.append(crossing)
      border.append(crossing)
    }
    return (side, border)
  }
}
