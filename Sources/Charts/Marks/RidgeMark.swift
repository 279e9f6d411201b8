/// A histogram that stands on a line of its own, so that many stand above each other.
public struct RidgeMark: Mark {
  /// One bar.
  public struct Bin: Sendable, Hashable {
    /// Its edges in units of x.
    public var lower: Double
    public var upper: Double
    /// How high it is: what it counts, such as a share, or that over its width.
    public var value: Double
    /// What a reader who asks is told of it; nil for how high it is.
    public var told: Double?

    public init(lower: Double, upper: Double, value: Double, told: Double? = nil) {
      self.lower = lower
      self.upper = upper
      self.value = value
      self.told = told
    }
  }

  /// From left to right; neighbours share an edge.
  public var bins: [Bin]
  /// Where it stands, in units of y.
  public var base: Double
  /// Units of y that a value of 1 is high: upward on the canvas, also where y grows downward.
  public var height: Double
  /// nil for none.
  public var fill: Color?
  /// nil for none.
  public var outline: StrokeStyle?
  /// What a reader who asks is told that it is of; nil where it is not to be asked.
  public var name: String?

  public init(
    _ bins: [Bin], base: Double, height: Double, fill: Color? = nil, outline: StrokeStyle? = nil,
    name: String? = nil
  ) {
    self.bins = bins
    self.base = base
    self.height = height
    self.fill = fill
    self.outline = outline
    self.name = name
  }

  /// Empty bins draw nothing: an outline has a piece for each run of bins that are not.
  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard let foot = y.position(of: base), let next = y.position(of: base + 1) else { return }
    let unit = abs(next - foot) * height
    var shown: [ShownValues.Point] = []
    var pieces: [[Point]] = []
    var isOpen = false
    for bin in bins {
      guard bin.value > 0, bin.value.isFinite, let left = x.position(of: bin.lower),
        let right = x.position(of: bin.upper)
      else {
        isOpen = false
        continue
      }
      let top = foot - unit * bin.value
      if !isOpen { pieces.append([Point(left, foot)]) }
      // A bin that goes on where the last one ended has no foot between.
      pieces[pieces.count - 1] += [Point(left, top), Point(right, top)]
      isOpen = true
      shown.append(
        ShownValues.Point(
          Point((left + right) / 2, top), x: (bin.lower + bin.upper) / 2, y: bin.told ?? bin.value))
    }
    canvas.clipped(to: plot.expanded(by: 1)) {
      for piece in pieces {
        guard let last = piece.last else { continue }
        let closed = piece + [Point(last.x, foot)]
        if let fill { canvas.fill(Path(polygon: closed), fill) }
        if let outline { canvas.stroke(Path(line: closed), outline) }
      }
    }
    guard let name else { return }
    canvas.show(.line(name: name, color: outline?.color ?? fill ?? Palette.ink, shown))
  }
}
