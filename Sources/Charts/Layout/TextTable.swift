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

  /// The height with `leading` as it is.
  public func height(on canvas: any Canvas) -> Double {
    canvas.measure("", font).height * leading * Double(rows.count + 1)
  }

  /// Draws the table with its top left corner at that of `rect`. Rows move together, then the
  /// type becomes smaller, until it fits the height; cells in the last column are shortened to
  /// the width.
  public func draw(in rect: Rect, on canvas: any Canvas) {
    let lines = Double(rows.count + 1)
    let natural = canvas.measure("", font).height
    let step = min(natural * leading, rect.height / lines)
    let font = font.sized(min(font.size, font.size * step / natural))
    let widths = columnWidths(font, canvas)
    func row(_ cells: [Cell], _ y: Double) {
      var x = rect.minX
      for (index, cell) in cells.enumerated() {
        let style = TextStyle(
          Font(size: font.size, weight: cell.weight), color: cell.color, baseline: .top)
        let fitted = canvas.fit(
          cell.text, width: max(0, min(widths[index] + 0.01, rect.maxX - x)), font: style.font)
        canvas.text(
          fitted.lines.first ?? "", at: Point(x, y),
          TextStyle(fitted.font, color: cell.color, baseline: .top))
        x += widths[index] + columnGap
      }
    }
    row(headings.map { Cell($0, color: Palette.mutedText) }, rect.minY)
    for (index, cells) in rows.enumerated() {
      row(cells, rect.minY + step * Double(index + 1))
    }
  }

  private func columnWidths(_ font: Font, _ canvas: any Canvas) -> [Double] {
    let all = [headings.map { Cell($0) }] + rows
    let count = all.map(\.count).max() ?? 0
    return (0..<count).map { column in
      all.compactMap { row in
        row.count > column
          ? canvas.measure(
            row[column].text, Font(size: font.size, weight: row[column].weight)
          ).width : nil
      }.max() ?? 0
    }
  }
}
