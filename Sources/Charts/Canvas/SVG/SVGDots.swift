/// Discs of one size and colour, drawn as one path of points with round ends: a tenth of the text that as
/// many circles take.
struct SVGDots {
  private var radius = 0.0
  private var color = Palette.ink
  private var points: [Point] = []

  var isEmpty: Bool { points.isEmpty }

  /// Whether another disc is of the same kind.
  func takes(_ radius: Double, _ color: Color) -> Bool {
    points.isEmpty || radius == self.radius && color == self.color
  }

  mutating func append(_ point: Point, _ radius: Double, _ color: Color) {
    (self.radius, self.color) = (radius, color)
    points.append(point)
  }

  func element(_ paint: SVGPaint) -> String {
    let data = points.map { "M\(SVGText.number($0.x)) \(SVGText.number($0.y))h0" }.joined()
    return
      "<path d=\"\(data)\" fill=\"none\"\(paint.stroke(StrokeStyle(color, width: 2 * radius)))/>"
  }
}
