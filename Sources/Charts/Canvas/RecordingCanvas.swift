/// A canvas that draws nothing and remembers everything, for tests of what a chart says.
///
/// It measures text exactly as `CairoCanvas` does.
public final class RecordingCanvas: Canvas {
  /// A text as it was drawn.
  public struct Text: Sendable, Hashable {
    public let string: String
    /// The upright box of its whole line height, rotated with the text.
    public let box: Rect
    public let style: TextStyle
    /// The clip in force.
    public let clip: Rect
  }

  /// One act of drawing.
  public enum Mark: Sendable, Hashable {
    case text(Text)
    case stroke(Path, StrokeStyle)
    case fill(Path, Color)
    case rect(Rect, Color)
    case outline(Rect, StrokeStyle)
    case circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?)
    case cells(CellGrid, Rect)
  }

  /// A plot: what it is about, where it lies, and which of `marks` were drawn for it.
  public struct Plot: Sendable, Hashable {
    public let names: PlotNames
    public let rect: Rect
    public let marks: Range<Int>
  }

  public let size: Size
  public let pixelsPerPoint: Double
  /// Everything drawn, in order.
  public private(set) var marks: [Mark] = []
  /// The clips that were set where each mark was drawn, taken together; nil where there was none.
  public private(set) var clips: [Rect?] = []
  /// Every plot, in the order in which they were finished.
  public private(set) var plots: [Plot] = []
  private let measurer = TextMeasurer()
  private var setClip: Rect?
  private var clip: Rect { setClip.map { bounds.intersection($0) } ?? bounds }

  public init(size: Size, pixelsPerPoint: Double = 2) {
    self.size = size
    self.pixelsPerPoint = pixelsPerPoint
  }

  private func add(_ mark: Mark) {
    marks.append(mark)
    clips.append(setClip)
  }

  public func stroke(_ path: Path, _ style: StrokeStyle) { add(.stroke(path, style)) }
  public func fill(_ path: Path, _ color: Color) { add(.fill(path, color)) }
  public func fill(_ rect: Rect, _ color: Color) { add(.rect(rect, color)) }
  public func stroke(_ rect: Rect, _ style: StrokeStyle) { add(.outline(rect, style)) }
  public func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?) {
    add(.circle(center: center, radius: radius, fill: fill, stroke: stroke))
  }
  public func cells(_ grid: CellGrid, in rect: Rect) { add(.cells(grid, rect)) }

  public func text(_ string: String, at point: Point, _ style: TextStyle) {
    guard !string.isEmpty else { return }
    let box = style.box(of: measure(string, style.font), at: point)
    add(.text(Text(string: string, box: box, style: style, clip: clip)))
  }

  public func measure(_ string: String, _ font: Font) -> TextExtent {
    measurer.measure(string, font)
  }

  public func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    let outer = setClip
    setClip = outer?.intersection(rect) ?? rect
    defer { setClip = outer }
    return try body()
  }

  public func plot<Result>(
    _ names: PlotNames, in rect: Rect, _ body: () throws -> Result
  ) rethrows -> Result {
    let first = marks.count
    defer { plots.append(Plot(names: names, rect: rect, marks: first..<marks.count)) }
    return try body()
  }
}
