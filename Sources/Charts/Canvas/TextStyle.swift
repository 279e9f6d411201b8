/// A type size and weight. The family is DejaVu Sans, which has the signs of mathematics
/// (∂, ‖, σ, ′) and superscript digits.
public struct Font: Sendable, Hashable {
  public enum Weight: Sendable, Hashable {
    case regular
    case bold
  }

  /// In points.
  public var size: Double
  public var weight: Weight

  public init(size: Double, weight: Weight = .regular) {
    self.size = size
    self.weight = weight
  }

  /// The same weight at another size.
  public func sized(_ size: Double) -> Font { Font(size: size, weight: weight) }
}

/// What part of a text lies at the point where it is drawn, horizontally.
public enum TextAnchor: Sendable, Hashable {
  case start
  case middle
  case end
}

/// What part of a text lies at the point where it is drawn, vertically.
public enum TextBaseline: Sendable, Hashable {
  /// The line on which letters stand.
  case alphabetic
  /// Half the height of a capital: centres labels on ticks.
  case middle
  /// The top of the line.
  case top
}

/// The space that a line of text takes, in points, the same for every canvas.
public struct TextExtent: Sendable, Hashable {
  /// How far the pen moves.
  public var width: Double
  /// From the baseline up to the top of the line (of the font, not of these letters).
  public var ascent: Double
  /// From the baseline down to the bottom of the line.
  public var descent: Double

  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }

  public var height: Double { ascent + descent }
}

/// Everything about drawing a line of text but the text and its place.
public struct TextStyle: Sendable, Hashable {
  public var font: Font
  public var color: Color
  public var anchor: TextAnchor
  public var baseline: TextBaseline
  /// Clockwise in degrees about the point of drawing; −90 reads upward.
  public var rotation: Double

  public init(
    _ font: Font, color: Color = Palette.ink, anchor: TextAnchor = .start,
    baseline: TextBaseline = .alphabetic, rotation: Double = 0
  ) {
    self.font = font
    self.color = color
    self.anchor = anchor
    self.baseline = baseline
    self.rotation = rotation
  }

  /// Where the pen starts, relative to the point of drawing and before rotation.
  func origin(of extent: TextExtent) -> Point {
    let x =
      switch anchor {
      case .start: 0.0
      case .middle: -extent.width / 2
      case .end: -extent.width
      }
    let y =
      switch baseline {
      case .alphabetic: 0.0
      // DejaVu's capitals are 0.729 em high.
      case .middle: 0.729 * font.size / 2
      case .top: extent.ascent
      }
    return Point(x, y)
  }

  /// The upright box around the text drawn at `point`, with its rotation.
  func box(of extent: TextExtent, at point: Point) -> Rect {
    let pen = origin(of: extent)
    let angle = rotation * Double.pi / 180
    let (c, s) = (Numbers.cosine(angle), Numbers.sine(angle))
    let corners = [
      (pen.x, pen.y - extent.ascent), (pen.x + extent.width, pen.y - extent.ascent),
      (pen.x + extent.width, pen.y + extent.descent), (pen.x, pen.y + extent.descent),
    ].map { Point(point.x + c * $0.0 - s * $0.1, point.y + s * $0.0 + c * $0.1) }
    return Path(polygon: corners).bounds ?? Rect(x: point.x, y: point.y, width: 0, height: 0)
  }
}
