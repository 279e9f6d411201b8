import Foundation
import Testing

@testable import Charts

/// What a page keeps of a drawing to show it under the pointer.
@Suite struct ShownDataTests {
  private struct Read: Decodable {
    struct Line: Decodable {
      let name: String
      let color: String
      let px, py, xs, ys: Int
    }
    struct Cells: Decodable {
      let px, py, xs, ys, values: Int
      let width, height: Double
    }
    struct Plot: Decodable {
      let title: String?
      let x, y: String
      let rect: [Double]
      let lines: [Line]
      let cells: [Cells]
    }
    let lists: [String]
    let plots: [Plot]

    func numbers(_ index: Int) -> [Double] {
      let data = Data(base64Encoded: lists[index]) ?? Data()
      return stride(from: 0, to: data.count, by: 8).map { start in
        data[start..<start + 8].withUnsafeBytes { $0.loadUnaligned(as: Double.self) }
      }
    }
  }

  private func read(_ data: ShownData, points: Int = 8_000, cells: Int = 12_000) throws -> Read {
    let text = data.json(mostPoints: points, mostCells: cells)
    #expect(!text.contains("\n"))
    return try JSONDecoder().decode(Read.self, from: Data(text.utf8))
  }

  private func drawn(_ marks: [any Mark], x: any Scale, y: any Scale) throws -> ShownData {
    let canvas = try SVGCanvas(size: Size(400, 300), coloring: .themed)
    Panel(
      title: "one", x: Axis(.bottom, scale: x, title: "layer   (1 = first)"),
      y: Axis(.left, scale: y, title: "δ"), marks: marks
    )
    .draw(in: canvas.bounds, on: canvas)
    return canvas.shown
  }

  @Test func aLineTellsItsNumbersToTheLastBit() throws {
    var generator = SeededGenerator(seed: 3)
    let values = (1...10).map { _ in Double.random(in: 1e-9...1, using: &generator) }
    let mark = LineMark(
      x: (1...10).map(Double.init), y: values, style: StrokeStyle(Palette.blue), name: "</script>")
    let data = try drawn([mark], x: LinearScale(from: 1, to: 10), y: LogScale(from: 1e-9, to: 1))
    let plot = try #require(try read(data).plots.first)
    #expect(plot.title == "one" && plot.x == "layer" && plot.y == "δ")
    let line = try #require(plot.lines.first)
    #expect(line.name == "</script>" && line.color == "var(--m0072b2,#0072b2)")
    #expect(try read(data).numbers(line.ys) == values)
    #expect(try read(data).numbers(line.xs) == (1...10).map(Double.init))
  }

  @Test func linesOverTheSameStepsShareThem() throws {
    let steps = (0..<50).map(Double.init)
    let marks = (1...3).map { number in
      LineMark(
        x: steps, y: steps.map { $0 * Double(number) }, style: StrokeStyle(Palette.ink),
        name: "\(number)")
    }
    let lines = try #require(
      try read(drawn(marks, x: LinearScale(from: 0, to: 50), y: LinearScale(from: 0, to: 150)))
        .plots.first
    ).lines
    #expect(Set(lines.map(\.xs)).count == 1 && Set(lines.map(\.ys)).count == 3)
  }

  @Test func ofALongLineExactPointsAreKept() throws {
    let steps = (0..<5_000).map(Double.init)
    let mark = LineMark(
      x: steps, y: steps.map { $0 * 0.1 }, style: StrokeStyle(Palette.ink), name: "a")
    let data = try drawn(
      [mark], x: LinearScale(from: 0, to: 5_000), y: LinearScale(from: 0, to: 500))
    let document = try read(data, points: 100)
    let line = document.plots[0].lines[0]
    let (xs, ys) = (document.numbers(line.xs), document.numbers(line.ys))
    #expect(xs.count <= 100 && xs.count >= 50)
    for (x, y) in zip(xs, ys) { #expect(y == x * 0.1) }
  }

  @Test func cellsTellTheirRowsColumnsAndWhatIsMissing() throws {
    let mark = CellMark(
      rows: [[0.1, 0.2, .nan], [], [0, 3e-20, .infinity]], xEdges: (-0.5, 2.5),
      scale: LogScale(from: 1e-9, to: 1))
    let data = try drawn(
      [mark], x: LinearScale(from: -0.5, to: 2.5), y: LinearScale(from: 0.5, to: 3.5))
    let document = try read(data)
    let cells = try #require(document.plots[0].cells.first)
    // The y axis grows upward: the last row is the uppermost.
    #expect(document.numbers(cells.ys) == [3, 2, 1])
    #expect(document.numbers(cells.xs) == [0, 1, 2])
    let values = document.numbers(cells.values)
    #expect(values[0..<3].elementsEqual([0, 3e-20, .infinity]))
    #expect(values[3..<6].allSatisfy { $0.bitPattern == ShownData.notMeasured.bitPattern })
    #expect(values[6..<8].elementsEqual([0.1, 0.2]))
    #expect(values[8].isNaN && values[8].bitPattern != ShownData.notMeasured.bitPattern)
  }

  @Test func manyCellsAreThinnedAndStayExact() throws {
    let rows = (0..<200).map { row in (0..<300).map { Double(row * 1_000 + $0) + 0.5 } }
    let mark = CellMark(rows: rows, scale: LinearScale(from: 0, to: 200_000))
    let data = try drawn(
      [mark], x: LinearScale(from: -0.5, to: 299.5), y: LinearScale(from: 0.5, to: 200.5))
    let document = try read(data, cells: 2_000)
    let cells = document.plots[0].cells[0]
    let (xs, ys) = (document.numbers(cells.xs), document.numbers(cells.ys))
    let values = document.numbers(cells.values)
    #expect(values.count == xs.count * ys.count && values.count <= 2_000 && values.count > 500)
    for (row, y) in ys.enumerated() {
      for (column, x) in xs.enumerated() {
        let expected = ((y.rounded() - 1) * 1_000 + x.rounded()) + 0.5
        #expect(values[row * xs.count + column] == expected)
      }
    }
  }

  @Test func aColumnMayStandForSomethingElseThanItsMiddle() throws {
    var mark = CellMark(rows: [[1, 2, 3]], xEdges: (0, 10), scale: LinearScale(from: 0, to: 3))
    mark.columnValues = [0, 5, 10]
    let data = try drawn(
      [mark], x: LinearScale(from: 0, to: 10), y: LinearScale(from: 0.5, to: 1.5))
    let document = try read(data)
    #expect(document.numbers(document.plots[0].cells[0].xs) == [0, 5, 10])
  }

  @Test func whatHasNoNameIsNotAsked() throws {
    let guide = LineMark(x: [0, 1], y: [0, 1], style: StrokeStyle(Palette.ink))
    let data = try drawn([guide], x: LinearScale(from: 0, to: 1), y: LinearScale(from: 0, to: 1))
    #expect(data.isEmpty)
    #expect(try read(data).plots.isEmpty)
  }
}
