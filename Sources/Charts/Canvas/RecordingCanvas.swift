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

  public let size: Size
  public let pixelsPerPoint: Double
  /// Everything drawn, in order.
  public private(set) var marks: [Mark] = []
  private let measurer = TextMeasurer()
  private var clip: Rect

  public init(size: Size, pixelsPerPoint: Double = 2) {
    self.size = size
    self.pixelsPerPoint = pixelsPerPoint
    clip = Rect(x: 0, y: 0, width: size.width, height: size.height)
  }

  public func stroke(_ path: Path, _ style: StrokeStyle) { marks.append(.stroke(path, style)) }
  public func fill(_ path: Path, _ color: Color) { marks.append(.fill(path, color)) }
  public func fill(_ rect: Rect, _ color: Color) { marks.append(.rect(rect, color)) }
  public func stroke(_ rect: Rect, _ style: StrokeStyle) { marks.append(.outline(rect, style)) }
  public func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?) {
    marks.append(.circle(center: center, radius: radius, fill: fill, stroke: stroke))
  }
  public func cells(_ grid: CellGrid, in rect: Rect) { marks.append(.cells(grid, rect)) }

  public func text(_ string: String, at point: Point, _ style: TextStyle) {
    guard !string.isEmpty else { return }
    let box = style.box(of: measure(string, style.font), at: point)
    marks.append(.text(Text(string: string, box: box, style: style, clip: clip)))
  }

  public func measure(_ string: String, _ font: Font) -> TextExtent {
    measurer.measure(string, font)
  }

  public func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    let outer = clip
    clip = clip.intersection(rect)
    defer { clip = outer }
    return try body()
  }

  // MARK: - Questions for tests

  /// Every text drawn, in order.
  public var texts: [Text] {
    marks.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Every string drawn, in order.
  public var strings: [String] { texts.map(\.string) }

  /// Every stroked path, in order.
  public var strokes: [(path: Path, style: StrokeStyle)] {
    marks.compactMap { if case .stroke(let path, let style) = $0 { (path, style) } else { nil } }
  }

  /// Pairs of texts whose letters would touch. The boxes are line boxes, whose upper edge is
  /// mostly air, so they may share up to `tolerance` of the smaller height.
  public func overlappingTexts(tolerance: Double = 0.2) -> [(Text, Text)] {
    let texts = texts
    var pairs: [(Text, Text)] = []
    for (index, first) in texts.enumerated() {
      for second in texts[(index + 1)...] {
        let slack = tolerance * min(first.style.font.size, second.style.font.size)
        if first.box.overlaps(second.box, tolerance: slack) { pairs.append((first, second)) }
      }
    }
    return pairs
  }

  /// Texts that are not wholly inside the rectangle, or that a clip cuts.
  public func textsOutside(_ rect: Rect) -> [Text] {
    texts.filter { !rect.contains($0.box) || !$0.clip.contains($0.box) }
  }
}
