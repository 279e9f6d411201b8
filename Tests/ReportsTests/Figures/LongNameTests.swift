import Charts
import Diagnosis
import Testing
import Texts

@testable import Reports

/// Names of any length: they have a bounded share of a picture, and everything else stays readable.
struct LongNameTests {
  static let bases = [
    "experiment-2026-lr0.05-wd1e-4-batch64-seed1-experiment-2026-",
    String(repeating: "experiment-2026-", count: 32),
    String(repeating: "W", count: 500),
    "depth 30, activation tanh, init xavier-normal, batch 64, steps 100",
  ]

  private func runs(_ base: String, _ count: Int) -> [JudgedRun] {
    (0..<count).map { index in
      var record = ExampleRecord.make(
        depth: 4, steps: 120, deltaFactor: index.isMultiple(of: 2) ? 0.2 : 1,
        finalLoss: index.isMultiple(of: 2) ? 2.302 : 0.1)
      record.name = count == 1 ? base : "\(base)-\(index)-\(base)"
      return JudgedRun(record)
    }
  }

  @Test(arguments: bases.indices, [1, 2, 5, 8, 12])
  func nothingIsLostToAName(_ index: Int, _ count: Int) {
    let runs = runs(Self.bases[index], count)
    for picture in FigureSet(runs, command: "gradscope runs compare").figures {
      let name = type(of: picture).name
      let canvas = RecordingCanvas(size: picture.size)
      picture.draw(on: canvas)
      let overlaps = canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }
      #expect(overlaps.isEmpty, "\(name)")
      #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty, "\(name)")
      #expect(!canvas.strings.contains("…"), "\(name)")
      // A line of a heading may end within a name.
      let cut = canvas.strings.filter { $0.hasSuffix("…") && $0.count < 60 }
      #expect(cut.isEmpty, "\(name)")
    }
  }

  @Test(arguments: bases.indices)
  func theOverviewKeepsItsColumnsAndItsPanel(_ index: Int) {
    let runs = runs(Self.bases[index], 2)
    let picture = OverviewFigure(context: FigureContext(runs, command: ""))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.strings.contains("δ by layer before the first update"))
    for run in runs {
      #expect(canvas.strings.contains(run.factorText))
      #expect(canvas.strings.joined(separator: " ").contains(run.verdictText))
    }
    let grid = canvas.strokes.compactMap { $0.path.bounds }.filter {
      $0.height == 0 && $0.minX < 700
    }
    #expect((grid.map(\.width).max() ?? 0) > 250, "the plot keeps some width")
  }

  @Test func shownNamesAreShortAndNeverAlike() {
    let long = String(repeating: "x", count: 100)
    let names = ["relu", "\(long)1\(long)", "\(long)2\(long)", long, "relu", "\(long)1\(long)"]
    let shown = ShownNames.of(names)
    #expect(shown[0] == "relu" && Set(shown).count == names.count)
    #expect(shown.allSatisfy { $0.count <= ShownNames.longest + 4 }, "\(shown)")
    #expect(shown[1].contains("1") && shown[2].contains("2"))
    #expect(ShownNames.of(["begin-\(long)-end"])[0].hasPrefix("begin-"))
    #expect(ShownNames.of(["begin-\(long)-end"])[0].hasSuffix("-end"))
  }

  @Test func longVariantsLoseTheWordsThatAllShare() {
    let names = ["relu", "sigmoid"].map {
      "activation \($0), init xavier-normal, learning-rate 0.05"
    }
    #expect(
      ShownNames.of(names) == [
        "relu, xavier-normal, learning-rate 0.05", "sigmoid, xavier-normal, learning-rate 0.05",
      ])
    #expect(ShownNames.of(["activation relu, seed 1"]) == ["activation relu, seed 1"])
  }

  @Test func variantsInSeveralFamiliesLeaveTheirPanelsRoom() {
    let runs = ["relu", "tanh", "sigmoid"].flatMap { activation in
      ["he-normal", "xavier-normal"].flatMap { first in
        [0.05, 0.1].map { rate in
          var record = ExampleRecord.make(depth: 3, steps: 60, activation: activation)
          record.name = "activation \(activation), init \(first), learning-rate \(rate)"
          return JudgedRun(record)
        }
      }
    }
    let picture = LossCurvesFigure(context: FigureContext(runs, command: ""))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
    let grid = canvas.strokes.compactMap { $0.path.bounds }.filter { $0.height == 0 }
    #expect((grid.map(\.width).max() ?? 0) > 200)
  }
}
