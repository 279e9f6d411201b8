import Charts
import Testing

@testable import Reports

/// A verdict is a word; its colour only repeats it. Where red and green look alike, and in a print without colours,
/// nothing is lost.
struct VerdictColourTests {
  private let verdicts = [Palette.bad, Palette.caution, Palette.good]

  private func check(_ figure: any Figure) {
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    let words = Set(canvas.texts.map(\.style.color.hex))
    for color in verdicts {
      let isDrawn = canvas.marks.contains { mark in
        switch mark {
        case .stroke(_, let style), .outline(_, let style): style.color.hex == color.hex
        case .fill(_, let fill), .rect(_, let fill): fill.hex == color.hex
        case .circle(_, _, let fill, let stroke):
          fill?.hex == color.hex || stroke?.color.hex == color.hex
        case .text, .cells: false
        }
      }
      #expect(
        !isDrawn || words.contains(color.hex),
        "\(type(of: figure).name): a mark has the colour of a verdict, and no word has it")
    }
  }

  @Test func everyMarkInTheColourOfAVerdictHasItsWord() {
    let context = FigureContext(SampleRuns.runs(depth: 10), command: "gradscope compare")
    for kind in FigureCatalog.all {
      let figure = kind.init(context: context)
      if figure.lack == nil { check(figure) }
    }
    check(PrescriptionFigure(report: SampleReports.healed(), command: "gradscope prescribe"))
  }
}
