import Charts
import Experiments
import Records
import Reports

/// Batch norm: what it heals, and what comes of it with batches of two.
struct BatchNormLesson: Lesson {
  let options: [LessonOption] = [
    .depth, .width, .activation, .initializer, .batchSize, .steps, .learningRate, .dataset, .seed,
  ]
  let sliders = [
    LessonSlider(.batchSize, ["2", "3", "4", "8", "32"], start: "2"),
    LessonSlider(.depth, ["5", "10", "20"], start: "5"),
  ]
  let card = LessonCard(
    name: "batch-norm", topic: "what batch norm heals, and what it does with batches of two",
    question: "What does it help to measure a whole batch in every layer?",
    guess: Self.guess(weights: "far too small", few: 2),
    mistake:
      "Batch norm with small batches. Of two examples it only says which has the larger sum; take "
      + "32 or more, or layer norm, which measures over the units of one example and needs no "
      + "others.",
    next: [
      .init("lesson batch-norm --batch-size 8", "batches of eight"),
      .init("lesson batch-norm --depth 30", "what batch norm makes of δ over thirty layers"),
      .init("lesson residual", "another way to keep the signal"),
    ])

  private static func guess(weights: String, few: Int) -> String {
    "Batch norm gives every unit mean 0 and deviation 1 over the examples of a batch. First "
      + "weights \(weights): does it help? And what is left of \(few == 2 ? "two" : "\(few)") "
      + "examples when each unit has mean 0 and deviation 1?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (5, 32, 300)
    base.initializer = "normal:0.01"
    base = try settings.applied(to: base)
    if settings.texts[.initializer] == nil { base.initializer = "normal:0.01" }
    let wished = try settings.whole(.batchSize, or: 2, in: 2...1024)
    try settings.check(base, hasLayers: 2, as: "layers are compared")
    base.batchSize = 64
    let data = try settings.classes(or: "digits", for: base)
    // No step sees more examples than there are.
    let (many, few) = (
      min(64, data.training.exampleCount), min(wished, data.training.exampleCount)
    )
    let well = TrainingPlan.matchingInitializer(of: base.activation)
    func planned(
      _ norm: String, _ batch: Int, by initializer: PerLayer<String>? = nil
    ) -> PlannedRun {
      var plan = base
      (plan.norm, plan.batchSize) = (PerLayer(norm), batch)
      plan.initializer = initializer ?? base.initializer
      // With as many examples in all five only the first weights part the last three from the others.
      let weights = initializer.map { few == many ? ", \($0.text)" : "" } ?? ""
      return PlannedRun(
        name: (norm == "none" ? "no norm" : "\(norm) norm") + ", \(batch)\(weights)", plan: plan)
    }
    let runs = try await TrainedRuns.train(
      [
        planned("none", many), planned("batch", many), planned("batch", few, by: well),
        planned("layer", few, by: well), planned("none", few, by: well),
      ], on: data, stop: stop)
    let guess = Self.guess(
      weights: base.initializer == "normal:0.01" ? "far too small" : "by \(base.initializer.text)",
      few: few)
    return LessonReport(
      card.guessing(guess), settings,
      parts: [
        .prose(
          "\(base.activation.text) networks of \(base.depth) hidden layers of \(base.width) units, "
            + "first weights \(base.initializer.text) (in the three last rows \(well.text)), "
            + "\(base.steps) steps on \(data.summary.name). The number in the name says how many "
            + "examples a step sees. Batch norm: each unit minus its mean, by its deviation, over "
            + "the batch; layer norm: each example's units likewise."),
        .table(Self.table(runs)), .observation(Self.healed(runs[0], runs[1])),
        .observation(Self.delta(runs[1])), .observation(Self.few(runs, few, many)),
        .observation(Self.two(runs[2], few)),
      ],
      numbers: [
        "signalKept": runs.map(\.signalKept), "deltaFactors": runs.map(\.deltaFactor),
        "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [figure(runs, few, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("signal left"), .init("δ per layer"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.signalKept))"),
          .init("\(factor(run))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init("signal left: that of the last hidden layer for that of the first, before training."),
        .init(
          "δ: how much the loss depends on a layer; per layer: what one makes of it, going "
            + "back, as the geometric mean."),
      ])
  }

  static func factor(_ run: JudgedRun) -> Shown {
    Shown.factor(run.deltaFactor, over: run.record.depth - 1)
  }

  private func figure(_ runs: [JudgedRun], _ few: Int, _ settings: LessonSettings) -> LessonFigure {
    let (panels, covered) = CoveredLines.shown([
      RunPanels.signal(of: runs), RunPanels.delta(of: runs), RunPanels.lossOverGuessing(of: runs),
    ])
    return LessonFigure(
      "batch-norm",
      title: "Right answers: " + LessonSettings.accuracies(runs.map { ($0.name, $0.accuracy) }),
      subtitle: "Left and middle: before training, layer by layer; level means that a layer passes "
        + "on what it gets. Right: the loss of the batches during training"
        + "\(RunPanels.earlyEnds(runs))." + covered,
      panels: panels, columns: 3, legend: RunPanels.legend(runs),
      source: settings.source(of: card.name), rowHeight: 430)
  }
}
