import Charts

/// Columns from 0 to values, side by side, each with its number above; a value below 0 hangs.
struct ColumnsMark: Mark {
  /// Middles of the columns in units of x.
  let x: [Double]
  let values: [Double]
  /// In units of x.
  let width: Double
  let color: Color
  /// What stands at the end of each; none where there are fewer.
  var labels: [String] = []
  /// What a reader who asks for a value is told that it is of.
  var name: String?

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard let ground = y.position(of: 0) else { return }
    var shown: [ShownValues.Point] = []
    for (index, (middle, value)) in zip(self.x, values).enumerated() {
      guard let left = x.position(of: middle - width / 2),
        let right = x.position(of: middle + width / 2), let end = y.position(of: value)
      else { continue }
      canvas.clipped(to: plot) {
        canvas.fill(
          Rect(
            x: left, y: min(ground, end), width: right - left,
            height: max((end - ground).magnitude, 1)),
          color)
      }
      shown.append(.init(Point((left + right) / 2, end), x: middle, y: value))
      guard labels.indices.contains(index) else { continue }
      let extent = canvas.measure(labels[index], Typography.note)
      let above = max(min(ground, end) - 4, plot.minY + extent.ascent)
      canvas.text(
        labels[index], at: Point((left + right) / 2, above),
        TextStyle(Typography.note, color: Palette.ink, anchor: .middle))
    }
    guard let name else { return }
    canvas.show(.line(name: name, color: color, shown))
  }
}
