/// The values behind a mark, for surfaces on which a reader can ask for them.
public enum ShownValues: Sendable, Hashable {
  /// A point of a line or a dot: where it is drawn, and its values in units of the data.
  public struct Point: Sendable, Hashable {
    public let place: Charts.Point
    public let x: Double
    public let y: Double

    public init(_ place: Charts.Point, x: Double, y: Double) {
      self.place = place
      self.x = x
      self.y = y
    }
  }

  /// The points of a line or of dots, in order, under the name by which the picture calls them.
  case line(name: String, color: Color, [Point])
  /// A matrix over a rectangle, row by row from the top: the outer edges of its columns and rows in units of
  /// the data, the first at the left and at the top; `columns` where what a column stands for is not its
  /// middle, `edges` of columns that are not equally wide, in points of the canvas, one more than there are
  /// columns.
  case cells(
    Rect, rows: [[Double]], x: ClosedEdges, y: ClosedEdges, columns: [Double]? = nil,
    edges: [Double]? = nil)

  /// Where something begins and ends, in units of the data; it may run downward.
  public struct ClosedEdges: Sendable, Hashable {
    public let first: Double
    public let last: Double

    public init(_ first: Double, _ last: Double) {
      self.first = first
      self.last = last
    }
  }
}

/// What a plot is about, told to the surface before its marks are drawn.
public struct PlotNames: Sendable, Hashable {
  /// The panel's title; nil where it has none.
  public let title: String?
  /// What the axes measure, as words before a value: `layer`, `step`.
  public let x: String
  public let y: String

  public init(title: String?, x: String, y: String) {
    self.title = title
    self.x = x
    self.y = y
  }
}
