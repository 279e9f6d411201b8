import Charts
import Diagnosis
import Testing

@testable import Reports

/// Every picture of the catalog, at the ends of what it may have to show.
struct ExtremeFigureTests {
  @Test(arguments: ExtremeRuns.all)
  func nothingOverlapsIsCutOrSaysNothing(_ extreme: ExtremeRuns) {
    let runs = extreme.make()
    let context = FigureContext(runs, command: "gradscope compare")
    for kind in FigureCatalog.all {
      let figure = kind.init(context: context)
      if let lack = figure.lack {
        #expect(!lack.isEmpty, "\(kind.name)")
        continue
      }
      let faults = FigureFaults.of(figure, names: context.runs.map(\.name))
      #expect(faults.isEmpty, "\(kind.name): \(faults.joined(separator: "; "))")
    }
  }

  /// Each fault is found where it is.
  @Test func faultsAreFound() {
    #expect(FigureFaults.of(FaultyFigure { _ in }) == ["no word is in it"])
    #expect(FigureFaults.of(FaultyFigure { $0.write("fine", 10, 50) }).isEmpty)
    #expect(
      FigureFaults.of(
        FaultyFigure {
          $0.write("one", 10, 50)
          $0.write("two", 14, 52)
        }) == ["“one” lies over “two”"])
    #expect(
      FigureFaults.of(FaultyFigure { $0.write("too far", 180, 50) }).contains("“too far” is cut"))
    #expect(FigureFaults.of(FaultyFigure { $0.write("a wo…", 10, 50) }) == ["“a wo…” is shortened"])
    #expect(
      FigureFaults.of(FaultyFigure { $0.write("exper…seed-1", 10, 50) }, names: ["exper…seed-1"])
        .isEmpty)
    #expect(
      FigureFaults.of(
        FaultyFigure {
          $0.write("fine", 10, 50)
          $0.plot(PlotNames(title: "loss", x: "", y: ""), in: $0.bounds) {}
        }) == ["the plot “loss” says nothing"])
    #expect(
      FigureFaults.of(
        FaultyFigure {
          $0.write("fine", 10, 50)
          $0.line(from: Point(0, 0), to: Point(900, 0), StrokeStyle(Palette.ink, width: 1))
        }) == ["1 marks leave the canvas"])
    let cut = FaultyFigure {
      $0.write("fine", 10, 50)
      $0.plotLine(to: 400)
    }
    #expect(
      FigureFaults.of(cut) == ["the edge of the plot “loss” cuts a mark, and no word says so"])
    #expect(
      FigureFaults.of(
        FaultyFigure {
          $0.write("beyond the axis", 10, 50)
          $0.plotLine(to: 400)
        }
      ).isEmpty)
  }
}

/// A picture that draws as it is told.
private struct FaultyFigure: Figure {
  static let name = "faulty"
  static let topic = "faults"
  let title = "faults"
  let size = Size(200, 100)
  let body: @Sendable (any Canvas) -> Void

  init(_ body: @escaping @Sendable (any Canvas) -> Void) { self.body = body }

  func draw(on canvas: any Canvas) { body(canvas) }
}

extension Canvas {
  fileprivate func write(_ text: String, _ x: Double, _ y: Double) {
    self.text(text, at: Point(x, y), TextStyle(Font(size: 12)))
  }

  fileprivate func plotLine(to x: Double) {
    let plot = Rect(x: 20, y: 60, width: 100, height: 30)
    self.plot(PlotNames(title: "loss", x: "", y: ""), in: plot) {
      clipped(to: plot) {
        line(from: Point(30, 80), to: Point(x, 80), StrokeStyle(Palette.ink, width: 1))
      }
    }
  }
}
