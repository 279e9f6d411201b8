import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

struct DashboardFigureTests {
  private func canvas(_ run: JudgedRun) -> RecordingCanvas {
    let figure = DashboardFigure(context: FigureContext([run], command: "gradscope train"))
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    let name = "\(run.name) \(run.depth)"
    #expect(
      canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty, "\(name)")
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty, "\(name)")
    return canvas
  }

  @Test(arguments: [0, 1, 2, 3, 10, 30, 200])
  func textsKeepApartAndInsideAtEveryDepth(depth: Int) {
    for run in SampleRuns.runs(depth: depth, steps: 40) {
      #expect(canvas(run).strings.filter { $0.contains("…") }.isEmpty, "\(run.name)")
    }
  }

  @Test func foreignRunsAndOddNumbersKeepApart() {
    for run in ForeignRuns.all { _ = canvas(run) }
    for value in [Double.nan, 0, .infinity] {
      let record = ExampleRecord.make(depth: 4, steps: 30, finalLoss: value) { _, _, statistics in
        statistics.deltaRMS = value
        statistics.updateRatio = value
        statistics.activationRMS = value
      }
      _ = canvas(JudgedRun(record))
    }
    var named = ExampleRecord.make(depth: 3, steps: 30, deltaFactor: 0.1, finalLoss: 2.3)
    named.name = String(repeating: "experiment-2026-", count: 8)
    _ = canvas(JudgedRun(named))
    var single = ExampleRecord.make(depth: 3, steps: 0)
    single.name = "one step"
    _ = canvas(JudgedRun(single))
  }

  @Test func theTitleIsTheVerdictWithItsCauseAndTheScore() throws {
    let run = try #require(SampleRuns.runs(depth: 10).first { $0.name == "relu-naive" })
    let figure = DashboardFigure(context: FigureContext([run], command: ""))
    #expect(figure.title == "relu-naive  ·  \(run.verdictText)  ·  accuracy 0.10")
    let strings = canvas(run).strings
    let gravest = try #require(run.judgement.gravestError)
    #expect(strings.contains { $0.hasPrefix("error \(gravest.code) ") })
    #expect(strings.contains { $0.hasPrefix("What to do: ") })
  }

  @Test func theHeldOutLossIsADotWithItsNumber() throws {
    let run = JudgedRun(ExampleRecord.make(depth: 3, finalLoss: 0.25))
    let canvas = canvas(run)
    #expect(canvas.strings.joined(separator: " ").contains("held out at the end, 0.250"))
    #expect(
      canvas.marks.contains { mark in
        if case .circle(_, let radius, Palette.ink, _) = mark { radius == 5.5 } else { false }
      })
  }

  @Test func theGuideOfTheUpdatesIsThere() {
    let words = canvas(JudgedRun(ExampleRecord.make(depth: 3))).strings.joined(separator: " ")
    #expect(words.contains("dotted: 10⁻³, a rule of thumb"), "\(words)")
  }

  @Test func withoutFindingsItSaysWhatWasMeasured() throws {
    let run = JudgedRun(ExampleRecord.make(depth: 3))
    try #require(run.judgement.findings.isEmpty)
    let text = canvas(run).strings.joined(separator: " ")
    #expect(text.contains("rules were applied, and found nothing"))
    #expect(text.contains("Held out: loss 0.100"))
  }

  /// What could not be judged is one sentence: ten would read as faults of the network.
  @Test func whatCouldNotBeJudgedIsOneSentence() {
    for run in ForeignRuns.all where run.judgement.findings.isEmpty {
      let sentences = DashboardNumbers(run).sentences
      #expect(sentences.count { $0.contains("could not be judged") } <= 1, "\(sentences)")
      #expect(!sentences.contains { $0.hasPrefix("Lacks") })
    }
  }

  /// NaN is not called 0 or NaN.
  @Test func whatIsNaNIsCalledSo() {
    let record = ExampleRecord.make(depth: 4, steps: 30) { step, layer, statistics in
      if step == 30 { (statistics.deltaRMS, statistics.activationRMS) = (.nan, .nan) }
      if layer == 1 { statistics.updateRatio = 0 }
    }
    let words = canvas(JudgedRun(record)).strings.joined(separator: " ")
    #expect(words.contains("end (NaN)") && !words.contains("0 or NaN"), "\(words)")
    #expect(words.contains("NaN at the end in 4 of 4 layers"), "\(words)")
    #expect(words.contains("shaded: the range of all layers that move"), "\(words)")
  }

  @Test func itIsOfOneRunAndTheOverviewOfSeveral() {
    let names = { (count: Int) in FigureSelection.usual.kinds(of: count).map { $0.name } }
    #expect(names(1) == ["dashboard"] + names(8).dropFirst())
    #expect(
      names(8) == [
        "overview", "gradient-heatmaps", "loss-curves", "activations", "profiles",
      ])
    let several = DashboardFigure(
      context: FigureContext(SampleRuns.runs(depth: 3, steps: 20), command: ""))
    #expect(several.lack == "it is of one run, and there are 8; the overview shows several")
  }

  /// As on the page and in the terminal, however little grave the cause itself is.
  @Test func aCauseStandsAboveWhatItExplains() throws {
    let runs = RuleCatalog.all.flatMap(\.examples).map { JudgedRun($0.record) }
    let explained = runs.filter { run in
      run.judgement.findings.contains { $0.severity == .error && $0.causedBy != nil }
    }
    #expect(!explained.isEmpty)
    for run in explained.prefix(6) {
      let found = try #require(
        run.judgement.findings.first { $0.severity == .error && $0.causedBy != nil })
      let cause = try #require(found.causedBy)
      let heads = canvas(run).strings.filter {
        $0.prefixMatch(of: /(error|warning|note) GS\d+\s/) != nil
      }
      let above = heads.firstIndex { $0.contains(cause) }
      let below = heads.firstIndex { $0.contains(found.code) }
      #expect(above != nil && below != nil && above! < below!, "\(run.name): \(heads)")
    }
  }

  /// Where there is no accuracy, no dash stands for it; nor is a dot told that is not there.
  @Test func whatIsNotThereIsNotTold() {
    var record = ExampleRecord.make(depth: 3, steps: 20, finalLoss: .nan, status: .diverged)
    record.evaluation.trainingAccuracy = .nan
    record.evaluation.validationAccuracy = .nan
    let run = JudgedRun(record)
    let figure = DashboardFigure(context: FigureContext([run], command: ""))
    #expect(!figure.title.contains("–"), "\(figure.title)")
    let words = canvas(run).strings.joined(separator: " ")
    #expect(!words.contains("; dot:") && !words.contains("strong: running median; dot"), "\(words)")
  }

  /// The line of the end is the end that the colours beside it show.
  @Test func theEndIsThatOfTheColours() {
    let record = ExampleRecord.make(depth: 3, steps: 100) { step, _, statistics in
      statistics.deltaRMS = step == 100 ? 1e-9 : 0.1
    }
    let run = JudgedRun(record)
    let words = canvas(run).strings.joined(separator: " ")
    #expect(words.contains("dashed: median of steps 90 to 100"), "\(words)")
    let panel = DashboardProfile(run, RunStyle.styles(for: [run])[0]).panel
    #expect(panel.y.scale.domain.lower > 1e-6)
  }

  /// The number of rules that were not judged is that of the verdict.
  @Test func theRulesNotJudgedAddUp() throws {
    for run in ForeignRuns.all where run.judgement.findings.isEmpty {
      let count = run.judgement.inapplicable.count
      let sentences = DashboardNumbers(run).sentences.joined(separator: " ")
      #expect(
        sentences.contains("\(RuleCatalog.all.count - count) of \(RuleCatalog.all.count) rules"))
      #expect(
        sentences.contains("Not judged: \(count) rules") || sentences.contains("\(count) rule"),
        "\(sentences)")
    }
  }
}
