/// Something drawn from data within a plot.
public protocol Mark: Sendable {
  /// Draws the mark.
  ///
  /// - Parameters:
  ///   - plot: the rectangle between the axes.
  ///   - x: the horizontal scale, whose range is the plot's width.
  ///   - y: the vertical scale, whose range is the plot's height.
  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale)
}
