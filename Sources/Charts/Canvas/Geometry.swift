/// A place on a canvas in points; y grows downward.
public struct Point: Sendable, Hashable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in points.
public struct Size: Sendable, Hashable {
  public var width: Double
  public var height: Double

  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// Space kept free at the four sides of a rectangle, in points.
public struct Insets: Sendable, Hashable {
  public var top: Double
  public var left: Double
  public var bottom: Double
  public var right: Double

  public init(top: Double = 0, left: Double = 0, bottom: Double = 0, right: Double = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// The larger of two insets, side by side.
  public func union(_ other: Insets) -> Insets {
    Insets(
      top: max(top, other.top), left: max(left, other.left),
      bottom: max(bottom, other.bottom), right: max(right, other.right))
  }
}

/// An upright rectangle in points, from its top left corner.
public struct Rect: Sendable, Hashable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var minX: Double { x }
  public var maxX: Double { x + width }
  public var midX: Double { x + width / 2 }
  public var minY: Double { y }
  public var maxY: Double { y + height }
  public var midY: Double { y + height / 2 }

  /// The rectangle without the insets; sides never become negative.
  public func inset(by insets: Insets) -> Rect {
    Rect(
      x: x + insets.left, y: y + insets.top,
      width: max(0, width - insets.left - insets.right),
      height: max(0, height - insets.top - insets.bottom))
  }

  /// The rectangle moved outward by `distance` at every side (inward where negative).
  public func expanded(by distance: Double) -> Rect {
    Rect(
      x: x - distance, y: y - distance,
      width: max(0, width + 2 * distance), height: max(0, height + 2 * distance))
  }

  /// The rectangle with its edges moved inward to whole points, where lines are sharp.
  func aligned() -> Rect {
    let (left, top) = (minX.rounded(.up), minY.rounded(.up))
    return Rect(
      x: left, y: top, width: max(0, maxX.rounded(.down) - left),
      height: max(0, maxY.rounded(.down) - top))
  }

  /// Whether the other rectangle lies inside, up to `tolerance` points.
  public func contains(_ other: Rect, tolerance: Double = 0.01) -> Bool {
    other.minX >= minX - tolerance && other.maxX <= maxX + tolerance
      && other.minY >= minY - tolerance && other.maxY <= maxY + tolerance
  }

  /// Whether the rectangles share more than `tolerance` points in both directions.
  public func overlaps(_ other: Rect, tolerance: Double = 0.01) -> Bool {
    min(maxX, other.maxX) - max(minX, other.minX) > tolerance
      && min(maxY, other.maxY) - max(minY, other.minY) > tolerance
  }

  /// The common part, of width or height 0 where there is none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    return Rect(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left),
      height: max(0, min(maxY, other.maxY) - top))
  }
}
