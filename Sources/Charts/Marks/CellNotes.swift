/// Words on cells of one colour that say what the colour cannot: what a region is, and how far values go on
/// beyond the end of the colour scale, as lines at levels.
public struct CellNotes: Mark {
  /// A region of cells with words in it.
  public struct Region: Sendable {
    public var text: String
    public var color: Color
    /// Which values belong to it.
    public var contains: @Sendable (Double) -> Bool

    public init(
      _ text: String, color: Color, where contains: @escaping @Sendable (Double) -> Bool
    ) {
      self.text = text
      self.color = color
      self.contains = contains
    }
  }

  /// Lines between the cells above and below a value, with the value's label on them.
  public struct Level: Sendable {
    public var value: Double
    public var label: String

    public init(_ value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  public var cells: CellMark
  public var regions: [Region]
  public var levels: [Level]
  public var color: Color

  /// - Parameter color: of the lines and their labels.
  public init(
    _ cells: CellMark, regions: [Region] = [], levels: [Level] = [],
    color: Color = Palette.onDarkCells
  ) {
    self.cells = cells
    self.regions = regions
    self.levels = levels
    self.color = color
  }

  private static let font = Font(size: 12.5)
  private static let smallest = 11.0
  /// Finer than this no region has room for words, and lines at levels jitter from step to step.
  private static let finest = (rows: 80, columns: 40)

  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    let grid = unlimited.aggregated(rows: Self.finest.rows, columns: Self.finest.columns)
    guard let width = grid.first?.count, width > 0,
      let field = Field(grid, of: cells, x: x, y: y)
    else { return }
    canvas.clipped(to: plot) {
      var taken: [Rect] = []
      let lines = levels.map { ($0, field.lines(at: $0.value)) }
      for (_, lines) in lines {
        for line in lines {
          canvas.line(from: line.from, to: line.to, StrokeStyle(color.opacity(0.55), width: 0.9))
        }
      }
      for region in regions { draw(region, of: field, in: plot, &taken, canvas) }
      for (level, lines) in lines { label(level, lines, of: field, in: plot, &taken, canvas) }
    }
  }

  /// The cells on a scale of all values: on their own, means of values beyond its ends are at its ends.
  private var unlimited: CellMark {
    var all = cells
    if all.scale is LogScale { all.scale = LogScale(fitting: cells.rows.joined()) }
    return all
  }

  private func draw(
    _ region: Region, of field: Field, in plot: Rect, _ taken: inout [Rect], _ canvas: any Canvas
  ) {
    let isIn = field.grid.map { row in row.map { $0.map(region.contains) ?? false } }
    guard let found = LargestRectangle.find(isIn) else { return }
    let room = field.rect(rows: found.rows, columns: found.columns).intersection(plot)
      .inset(by: Insets(top: 2, left: 6, bottom: 2, right: 6))
    let text = canvas.fit(
      region.text, width: room.width, font: Self.font, maximumLines: 3, minimumSize: Self.smallest)
    guard !text.isShortened, text.height <= room.height else { return }
    let top = room.midY - text.height / 2
    canvas.text(text, top: Point(room.midX, top), color: region.color, anchor: .middle)
    taken.append(
      Rect(x: room.midX - text.width / 2, y: top, width: text.width, height: text.height))
  }

  /// On the longest level line, at its end, its middle or its beginning, where nothing else is written and the
  /// cells have values.
  private func label(
    _ level: Level, _ lines: [Field.Line], of field: Field, in plot: Rect, _ taken: inout [Rect],
    _ canvas: any Canvas
  ) {
    let extent = canvas.measure(level.label, Self.font)
    let style = TextStyle(Self.font, color: color, anchor: .middle, baseline: .middle)
    let longest = lines.filter { $0.from.y == $0.to.y }.sorted { $0.length > $1.length }
    for line in longest.prefix(8) {
      let (first, last) = (min(line.from.x, line.to.x), max(line.from.x, line.to.x))
      for left in [last - extent.width - 6, (first + last - extent.width) / 2, first + 6] {
        let place = Point(left + extent.width / 2, line.from.y)
        let box = style.box(of: extent, at: place)
        let ground = box.inset(by: Insets(top: 2, left: -3, bottom: 2, right: -3))
        guard plot.contains(box), !taken.contains(where: { $0.overlaps(box) }),
          field.hasValues(in: ground)
        else { continue }
        // Cells keep their colours in every theme, as the ones beside do.
        canvas.cells(
          CellGrid(rows: 1, columns: 1) { _, _ in cells.color(of: level.value) }, in: ground)
        canvas.text(level.label, at: place, style)
        taken.append(box)
        return
      }
    }
  }
}
