/// The key of a colour scale: a vertical gradient with ticks, and below it a swatch for each
/// special value that occurs.
public struct ColorBar: Sendable {
  public var scale: any Scale
  public var colorMap: ColorMap
  public var title: String?
  public var occurring: [SpecialValue]
  public var special: SpecialColors
  public var maximumTicks: Int
  /// Width of the gradient in points.
  public var barWidth: Double
  /// Whether any value has a place on the scale; without, only the swatches are drawn.
  public var hasScale = true

  /// - Parameter occurring: the special values to explain; see `CellMark.occurringSpecialValues`.
  public init(
    scale: any Scale, colorMap: ColorMap = .viridis, title: String? = nil,
    occurring: [SpecialValue] = [], special: SpecialColors = SpecialColors(),
    maximumTicks: Int = 9, barWidth: Double = 18
  ) {
    self.scale = scale
    self.colorMap = colorMap
    self.title = title
    self.occurring = SpecialValue.allCases.filter(occurring.contains)
    self.special = special
    self.maximumTicks = maximumTicks
    self.barWidth = barWidth
  }

  private static let swatchSide = 16.0
  private static let swatchStep = 25.0
  private static let titleGap = 10.0

  private var axis: Axis {
    Axis(.right, scale: scale, maximumTicks: maximumTicks, showsLine: false)
  }

  /// The width that bar, labels, title and swatches need.
  public func width(height: Double, on canvas: any Canvas) -> Double {
    let bar = barRect(in: Rect(x: 0, y: 0, width: barWidth, height: height), on: canvas)
    let ticks = hasScale ? axis.insets(around: bar, on: canvas).right : 0
    let words = occurring.map {
      Self.swatchSide + 8 + canvas.measure($0.rawValue, Typography.note).width
    }
    let titleWidth = title.map { canvas.measure($0, Typography.axisTitle).width } ?? 0
    return max(barWidth + ticks, titleWidth, words.max() ?? 0)
  }

  /// Where the gradient itself lies when the colour bar is drawn in `rect`.
  public func barRect(in rect: Rect, on canvas: any Canvas) -> Rect {
    var top = 0.0
    if title != nil {
      top = canvas.measure("", Typography.axisTitle).height + Self.titleGap
    }
    guard hasScale else { return Rect(x: rect.x, y: rect.y + top, width: barWidth, height: 0) }
    let bottom = occurring.isEmpty ? 0 : Double(occurring.count) * Self.swatchStep + 8
    return Rect(
      x: rect.x, y: rect.y + top, width: barWidth, height: max(0, rect.height - top - bottom))
  }

  /// Draws the title at the top of `rect`, the gradient below it and the swatches at its foot.
  public func draw(in rect: Rect, on canvas: any Canvas) {
    if let title {
      canvas.text(
        title, at: Point(rect.x, rect.y),
        TextStyle(Typography.axisTitle, color: Palette.ink, baseline: .top))
    }
    let bar = barRect(in: rect, on: canvas)
    if hasScale {
      let steps = 256
      let gradient = CellGrid(rows: steps, columns: 1) { row, _ in
        colorMap.color(at: 1 - (Double(row) + 0.5) / Double(steps))
      }
      canvas.cells(gradient, in: bar)
      axis.draw(around: bar, on: canvas)
    }
    var y = bar.maxY + 8 + (Self.swatchStep - Self.swatchSide) + 4
    for value in occurring {
      let swatch = Rect(x: rect.x, y: y, width: Self.swatchSide, height: Self.swatchSide)
      canvas.fill(swatch, special.color(of: value))
      canvas.text(
        value.rawValue, at: Point(swatch.maxX + 8, swatch.midY),
        TextStyle(Typography.note, color: Palette.secondaryText, baseline: .middle))
      y += Self.swatchStep
    }
  }
}
