import Testing

@testable import Charts

/// Panels without much room: captions wrap, names lose their middle, and axes stay labelled.
@Suite struct NarrowPanelTests {
  private let title = "layer   (1 = next to the input, the output is right)"
  private let caption =
    "RMS per example; ×: what one layer leaves of it; shaded: what theory expects"

  private func panel(_ name: String = "δ by layer", labels: DirectLabels? = nil) -> Panel {
    Panel(
      title: name, subtitle: caption,
      x: Axis(.bottom, scale: LinearScale(from: 1, to: 4), title: title),
      y: Axis(.right, scale: LogScale(from: 1e-4, to: 1), title: title), labels: labels)
  }

  private func check(_ canvas: RecordingCanvas) {
    #expect(canvas.overlappingTexts().map { [$0.0.string, $0.1.string] } == [])
    #expect(canvas.textsOutside(canvas.bounds).map(\.string) == [])
  }

  @Test(arguments: [160.0, 200, 240, 300, 500])
  func captionsWrapAndAreNotCut(width: Double) {
    let canvas = RecordingCanvas(size: Size(width, 520))
    panel().draw(in: canvas.bounds, on: canvas)
    check(canvas)
    #expect(canvas.strings.filter { $0.contains("…") } == [])
    let words = canvas.strings.joined(separator: " ")
    #expect(words.contains("what theory expects") || words.contains("theory expects"))
  }

  @Test(arguments: [60, 500]) func aLongNameLeavesThePlotItsRoom(letters: Int) {
    let canvas = RecordingCanvas(size: Size(700, 520))
    let name = String(repeating: "experiment-", count: letters / 11) + "end"
    let labels = DirectLabels(
      [.init(name, detail: "×0.2", color: Palette.blue, weight: .bold, point: Point(1, 0.1))],
      side: .leading)
    let plot = panel(name, labels: labels).draw(in: canvas.bounds, on: canvas)
    check(canvas)
    #expect(plot.width > 250)
    #expect(canvas.strings.contains { $0.hasSuffix("end") })
  }

  @Test func anEmptyFirstPanelLeavesTheLabelsToTheNext() {
    let canvas = RecordingCanvas(size: Size(1200, 700))
    func side(_ side: Axis.Side, _ isEmpty: Bool) -> Axis {
      Axis(
        side, scale: LinearScale(from: 0, to: 4), title: isEmpty ? nil : "\(side)",
        showsLabels: !isEmpty)
    }
    let panels = [true, false, false, false, false, true].map { isEmpty in
      Panel(title: "panel", x: side(.bottom, isEmpty), y: side(.left, isEmpty))
    }
    SmallMultiples(panels, columns: 3).draw(in: canvas.bounds, on: canvas)
    check(canvas)
    #expect(canvas.strings.count { $0 == "left" } == 2)
    // Two at the foot, and the one above the empty panel.
    #expect(canvas.strings.count { $0 == "bottom" } == 3)
  }

  @Test func aTableGivesNamesAThirdAndWrapsVerdicts() {
    let canvas = RecordingCanvas(size: Size(600, 400))
    let verdict = "vanishing gradient: weights too small, 3 warnings, 12 of 21 rules not judged"
    let table = TextTable(
      headings: ["run", "δ per layer", "verdict"],
      rows: (0..<3).map { row in
        ["\(row)-" + String(repeating: "name-", count: 80) + "\(row)", "×0.24", verdict]
          .map { TextTable.Cell($0) }
      })
    let height = table.height(width: 600, on: canvas)
    table.draw(in: Rect(x: 0, y: 0, width: 600, height: height), on: canvas)
    check(canvas)
    #expect(canvas.strings.joined(separator: " ").contains("rules not judged"))
    #expect(canvas.strings.count { $0 == "×0.24" } == 3)
    #expect(canvas.texts.filter { $0.box.minX == 0 }.allSatisfy { $0.box.width < 210 })
  }

  /// Captions side by side have letters of one size, however long each is.
  @Test(arguments: [700.0, 1000, 1400])
  func captionsSideBySideAreOfOneSize(width: Double) {
    let canvas = RecordingCanvas(size: Size(width, 500))
    let captions = ["✗ sick · ×0.020 per layer · accuracy 0.10", "✓ healthy", "×1.0 per layer"]
    let panels = captions.map { caption in
      Panel(
        title: "panel", subtitle: caption,
        x: Axis(.bottom, scale: LinearScale(from: 1, to: 4)),
        y: Axis(.left, scale: LinearScale(from: 1, to: 4)))
    }
    SmallMultiples(panels, columns: 3).draw(in: canvas.bounds, on: canvas)
    check(canvas)
    let words = Set(captions.flatMap { $0.split(separator: " ") })
    let sizes = canvas.texts.filter { text in
      text.string.split(separator: " ").allSatisfy(words.contains) && text.string != "panel"
    }.map(\.style.font.size)
    #expect(sizes.count >= 3 && Set(sizes).count == 1, "\(sizes)")
  }

  /// Where a line ends long before its name, dots would be drawn over what has no number.
  @Test func aNameNeedNotBeJoinedToALineThatEndsEarly() {
    func dots(_ joins: Bool) -> Int {
      let canvas = RecordingCanvas(size: Size(700, 400))
      var labels = DirectLabels(
        [.init("early", color: Palette.blue, point: Point(2, 0.1))], side: .trailing)
      labels.joinsFarEnds = joins
      Panel(
        x: Axis(.bottom, scale: LinearScale(from: 1, to: 4)),
        y: Axis(.left, scale: LogScale(from: 1e-4, to: 1)), labels: labels
      ).draw(in: canvas.bounds, on: canvas)
      #expect(canvas.strings.contains("early"))
      return canvas.strokes.count { !$0.style.dash.isEmpty }
    }
    #expect(dots(true) == 1 && dots(false) == 0)
  }
}
