/// How a line is drawn; joins and ends are round, ends of dashes flat.
public struct StrokeStyle: Sendable, Hashable {
  public var color: Color
  /// In points.
  public var width: Double
  /// Lengths of strokes and gaps in points, alternating; empty for a solid line.
  public var dash: [Double]

  public init(_ color: Color, width: Double = 1, dash: [Double] = []) {
    self.color = color
    self.width = width
    self.dash = dash
  }

  /// The dash pattern that reads as "dashed" at a line width: 3 widths of line, 2 of gap.
  public static func dashes(width: Double) -> [Double] { [3.2 * width, 2 * width] }
}
