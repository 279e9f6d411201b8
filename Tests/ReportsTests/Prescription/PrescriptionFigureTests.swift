import Charts
import Records
import Testing

@testable import Reports

/// Before and after: everything is named, nothing overlaps, nothing is cut off or shortened.
struct PrescriptionFigureTests {
  private func check(_ report: PrescriptionReport) -> RecordingCanvas {
    let picture = PrescriptionFigure(report: report, command: "gradscope prescribe")
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    let overlaps = canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }
    #expect(overlaps.isEmpty, "\(overlaps)")
    let outside = canvas.textsOutside(canvas.bounds).map(\.string)
    #expect(outside.isEmpty, "\(outside)")
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
    return canvas
  }

  @Test(arguments: [2, 10, 100], [RunFacts.Task.classification, .regression])
  func textsKeepApartAndInside(depth: Int, task: RunFacts.Task) {
    let canvas = check(SampleReports.healed(depth: depth, task: task))
    #expect(canvas.strings.contains("accuracy") == (task == .classification))
    #expect(canvas.strings.contains("δ per layer") == (depth > 1))
  }

  @Test func theRecommendedChangeStandsOnABandAboveWhatDidNotHeal() throws {
    let canvas = check(SampleReports.healed())
    let best = try #require(canvas.texts.first { $0.string == "--norm batch" })
    let failed = try #require(canvas.texts.first { $0.string == "--init lsuv" })
    #expect(best.box.maxY < failed.box.minY)
    let band = canvas.marks.contains {
      guard case .rect(let rect, _) = $0 else { return false }
      return rect.minY < best.box.minY && rect.maxY > best.box.maxY && rect.width > 1000
    }
    #expect(band)
    #expect(canvas.strings.contains { $0.contains("recommended") })
  }

  @Test func manyChangesAndManyCodesFit() {
    let runs = SampleReports.runs(factor: 3, loss: .nan)
    let trials = (0..<25).map { index in
      var trial = SampleReports.trial(
        "--optimizer adam --learning-rate 0.001 without --momentum", "optimizer",
        runs: [runs[0]] + SampleReports.runs(factor: 0.2, loss: 1.5).suffix(2), well: 0)
      trial.reasons = ["GS101", "GS102", "GS103", "GS303", "GS401", "GS402"]
      trial.title += " \(index)"
      return trial
    }
    _ = check(SampleReports.report(before: runs, trials: trials))
  }

  @Test func nothingToHealIsAPictureToo() {
    let runs = SampleReports.runs(factor: 1, loss: 0.1)
    _ = check(SampleReports.report(before: runs, wellBefore: 3))
  }

  /// A change of many words, a command of as many, data of a long name.
  @Test func longWordsLoseTheirMiddleAndNothingElse() {
    var runs = SampleReports.runs(factor: 0.2, loss: 2.3)
    runs = runs.map { run in
      var record = run.record
      record.facts.data = DatasetSummary(name: String(repeating: "folder/", count: 50) + "data.csv")
      return JudgedRun(record)
    }
    let trials = [1, 3].map { well in
      SampleReports.trial(
        "--widths " + String(repeating: "40,", count: 120) + "\(well)", "width",
        runs: SampleReports.runs(factor: 1, loss: 0.1), well: well)
    }
    let picture = PrescriptionFigure(
      report: SampleReports.report(before: runs, trials: trials),
      command: "gradscope prescribe --widths " + String(repeating: "40,", count: 200) + "40")
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.contains { $0.hasPrefix("--widths") })
    #expect(canvas.strings.contains { $0.hasSuffix("40,3") })
    #expect(canvas.strings.joined().contains("data.csv"))
  }
}
