/// The value of `d` of a path: the first point of a piece as it is, then from point to point.
///
/// Whole hundredths of a point, tenths where there are many points; they are counted from the origin, so
/// that roundings do not add up.
struct SVGPathData {
  private(set) var text = ""

  /// Longer ones are written in tenths.
  private static let long = 100

  /// nil for a path that is empty or has a point that is not finite.
  ///
  /// - Parameter tolerance: how far a long line may stray from its points, in points of the canvas.
  init?(_ path: Path, tolerance: Double = 0.05) {
    let all = path.points
    guard !path.isEmpty, all.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
    let digits = all.count > Self.long ? 1 : 2
    let unit = digits == 1 ? 10.0 : 100.0
    var last = (x: 0, y: 0)
    var isFirst = true
    func rounded(_ point: Point) -> (x: Int, y: Int) {
      (Int((Self.limited(point.x) * unit).rounded()), Int((Self.limited(point.y) * unit).rounded()))
    }
    func write(_ value: Int) {
      let number = SVGText.compact(value, digits: digits)
      if let end = text.utf8.last, end == UInt8(ascii: "M") || end == UInt8(ascii: "l") {
        text += number
      } else {
        text += number.hasPrefix("-") ? number : " " + number
      }
    }
    for element in Self.thinned(path, tolerance).elements {
      switch element {
      case .move(let point):
        last = rounded(point)
        text += "M"
        write(last.x)
        write(last.y)
        isFirst = true
      case .line(let point):
        let next = rounded(point)
        if isFirst { text += "l" }
        isFirst = false
        write(next.x - last.x)
        write(next.y - last.y)
        last = next
      case .close:
        text += "z"
        isFirst = true
      }
    }
  }

  /// Far beyond every drawing: a number with more digits is none to some readers.
  private static func limited(_ value: Double) -> Double { min(max(value, -1e6), 1e6) }

  /// A long open line without points that nobody would see missing.
  private static func thinned(_ path: Path, _ tolerance: Double) -> Path {
    let points = path.points
    guard points.count > long,
      path.elements.dropFirst().allSatisfy({ if case .line = $0 { true } else { false } })
    else { return path }
    return Path(line: LineThinning.outline(of: points, within: tolerance))
  }
}
