import Texts

@testable import Charts

/// A small picture with everything that charts are made of.
enum DemoChart {
  static let size = Size(760, 420)
  static let families: [(name: String, color: Color, factor: Double)] = [
    ("kept", Palette.bluishGreen, 1), ("nearly kept", Palette.blue, 0.98),
    ("fading", Palette.orange, 0.9), ("vanishing", Palette.vermillion, 0.25),
  ]

  static func draw(on canvas: any Canvas) {
    let area = Page(
      title: "Where does ‖∂L/∂z‖ go?", subtitle: "σ′ ≤ ¼ in every layer, down to 10⁻¹²",
      source: "made by a test"
    ).draw(on: canvas)
    let half = area.width / 2 - 20
    lines(half).draw(
      in: Rect(x: area.x, y: area.y, width: half, height: area.height), on: canvas)

    let cells = cells
    let bar = ColorBar(
      scale: cells.scale, title: "RMS", occurring: cells.occurringSpecialValues,
      maximumTicks: 5)
    let barWidth = bar.width(height: area.height, on: canvas)
    bar.draw(
      in: Rect(x: area.maxX - barWidth, y: area.y, width: barWidth, height: area.height),
      on: canvas)
    let panel = Panel(
      title: "by layer and step",
      x: Axis(.bottom, scale: LinearScale(from: -0.5, to: 199.5), title: "step"),
      y: Axis(
        .left, scale: LinearScale(from: 0.5, to: 10.5), title: "layer",
        ticks: .integers(includingEnds: true)
      ).reversed(),
      marks: [cells])
    let left = area.x + half + 30
    panel.draw(
      in: Rect(x: left, y: area.y, width: area.maxX - barWidth - 20 - left, height: area.height),
      on: canvas)
  }

  static func lines(_ width: Double) -> Panel {
    let layers = (1...10).map(Double.init)
    return Panel(
      title: "by layer",
      x: Axis(
        .bottom, scale: LinearScale(from: 0.5, to: 10.5), title: "layer",
        ticks: .integers(includingEnds: true)),
      y: Axis(
        .right, scale: LogScale(from: 1e-6, to: 10), maximumTicks: 6, showsGrid: true,
        showsLine: false),
      marks: families.map { family in
        LineMark(
          x: layers, y: layers.map { Double.power(family.factor, 10 - $0) },
          style: StrokeStyle(family.color, width: 2), dotRadius: 2.5)
      },
      labels: DirectLabels(
        families.map {
          DirectLabels.Entry(
            $0.name, detail: "×\(NumberText.plain($0.factor))", color: $0.color,
            point: Point(1, Double.power($0.factor, 9)))
        }, side: .leading))
  }

  static var cells: CellMark {
    CellMark(
      rows: (1...10).map { layer in
        (0..<200).map { step in
          if layer < 4, step > 120 { return 0 }
          if step > 190 { return .nan }
          return Double.power(0.25, Double(10 - layer)) * (1 + Double(step % 7) / 7)
        }
      },
      scale: LogScale(from: 1e-6, to: 10))
  }
}

extension Double {
  /// baseⁿ for a whole n ≥ 0.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    (0..<Int(exponent)).reduce(1) { product, _ in product * base }
  }
}
