import Testing

@testable import Charts

@Suite struct CairoCanvasTests {
  @Test func cellsHaveNoSeams() throws {
    let colors = [Palette.blue, Palette.orange]
    let image = try Picture.image(size: Size(100, 40), scale: 2) { canvas in
      let grid = CellGrid(rows: 7, columns: 33) { row, column in colors[(row + column) % 2] }
      canvas.cells(grid, in: canvas.bounds)
    }
    var seen: Set<UInt32> = []
    for y in 0..<image.height {
      for x in 0..<image.width {
        if let color = image.color(x: x, y: y) { seen.insert(color.hex) }
      }
    }
    #expect(seen == Set(colors.map(\.hex)))
  }

  @Test func signsOfMathematicsLeaveInk() throws {
    for sign in ["∂", "‖", "σ", "′", "⁻", "¹", "²", "δ", "×", "≤", "¼", "∞"] {
      let canvas = try CairoCanvas(size: Size(40, 40), format: .pixels(scale: 1))
      canvas.text(sign, at: Point(10, 30), TextStyle(Font(size: 20)))
      let image = try canvas.image()
      #expect(image.pixels.contains { $0 < 200 }, "\(sign)")
    }
  }

  @Test func nonsenseDrawsNothingAndBreaksNothing() throws {
    let image = try Picture.image(size: Size(20, 20), scale: 1) { canvas in
      let style = StrokeStyle(Palette.ink, width: 1, dash: [-1, .nan])
      canvas.stroke(Path(line: [Point(.nan, 0), Point(.infinity, 3)]), style)
      canvas.stroke(Path(), style)
      canvas.fill(Rect(x: .nan, y: 0, width: 3, height: 3), Palette.ink)
      canvas.circle(center: Point(3, 3), radius: -1, fill: Palette.ink, stroke: nil)
      canvas.cells(CellGrid(rows: 0, columns: 5) { _, _ in Palette.ink }, in: canvas.bounds)
      canvas.text("x", at: Point(.nan, 0), TextStyle(Font(size: 12)))
      canvas.text("line\nbreak\0end", at: Point(100, 5), TextStyle(Font(size: .nan)))
    }
    #expect(image.pixels.allSatisfy { $0 == 255 })
  }

  @Test(arguments: [Size(0, 10), Size(10, -1), Size(.nan, 5), Size(1e9, 1), Size(30_000, 30_000)])
  func impossibleSizesAreErrors(size: Size) {
    #expect(throws: PictureError.self) { try CairoCanvas(size: size, format: .pixels(scale: 1)) }
  }
}
