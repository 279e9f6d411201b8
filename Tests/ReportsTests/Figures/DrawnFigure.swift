import Charts

@testable import Reports

/// A picture on a canvas that remembers, with what is wrong with its texts.
struct DrawnFigure {
  let canvas: RecordingCanvas

  init(_ figure: any Figure) {
    canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
  }

  /// The picture of a kind, of these runs.
  init(_ kind: any RunFigure.Type, of runs: [JudgedRun]) {
    self.init(kind.init(context: FigureContext(runs, command: "gradscope compare")))
  }

  var strings: [String] { canvas.strings }
  /// Everything that is written, in one line.
  var words: String { strings.joined(separator: " ") }

  /// Texts that overlap, are outside, or are cut.
  var faults: [String] {
    canvas.overlappingTexts().map { "overlap: \($0.0.string) | \($0.1.string)" }
      + canvas.textsOutside(canvas.bounds).map { "outside: \($0.string)" }
      + strings.filter { $0.hasSuffix("…") && $0.count < 60 }.map { "cut: \($0)" }
  }

  /// Every matrix of cells with more than one, and where it is drawn.
  var grids: [(grid: CellGrid, area: Rect)] {
    canvas.marks.compactMap { mark in
      guard case .cells(let grid, let area) = mark, grid.columns > 1 else { return nil }
      return (grid, area)
    }
  }

  /// Where a label stands.
  func box(_ string: String) -> Rect? { canvas.texts.first { $0.string == string }?.box }
}
