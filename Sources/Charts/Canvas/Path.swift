/// Straight line pieces to stroke or fill, as move, line and close commands.
public struct Path: Sendable, Hashable {
  public enum Element: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case close
  }

  public private(set) var elements: [Element] = []

  public init() {}

  /// An open line through the points, in order.
  public init(line points: some Sequence<Point>) {
    for point in points {
      if elements.isEmpty { move(to: point) } else { line(to: point) }
    }
  }

  /// A closed polygon with the points as corners.
  public init(polygon points: some Sequence<Point>) {
    self.init(line: points)
    close()
  }

  public var isEmpty: Bool { elements.isEmpty }

  /// Begins a new piece.
  public mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Continues the piece with a straight line.
  public mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Joins the end of the piece to its beginning.
  public mutating func close() { elements.append(.close) }

  /// Every corner, in order.
  public var points: [Point] {
    elements.compactMap { element in
      switch element {
      case .move(let point), .line(let point): point
      case .close: nil
      }
    }
  }

  /// The smallest rectangle around every corner; nil for an empty path.
  public var bounds: Rect? {
    let points = points
    guard let first = points.first else { return nil }
    var (left, right, top, bottom) = (first.x, first.x, first.y, first.y)
    for point in points {
      left = min(left, point.x)
      right = max(right, point.x)
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
