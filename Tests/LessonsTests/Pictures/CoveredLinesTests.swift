import Charts
import Testing

@testable import Lessons

/// Of lines on one another both are seen, and named.
@Suite struct CoveredLinesTests {
  private static func panel(_ values: [[Double]]) -> Panel {
    Panel(
      title: "", x: Axis(.bottom, scale: LinearScale(from: 0, to: 3)),
      y: Axis(.left, scale: LogScale(from: 1e-3, to: 1)),
      marks: values.enumerated().map { index, y in
        LineMark(
          x: y.indices.map(Double.init), y: y, style: StrokeStyle(Palette.lines[index]),
          name: "line \(index + 1)")
      })
  }

  @Test func theUpperOneIsDashedAndBothAreNamed() throws {
    let values = [[1, 0.5, 0.2], [0.1, 0.01, 0.001], [1, 0.501, 0.2]]
    let apart = Self.panel([[1, 0.5], [0.5, 1]])
    let (panels, words) = CoveredLines.shown([apart, Self.panel(values), apart])
    let dashes = panels[1].marks.compactMap { ($0 as? LineMark)?.style.dash }
    #expect(dashes == [[], [], [8, 8]])
    #expect(words.contains("middle, \"line 1\" and \"line 3\""))
    let two = CoveredLines.shown([apart, Self.panel(values)]).words
    #expect(two.contains("right, \"line 1\" and \"line 3\""))
  }

  @Test func linesApartStayAsTheyAre() {
    let (panels, words) = CoveredLines.shown([Self.panel([[1, 0.5], [0.5, 1]])])
    #expect(words.isEmpty)
    #expect(panels[0].marks.allSatisfy { ($0 as? LineMark)?.style.dash == [] })
  }
}
