import Testing

@testable import Charts

@Suite struct PanelTests {
  @Test func theDemoSaysEverythingAndNothingTouches() {
    let canvas = RecordingCanvas(size: DemoChart.size)
    DemoChart.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { [$0.0.string, $0.1.string] } == [])
    #expect(canvas.textsOutside(canvas.bounds).map(\.string) == [])
    for expected in [
      "Where does ‖∂L/∂z‖ go?", "by layer", "vanishing", "×0.25", "exactly 0", "NaN", "10⁻⁶",
    ] {
      #expect(canvas.strings.contains(expected), "\(expected)")
    }
    #expect(!canvas.strings.contains("infinite"))
  }

  @Test(arguments: [2, 10, 30, 100])
  func directLabelsOfAnyDepthStayApart(depth: Int) {
    let canvas = RecordingCanvas(size: Size(700, 500))
    let factors = [0.02, 0.057, 0.081, 0.24, 0.91, 1, 1, 1.01]
    let ends = factors.map { Double.power($0, Double(depth - 1)) }
    let panel = Panel(
      title: "δ by layer",
      x: Axis(.bottom, scale: LinearScale(from: 1, to: Double(depth))),
      y: Axis(.right, scale: LogScale(fitting: ends), showsGrid: true),
      labels: DirectLabels(
        ends.enumerated().map {
          .init("network-\($0)", detail: "×1", color: Palette.blue, point: Point(1, $1))
        }, side: .leading))
    panel.draw(in: canvas.bounds, on: canvas)
    #expect(canvas.overlappingTexts(tolerance: 0).isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).isEmpty)
  }

  @Test func plotsOfSmallMultiplesAreEqualAndLineUp() {
    let canvas = RecordingCanvas(size: Size(1200, 700))
    let panels = (0..<7).map { index in
      Panel(
        title: "panel \(index)", subtitle: index == 5 ? "only here" : nil,
        x: Axis(.bottom, scale: LinearScale(from: 0, to: 500), title: "step"),
        y: Axis(.left, scale: LinearScale(from: 1, to: 10), title: "layer"))
    }
    let plots = SmallMultiples(panels, columns: 4).draw(in: canvas.bounds, on: canvas)
    #expect(plots.count == 7)
    for plot in plots {
      #expect(abs(plot.width - plots[0].width) <= 1 && abs(plot.height - plots[0].height) <= 1)
    }
    #expect(plots[0].minX == plots[4].minX && plots[0].minY == plots[3].minY)
    #expect(canvas.overlappingTexts().isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).isEmpty)
    #expect(canvas.strings.count { $0 == "layer" } == 2)
    // The column that ends one row early keeps its title.
    #expect(canvas.strings.count { $0 == "step" } == 4)
  }

  @Test func aLegendWrapsWithinItsWidth() {
    let canvas = RecordingCanvas(size: Size(300, 200))
    let legend = Legend(
      (1...6).map { Legend.Entry("network number \($0)", .line(StrokeStyle(Palette.blue))) })
    legend.draw(at: Point(0, 0), within: 300, on: canvas)
    let size = legend.size(within: 300, on: canvas)
    #expect(size.width <= 300 && size.height > 60)
    #expect(canvas.overlappingTexts().isEmpty)
    #expect(
      canvas.textsOutside(Rect(x: 0, y: 0, width: size.width + 0.1, height: size.height)).isEmpty)
  }

  @Test func aTableFitsItsRectangle() {
    let canvas = RecordingCanvas(size: Size(260, 120))
    let row = ["residual-naive", "×0.081", "vanishing: weights far too small"]
    TextTable(
      headings: ["run", "δ", "verdict"],
      rows: (0..<9).map { _ in row.map { TextTable.Cell($0) } }
    ).draw(in: canvas.bounds, on: canvas)
    #expect(canvas.overlappingTexts().isEmpty)
    #expect(canvas.textsOutside(canvas.bounds.expanded(by: 1)).map(\.string) == [])
  }
}
