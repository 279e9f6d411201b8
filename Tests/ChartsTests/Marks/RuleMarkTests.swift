import Testing

@testable import Charts

@Suite struct RuleMarkTests {
  private let plot = Rect(x: 50, y: 20, width: 500, height: 300)

  /// The label's box of a rule at y = 2 of a scale to 4.
  private func box(avoiding lines: [[Point]]) throws -> Rect {
    let canvas = RecordingCanvas(size: Size(600, 400))
    var rule = RuleMark(.horizontal(y: 2), label: "guessing: 2.30")
    rule.avoids = lines
    rule.draw(
      on: canvas, in: plot, x: LinearScale(from: 0, to: 10).drawn(from: plot.minX, to: plot.maxX),
      y: LinearScale(from: 0, to: 4).drawn(from: plot.maxY, to: plot.minY))
    return try #require(canvas.texts.first).box
  }

  @Test func theLabelStandsAboveTheEnd() throws {
    let box = try box(avoiding: [[Point(0, 1), Point(10, 1)]])
    #expect(box.maxX == plot.maxX - 4 && box.maxY < 175)
  }

  @Test func itGoesBelowWhereALineEndsAboveTheRule() throws {
    let box = try box(avoiding: [[Point(0, 2.1), Point(10, 2.1)]])
    #expect(box.maxX == plot.maxX - 4 && box.minY > 165)
  }

  @Test func itMovesAlongTheRuleWhereLinesAreOnBothSides() throws {
    let box = try box(avoiding: [
      [Point(0, 4), Point(8, 2.1), Point(10, 2.1)], [Point(7, 1.9), Point(10, 1.9)],
    ])
    #expect(box.maxX < plot.minX + 400 && box.minX >= plot.minX)
  }

  /// Data that lie along the rule are not lain over: the label stands a little off.
  @Test func itLeavesTheRuleWhereLinesRunAlongIt() throws {
    let box = try box(avoiding: [2.1, 1.9].map { [Point(0, $0), Point(10, $0)] })
    // y = 2.1 is drawn at 162.5, y = 1.9 at 177.5.
    #expect(box.maxX == plot.maxX - 4 && (box.maxY < 162.5 || box.minY > 177.5))
    #expect(abs(box.midY - 170) < 60)
  }

  @Test func whereNoPlaceIsFreeTheEndsStayToBeSeen() throws {
    let lines = stride(from: 0.1, to: 4, by: 0.1).map { [Point(0, $0), Point(10, $0)] }
    let box = try box(avoiding: lines)
    #expect(box.maxX < plot.maxX - 4 && box.minX > plot.midX)
  }
}
