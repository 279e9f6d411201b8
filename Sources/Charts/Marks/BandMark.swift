/// The area between two lines: a spread, an interval between quantiles.
public struct BandMark: Mark {
  /// In units of the data.
  public var x: [Double]
  public var lower: [Double]
  public var upper: [Double]
  public var color: Color

  /// The longer ones of the arrays are cut.
  public init(x: [Double], lower: [Double], upper: [Double], color: Color) {
    self.x = x
    self.lower = lower
    self.upper = upper
    self.color = color
  }

  public func draw(on canvas: any Canvas, in plot: Rect, x scale: any Scale, y: any Scale) {
    var above: [Point] = []
    var below: [Point] = []
    func flush() {
      if above.count > 1 { canvas.fill(Path(polygon: above + below.reversed()), color) }
      above = []
      below = []
    }
    canvas.clipped(to: plot) {
      for index in 0..<min(x.count, lower.count, upper.count) {
        if let px = scale.position(of: x[index]), let low = y.position(of: lower[index]),
          let high = y.position(of: upper[index])
        {
          above.append(Point(px, high))
          below.append(Point(px, low))
        } else {
          flush()
        }
      }
      flush()
    }
  }
}
