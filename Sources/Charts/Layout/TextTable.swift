/// Words and numbers in columns under muted headings.
public struct TextTable: Sendable {
  public struct Cell: Sendable, Hashable {
    public var text: String
    public var color: Color
    public var weight: Font.Weight

    public init(_ text: String, color: Color = Palette.ink, weight: Font.Weight = .regular) {
      self.text = text
      self.color = color
      self.weight = weight
    }
  }

  public var headings: [String]
  /// One array of cells a row; rows may be shorter than the headings.
  public var rows: [[Cell]]
  public var font: Font
  /// Between columns, in points.
  public var columnGap: Double
  /// From one row to the next, as a multiple of the line height.
  public var leading: Double

  public init(
    headings: [String], rows: [[Cell]], font: Font = Font(size: 15), columnGap: Double = 26,
    leading: Double = 1.55
  ) {
    self.headings = headings
    self.rows = rows
    self.font = font
    self.columnGap = columnGap
    self.leading = leading
  }

  /// The first column, of names, takes at most this share of the width.
  private static let widestName = 0.34
  private static let mostLines = 3

  /// The height with `leading` as it is, in a table so wide.
  public func height(width: Double, on canvas: any Canvas) -> Double {
    Layout(self, font: font, width: width, lines: Self.mostLines, canvas).height(leading: leading)
  }

  /// Draws the table with its top left corner at that of `rect`. Rows move together, then the
  /// type becomes smaller, until it fits the height; names and cells in the last column go on in
  /// further lines where they are too long.
  public func draw(in rect: Rect, on canvas: any Canvas) {
    let natural = canvas.measure("", font).height
    // Many rows have no room for further lines.
    let heights = (1...Self.mostLines).map {
      ($0, Layout(self, font: font, width: rect.width, lines: $0, canvas).height(leading: leading))
    }
    let (lines, height) = heights.last { $0.1 <= rect.height + 0.01 } ?? heights[0]
    let share = min(1, rect.height / max(height, 1))
    let step = natural * leading * share
    let smaller = font.sized(min(font.size, font.size * step / natural))
    let layout = Layout(self, font: smaller, width: rect.width, lines: lines, canvas)
    var y = rect.minY
    for (cells, texts) in zip(
      [headings.map { Cell($0, color: Palette.mutedText) }] + rows, layout.rows)
    {
      var x = rect.minX
      for (index, text) in texts.enumerated() {
        canvas.text(text, top: Point(x, y), color: cells[index].color)
        x += layout.widths[index] + columnGap
      }
      y += step + layout.further(texts) * share
    }
  }

  /// Every cell made to fit its column, headings first.
  private struct Layout {
    let widths: [Double]
    private(set) var rows: [[FittedText]] = []
    private let lineHeight: Double

    init(_ table: TextTable, font: Font, width: Double, lines: Int, _ canvas: any Canvas) {
      lineHeight = canvas.measure("", font).height
      let all = [table.headings.map { Cell($0) }] + table.rows
      let count = all.map(\.count).max() ?? 0
      let natural = (0..<count).map { column in
        all.compactMap { row in
          row.count > column
            ? canvas.measure(
              row[column].text, Font(size: font.size, weight: row[column].weight)
            ).width : nil
        }.max() ?? 0
      }
      var widths = natural
      if count > 1 { widths[0] = min(natural[0], width * TextTable.widestName) }
      if count > 0 {
        let others = widths.dropLast().reduce(0) { $0 + $1 + table.columnGap }
        widths[count - 1] = max(0, min(natural[count - 1], width - others))
      }
      self.widths = widths
      func fit(_ cell: Cell, _ index: Int, _ font: Font) -> FittedText {
        canvas.fitCaption(
          cell.text, width: widths[index] + 0.01,
          font: Font(size: font.size, weight: cell.weight),
          maximumLines: index == 0 ? min(lines, 2) : lines, ellipsis: index == 0 ? .middle : .end)
      }
      // Names of one size, though some are shorter; one that needed lines may do with one when smaller.
      var nameFont = font
      for _ in 0..<3 {
        let sizes = table.rows.compactMap(\.first).map { fit($0, 0, nameFont).font.size }
        nameFont = font.sized(min(nameFont.size, sizes.min() ?? font.size))
      }
      rows = all.enumerated().map { row, cells in
        cells.enumerated().map { fit($1, $0, $0 == 0 && row > 0 ? nameFont : font) }
      }
    }

    /// What a row takes for lines after its first.
    func further(_ texts: [FittedText]) -> Double {
      texts.map { $0.lineHeight * Double($0.lines.count - 1) }.max() ?? 0
    }

    func height(leading: Double) -> Double {
      rows.reduce(0) { $0 + lineHeight * leading + further($1) }
    }
  }
}
