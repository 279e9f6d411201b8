import Testing

@testable import Charts

@Suite struct AxisTests {
  private func labels(_ axis: Axis, length: Double) -> [String] {
    let plot = Rect(x: 100, y: 100, width: length, height: length)
    return axis.visibleTicks(in: plot, on: RecordingCanvas(size: Size(2000, 2000))).map(\.label)
  }

  @Test func layersBeginAndEndWithALabel() {
    for (count, expected) in [
      (10, ["1", "2", "4", "6", "8", "10"]), (100, ["1", "20", "40", "60", "80", "100"]),
      (30, ["1", "5", "10", "15", "20", "25", "30"]), (1, ["1"]), (3, ["1", "2", "3"]),
    ] {
      let axis = Axis(
        .bottom, scale: LinearScale(from: 0.5, to: Double(count) + 0.5),
        ticks: .integers(includingEnds: true))
      #expect(labels(axis, length: 600) == expected)
    }
  }

  @Test func integersNeverHaveFractions() {
    let axis = Axis(
      .bottom, scale: LinearScale(from: 0, to: 3), ticks: .integers(includingEnds: false),
      maximumTicks: 9)
    #expect(labels(axis, length: 600) == ["0", "1", "2", "3"])
    let none = Axis(
      .bottom, scale: LinearScale(from: 0.2, to: 0.8), ticks: .integers(includingEnds: true))
    #expect(labels(none, length: 600).isEmpty)
  }

  @Test func labelsAreThinnedUntilTheyDoNotTouch() {
    for length in stride(from: 10.0, through: 500, by: 7) {
      for axis in [
        Axis(.bottom, scale: LinearScale(from: 0, to: 100_000), maximumTicks: 12),
        Axis(.bottom, scale: LogScale(from: 1e-40, to: 1), maximumTicks: 40),
        Axis(.left, scale: LogScale(from: 1e-40, to: 1), maximumTicks: 40),
        Axis(
          .bottom, scale: LinearScale(from: 1, to: 97), ticks: .integers(includingEnds: true),
          maximumTicks: 20),
        Axis(.bottom, scale: LinearScale(from: 0, to: 9), ticks: .values([0, 1, 2, 3, 50])),
      ] {
        let canvas = RecordingCanvas(size: Size(900, 900))
        axis.draw(around: Rect(x: 200, y: 200, width: length, height: length), on: canvas)
        #expect(canvas.overlappingTexts(tolerance: 0).isEmpty)
      }
    }
  }

  @Test func theInsetsHoldEverythingThatIsDrawn() {
    let plot = Rect(x: 200, y: 200, width: 300, height: 200)
    for side in [Axis.Side.bottom, .left, .right] {
      let axis = Axis(side, scale: LogScale(from: 1e-12, to: 100), title: "RMS of δ")
      let canvas = RecordingCanvas(size: Size(900, 900))
      axis.draw(around: plot, on: canvas)
      let insets = axis.insets(around: plot, on: canvas)
      let outer = Rect(
        x: plot.x - insets.left, y: plot.y - insets.top,
        width: plot.width + insets.left + insets.right,
        height: plot.height + insets.top + insets.bottom)
      #expect(canvas.textsOutside(outer).map(\.string) == [])
    }
  }
}
