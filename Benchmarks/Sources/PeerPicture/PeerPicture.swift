import Charts
import Foundation

/// A dot a contender, a panel a network: how many times as long as its own matrix products a step
/// takes.
struct PeerPicture {
  let results: [PeerResult]

  private var rowsOfPanels: Int { (results.count + 1) / 2 }
  var size: Size { Size(1280, 190 + 250 * Double(rowsOfPanels)) }

  private var scale: LogScale {
    let largest = results.flatMap(\.rows).map(\.factor).max() ?? 10
    return LogScale(from: 1, to: max(largest, 2) * 3)
  }

  func draw(on canvas: any Canvas) {
    let area = Page(
      title: "What does an instrumented training step cost?",
      subtitle: "Time of a step in times that of its matrix products alone, the limit for all "
        + "(×1). Same network, data and statistics, one thread.",
      source: "make bench: tanh, float32, every scalar statistic of every layer at every step; "
        + "medians of rounds in turns; \(results.first?.library ?? "")"
    ).draw(on: canvas)
    let gutter = 48.0
    let width = (area.width - gutter) / 2
    let height = area.height / Double(max(rowsOfPanels, 1))
    for (index, result) in results.enumerated() {
      draw(
        result,
        in: Rect(
          x: area.x + Double(index % 2) * (width + gutter),
          y: area.y + Double(index / 2) * height, width: width, height: height - 24),
        on: canvas)
    }
  }

  private func draw(_ result: PeerResult, in cell: Rect, on canvas: any Canvas) {
    canvas.text(
      "depth \(result.depth), width \(result.width), batch \(result.batch)",
      at: Point(cell.x, cell.y + 16), TextStyle(Typography.panelTitle))
    let rows = result.rows
    let names = rows.map { canvas.measure($0.name, Typography.tickLabel).width }.max() ?? 0
    let plot = Rect(
      x: cell.x + names + 14, y: cell.y + 34, width: cell.width - names - 14,
      height: cell.height - 62)
    let x = scale.drawn(from: plot.minX, to: plot.maxX)
    for tick in [1, 2, 5, 10, 20, 50, 100] {
      guard let place = x.position(of: Double(tick)), place <= plot.maxX else { continue }
      canvas.line(
        from: Point(place, plot.minY), to: Point(place, plot.maxY),
        StrokeStyle(tick == 1 ? Palette.ink : Palette.grid, width: 1))
      canvas.text(
        "×\(tick)", at: Point(place, plot.maxY + 15),
        TextStyle(Typography.tickLabel, color: Palette.secondaryText, anchor: .middle))
    }
    let step = plot.height / Double(max(rows.count, 1))
    for (index, row) in rows.enumerated() {
      let y = plot.minY + (Double(index) + 0.5) * step
      let isOurs = row.name == "Gradscope"
      let color = isOurs ? Palette.vermillion : Palette.blue
      canvas.text(
        row.name, at: Point(plot.minX - 12, y),
        TextStyle(
          Font(size: Typography.tickLabel.size, weight: isOurs ? .bold : .regular),
          anchor: .end, baseline: .middle))
      guard let place = x.position(of: row.factor) else { continue }
      canvas.line(
        from: Point(plot.minX, y), to: Point(place, y),
        StrokeStyle(color.mixed(with: Palette.background, 0.6), width: 2))
      canvas.circle(center: Point(place, y), radius: 6, fill: color, stroke: nil)
      canvas.text(
        "\(Self.time(row.microseconds))  ×\(Self.short(row.factor))", at: Point(place + 12, y),
        TextStyle(Typography.tickLabel, color: color.readable(), baseline: .middle))
    }
  }

  private static func time(_ microseconds: Double) -> String {
    microseconds < 1000
      ? "\(Int(microseconds.rounded())) µs"
      : "\(short(microseconds / 1000)) ms"
  }

  private static func short(_ value: Double) -> String {
    String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
  }
}
