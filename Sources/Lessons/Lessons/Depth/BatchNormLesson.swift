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
    guess:
      "Batch norm gives every unit mean 0 and deviation 1 over the examples of a batch. First "
      + "weights far too small: does it help? And what is left of two examples when each unit has "
      + "mean 0 and deviation 1?",
    mistake:
      "Batch norm with small batches. Of two examples it only says which has the larger sum; take "
      + "32 or more, or layer norm, which measures over the units of one example and needs no "
      + "others.",
    next: [
      .init("lesson batch-norm --batch-size 8", "the same with batches of eight"),
      .init("lesson batch-norm --depth 30", "δ grows from layer to layer under batch norm"),
      .init("lesson residual", "another way to keep the signal"),
    ])

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (5, 32, 300)
    base.initializer = "normal:0.01"
    base = try settings.applied(to: base)
    if settings.texts[.initializer] == nil { base.initializer = "normal:0.01" }
    let few = try settings.whole(.batchSize, or: 2, in: 2...1024)
    guard base.depth >= 2 else {
      throw LessonError.value(
        .depth, expected: "a whole number from 2, as layers are compared", got: "\(base.depth)")
    }
    base.batchSize = 64
    let well = TrainingPlan.matchingInitializer(of: base.activation)
    func planned(
      _ name: String, norm: String, batch: Int = 64, by initializer: PerLayer<String>? = nil
    ) -> PlannedRun {
      var plan = base
      (plan.norm, plan.batchSize) = (PerLayer(norm), batch)
      plan.initializer = initializer ?? base.initializer
      return PlannedRun(name: name, plan: plan)
    }
    let data = try settings.classes(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      [
        planned("no norm, 64", norm: "none"), planned("batch norm, 64", norm: "batch"),
        planned("batch norm, \(few)", norm: "batch", batch: few, by: well),
        planned("layer norm, \(few)", norm: "layer", batch: few, by: well),
        planned("no norm, \(few)", norm: "none", batch: few, by: well),
      ], on: data, stop: stop)
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "\(base.activation.text) networks of \(base.depth) hidden layers of \(base.width) units, "
            + "first weights \(base.initializer.text) (in the three last rows \(well.text)), "
            + "\(base.steps) steps on \(data.summary.name). The number in the name says how many "
            + "examples a step sees. Batch norm: each unit minus its mean, by its deviation, over "
            + "the batch; layer norm: each example's units likewise."),
        .table(Self.table(runs)), .observation(Self.healed(runs[0], runs[1])),
        .observation(Self.delta(runs[1])), .observation(Self.few(runs, few)),
        .observation(Self.two(runs[2], few)),
      ],
      numbers: [
        "signalKept": runs.map(\.signalKept), "deltaFactors": runs.map(\.deltaPerLayer),
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

  private static func factor(_ run: JudgedRun) -> Shown {
    Shown.factor(run.deltaPerLayer, over: run.record.depth - 1)
  }

  private static func healed(_ plain: JudgedRun, _ normed: JudgedRun) -> Observation {
    let (bare, kept) = (
      Shown.factor(plain.signalKept).asPrinted, Shown.factor(normed.signalKept).asPrinted
    )
    let (low, high) = (
      Shown.share(plain.accuracy).asPrinted, Shown.share(normed.accuracy).asPrinted
    )
    let half = Shown.share(0.5)
    return Observation(
      Sentence(
        when: bare < kept, low < high, high > half,
        says: "Without a norm \(bare) of the signal reaches the last layer, with batch norm "
          + "\(kept): each layer measures what it gets and makes it large again. So \(high) of the "
          + "examples are right in place of \(low)."),
      Sentence(
        when: bare < Shown.factor(0.1), bare < kept, high <= half,
        says: "Without a norm \(bare) of the signal reaches the last layer, with batch norm "
          + "\(kept). That alone is not learning yet: \(high) of the examples are right, without "
          + "the norm \(low)."),
      Sentence(
        when: low < high,
        says: "With batch norm \(high) of the examples are right, without \(low)."),
      Sentence(
        says: "With batch norm \(high) of the examples are right, without \(low): no better here."))
  }

  private static func delta(_ normed: JudgedRun) -> Observation {
    let factor = factor(normed).asPrinted
    let (high, low) = (Shown.factor(1.05), Shown.factor(0.95))
    return Observation(
      Sentence(
        when: factor > high,
        says: "It has a price: δ changes by \(factor) a layer on its way back. Batch norm divides "
          + "by a deviation, and what divides forward multiplies backward; with many layers that "
          + "explodes."),
      Sentence(
        when: factor < low,
        says: "δ changes by \(factor) a layer on its way back under batch "
          + "norm: it shrinks."),
      Sentence(
        when: .fact("too few layers for a factor", factor.value.isNaN),
        says: "With so few layers there is no factor of δ to speak of."),
      Sentence(says: "δ changes by \(factor) a layer on its way back under batch norm."))
  }

  private static func few(_ runs: [JudgedRun], _ few: Int) -> Observation {
    let shares = runs.map { Shown.share($0.accuracy).asPrinted }
    let flagged = runs[2].hasFinding("batch-norm-of-few")
    return Observation(
      Sentence(
        when: shares[2] < shares[1], shares[2] < shares[4],
        says: "The surprise: batch norm with \(few) examples a step gets \(shares[2]) right, with "
          + "64 it was \(shares[1]). It is not the batch alone: without a norm batches of \(few) "
          + "get \(shares[4]), with layer norm \(shares[3])."),
      Sentence(
        when: shares[2] < shares[1], .fact("the rule about few examples speaks", flagged),
        says: "Batch norm with \(few) examples a step gets \(shares[2]) right, with 64 it was "
          + "\(shares[1]); the judgement names batch-norm-of-few. Without a norm batches of \(few) "
          + "get \(shares[4])."),
      Sentence(
        says: "Batch norm with \(few) examples a step gets \(shares[2]) right, with 64 "
          + "\(shares[1]), without a norm and with \(few) \(shares[4])."))
  }

  private static func two(_ run: JudgedRun, _ few: Int) -> Observation {
    let factor = factor(run).asPrinted
    return Observation(
      Sentence(
        when: factor < Shown.factor(0.5), .fact("two examples", few == 2),
        says: "Why: of two numbers the norm makes +1 and −1, whatever they are. A small change of "
          + "a weight then changes nothing behind the norm, and so δ hardly gets through it: "
          + "\(factor) a layer."),
      Sentence(
        when: .fact("too few layers for a factor", factor.value.isNaN),
        says: "With more layers one would see here what \(few) examples do to δ."),
      Sentence(
        says: "Under batch norm with \(few) examples a step δ changes by \(factor) a layer on its "
          + "way back."))
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
