import Charts
import Reports
import Testing

@testable import Lessons

/// Every lesson as it is seen: in a terminal of 80 columns, and as a picture.
@Suite struct LessonLayoutTests {
  /// Two screens of 40 lines.
  private static let mostLines = 80

  @Test(arguments: SentenceTests.cases.filter { $0.settings.texts[.seed] ?? "1" == "1" })
  func itFitsTwoScreensAndItsPictureIsWhole(_ some: SentenceTests.Case) async throws {
    let report = try await some.lesson.take(some.settings)
    let lines = TerminalText(width: 80, colors: false).lines(report.blocks(program: "gradscope"))
    #expect(lines.count <= Self.mostLines, "\(lines.count) lines")
    for line in lines {
      #expect(line.count <= 80, "\(line)")
      #expect(!line.contains("…"), "cut: \(line)")
    }
    #expect(!report.figures.isEmpty)
    for figure in report.figures {
      #expect(figure.lack == nil)
      let canvas = RecordingCanvas(size: figure.size)
      figure.draw(on: canvas)
      expectWhole(canvas, "as it is")
      let stacked = StackedFigure(figure)
      let narrow = RecordingCanvas(size: stacked.size(on: canvas))
      stacked.draw(on: narrow)
      expectWhole(narrow, "in a narrow window")
    }
  }

  private func expectWhole(_ canvas: RecordingCanvas, _ name: String) {
    #expect(
      canvas.overlappingTexts().isEmpty,
      "\(name): \(canvas.overlappingTexts().map { "\($0.0.string) / \($0.1.string)" })")
    let outside = canvas.textsOutside(canvas.bounds)
    #expect(outside.isEmpty, "\(name): \(outside)")
    #expect(canvas.emptyPlots.isEmpty && canvas.marksOutside.isEmpty, "\(name)")
    for text in canvas.strings {
      #expect(!text.contains("…") && !text.contains("NaN"), "\(name): \(text)")
    }
  }
}
