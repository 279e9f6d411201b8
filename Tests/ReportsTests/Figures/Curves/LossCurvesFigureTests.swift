import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Curves say what they show, training and held out.
struct LossCurvesFigureTests {
  private func figure(_ runs: [JudgedRun]) -> LossCurvesFigure {
    LossCurvesFigure(context: FigureContext(runs, command: "test"))
  }

  private func strings(_ runs: [JudgedRun]) -> [String] {
    let figure = figure(runs)
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    return canvas.strings
  }

  /// A run that learns by heart: what is held out is lowest at step 40.
  private var overfitting: RunRecord {
    var record = ExampleRecord.make(depth: 3, steps: 100, finalLoss: 0.01)
    var curve = HeldOutCurve(examples: 30)
    for (step, loss) in [(0, 2.3), (20, 1.0), (40, 0.7), (60, 0.9), (100, 1.6)] {
      curve.append(HeldOutLook(step: step, loss: loss, accuracy: 0.6))
    }
    record.heldOut = curve
    return record
  }

  @Test func overfittingIsNamedWithItsNumbers() {
    let run = JudgedRun(overfitting)
    #expect(figure([run]).title.hasSuffix("held out 0.70 at step 40, 1.6 at the end"))
    let texts = strings([run])
    #expect(texts.contains("held out lowest (ring): 0.70 at step 40, then 1.6 at the end"))
    #expect(texts.contains("training") && texts.contains("held out"))
    #expect(texts.contains { $0.contains("the same 30 examples that no update saw") })
  }

  @Test func aLossThatStaysLowHasNoTurn() {
    var record = overfitting
    var curve = HeldOutCurve()
    for (step, loss) in [(0, 2.3), (50, 0.50), (100, 0.52)] {
      curve.append(HeldOutLook(step: step, loss: loss))
    }
    record.heldOut = curve
    #expect(HeldOutLooks(record).turn == nil)
    #expect(figure([JudgedRun(record)]).title.contains("held out 0.520"))
  }

  @Test func anOlderRecordHasTheEvaluationAtTheEnd() {
    let record = ExampleRecord.make(depth: 3, steps: 100)
    let looks = HeldOutLooks(record)
    #expect(looks.isOfEndOnly && looks.looks.map(\.step) == [100])
    #expect(strings([JudgedRun(record)]).contains { $0.contains("evaluated at the end only") })
  }

  @Test func divergenceIsMarkedWhereItIsWithItsValue() throws {
    var record = ExampleRecord.make(depth: 3, steps: 20, status: .diverged)
    record.curves = Curves()
    for (step, loss) in [2.3, 2.9, 31, .infinity].enumerated() {
      record.curves.append(step: step, loss: loss, accuracy: 0, gradientNorm: 1)
    }
    record.heldOut = nil
    let run = JudgedRun(record)
    let found = try #require(CurveNotes.divergence(run))
    #expect(found.step == 3 && found.loss == .infinity && found.before?.loss == 31)
    #expect(figure([run]).title.hasSuffix("the loss is ∞ at step 3, after 31 at step 2"))
    #expect(
      strings([run]).contains("diverges: loss ∞ at step 3 (upright line), 31 just before (ring)"))
    // The line says what it is, in the overview and on the dashboard too.
    for kind in [OverviewFigure.self, DashboardFigure.self] as [any RunFigure.Type] {
      #expect(DrawnFigure(kind, of: [run]).strings.contains("∞ from step 3 on"), "\(kind.name)")
    }
  }

  /// A number at the end of a line is the line's; what was evaluated is told apart.
  @Test func theNumberBesideALineIsWhereItEnds() {
    var record = ExampleRecord.make(depth: 3, steps: 100, finalLoss: 0.5)
    (record.evaluation.validationLoss, record.evaluation.validationAccuracy) = (nil, nil)
    (record.evaluation.finalLoss, record.evaluation.trainingAccuracy) = (0.7, 0.27)
    let texts = strings([JudgedRun(record)])
    #expect(texts.contains("1.00") && !texts.contains("0.27"), "\(texts)")
    let words = texts.joined(separator: " ")
    #expect(words.contains("Beside the lines: where the running median ends."))
    #expect(words.contains("Training as evaluated at the end: loss 0.700, accuracy 0.27."))
  }

  @Test func withoutAnythingHeldOutThatIsSaid() {
    var record = ExampleRecord.make(depth: 3, steps: 20)
    (record.evaluation.validationLoss, record.evaluation.validationAccuracy) = (nil, nil)
    let texts = strings([JudgedRun(record)])
    #expect(texts.contains { $0.hasPrefix("Nothing was held out.") })
    #expect(!texts.contains("held out"))
  }

  @Test func valuesHaveNoAccuracyAndNoPanelForIt() {
    var record = ExampleRecord.make(depth: 3, steps: 20)
    record.facts.task = .regression
    record.curves = Curves()
    for step in 0...20 {
      record.curves.append(step: step, loss: 1, accuracy: .nan, gradientNorm: 1)
    }
    record.evaluation.validationAccuracy = nil
    #expect(!strings([JudgedRun(record)]).contains("accuracy"))
  }

  @Test func theTitleOfManyCountsThoseThatLearn() {
    let runs = SampleRuns.runs(depth: 4)
    let title = figure(runs).title
    #expect(title.hasPrefix("4 of 8 networks learn (guessing: 2.30)"), "\(title)")
  }
}
