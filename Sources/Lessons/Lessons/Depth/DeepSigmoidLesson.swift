import Charts
import Experiments
import Records
import Reports

/// The chapter's mistake: sigmoid in every layer with weights ·0.01, beside ReLU with He; and each half of the
/// mistake alone.
struct DeepSigmoidLesson: Lesson {
  let options: [LessonOption] = [.depth, .width] + LessonSettings.training
  let sliders = [
    LessonSlider(.depth, ["2", "3", "5", "10", "20"], start: "10"),
    LessonSlider(.learningRate, ["0.05", "0.1", "0.2", "1"], start: "0.1"),
  ]
  let card = LessonCard(
    name: "deep-sigmoid",
    topic: "the mistake of sigmoid in all layers with weights ·0.01, and the "
      + "right side",
    question: "What is wrong with sigmoid in every layer?",
    guess: Self.guess(layers: 10),
    mistake:
      "Sigmoid in hidden layers because the output needs one. The output needs it for a "
      + "probability; hidden layers take ReLU, with first weights by He. Mend both, the activation "
      + "and the weights.",
    next: [
      .init(
        "lesson deep-sigmoid --depth 2", "two layers: what do better first weights change there?"
      ),
      .init("lesson vanishing", "what each sigmoid layer leaves of δ"),
      .init("lesson initialization", "why 0.01 is too small"),
    ])

  private static func guess(layers: Int) -> String {
    "\(layers) layers with a·W, W = randn·0.01, and a sigmoid after each; beside it ReLU with He "
      + "weights and one sigmoid at the output. There are two differences. Which of them decides?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (10, 64, 300)
    base.loss = "binary-cross-entropy"
    base.outputInitializer = "normal:0.01"
    base.learningRate = 0.1
    base = try settings.applied(to: base)
    try settings.check(base, hasLayers: 2, as: "layers are compared")
    let data = try settings.classes(or: "moons", for: base)
    if data.summary.classes != 2 { base.loss = TrainingPlan.automatic }
    func planned(_ name: String, _ activation: String, _ initializer: String) -> PlannedRun {
      var plan = base
      (plan.activation, plan.initializer) = (PerLayer(activation), PerLayer(initializer))
      return PlannedRun(name: name, plan: plan)
    }
    let runs = try await TrainedRuns.train(
      [
        planned("wrong: sigmoid, 0.01", "sigmoid", "normal:0.01"),
        planned("right: ReLU, He", "relu", "he-normal"),
        planned("sigmoid, Xavier", "sigmoid", "xavier-normal"),
        planned("ReLU, 0.01", "relu", "normal:0.01"),
      ], on: data, stop: stop)
    return LessonReport(
      card.guessing(Self.guess(layers: base.depth)), settings,
      parts: [
        .prose(
          "Networks of \(base.depth) hidden layers of \(base.width) units for "
            + "\(data.summary.name), \(base.steps) steps. Wrong: sigmoid in all layers, first "
            + "weights randn·0.01. Right: ReLU with He weights in the hidden layers, and only the "
            + "output turns its sum into a probability. The other two mend one half each. Spread: "
            + "by how much the answers of the last hidden layer differ from one example to the "
            + "next, unit by unit (their deviation over the examples); without it all examples "
            + "look alike to the output."),
        .table(Self.table(runs)), .observation(Self.sides(runs[0], runs[1])),
        .observation(Self.spread(runs[0])), .observation(Self.halves(runs)),
      ],
      numbers: [
        "deltaLeft": runs.map(\.deltaLeft), "spreads": runs.map(Self.spread),
        "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [figure(runs, settings)])
  }

  private static func spread(_ run: JudgedRun) -> Double {
    run.profile(.activationExampleStd).last ?? .nan
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("δ left"), .init("spread"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.deltaLeft))"),
          .init("\(Shown.short(spread(run)))"),
          .init("\(Shown.share(run.accuracy))"), .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "δ left: how much the loss depends on the first hidden layer, for the last one, before "
            + "training.")
      ])
  }

  private static func sides(_ wrong: JudgedRun, _ right: JudgedRun) -> Observation {
    let (bad, good) = (Shown.share(wrong.accuracy).asPrinted, Shown.share(right.accuracy).asPrinted)
    let (lost, kept) = (
      Shown.factor(wrong.deltaLeft).asPrinted, Shown.factor(right.deltaLeft).asPrinted
    )
    return Observation(
      Sentence(
        when: bad < good, lost < kept, lost < Shown.factor(1e-3),
        says: "The wrong side gets \(bad) of the examples right, the right one \(good). Of δ the "
          + "first layer gets \(lost) on the wrong side and \(kept) on the right one, and what a "
          + "layer learns is in proportion to its δ."),
      Sentence(
        when: bad < good,
        says: "The wrong side gets \(bad) of the examples right, the right one "
          + "\(good)."),
      Sentence(
        says: "Here the wrong side is no worse: \(bad) of the examples right, and \(good) on the "
          + "right one."))
  }

  private static func spread(_ wrong: JudgedRun) -> Observation {
    let spread = Shown.short(spread(wrong)).asPrinted
    let step = Shown.short(6e-8)
    return Observation(
      Sentence(
        when: spread < step,
        says: "Weights this small keep every sum near 0, and σ(0) = 0.5. From one example to the "
          + "next the answers of the last hidden layer differ by \(spread) only. Numbers near 0.5 "
          + "are kept in steps of some \(step): this is no more than rounding makes."),
      Sentence(
        when: spread < Shown.short(0.1),
        says: "Weights this small keep every sum near 0, and σ(0) = 0.5. From one example to the "
          + "next the answers of the last hidden layer differ by \(spread) only: whatever the "
          + "input is, the output sees nearly the same."),
      Sentence(
        says: "From one example to the next the answers of the last hidden layer of the wrong side "
          + "differ by \(spread)."))
  }

  private static func halves(_ runs: [JudgedRun]) -> Observation {
    let shares = runs.map { Shown.share($0.accuracy).asPrinted }
    let words = "sigmoid with Xavier \(shares[2]), ReLU with 0.01 \(shares[3])"
    return Observation(
      Sentence(
        when: shares[0] >= shares[1],
        says:
          "With both halves mended it is no better here: \(shares[1]) of the examples right, as "
          + "it was \(shares[0]); \(words)."),
      Sentence(
        when: shares[2] < shares[1], shares[3] < shares[1],
        says: "One half mended is not enough: \(words) of the examples right, both \(shares[1])."),
      Sentence(
        when: shares[2] < shares[1], shares[3] >= shares[1],
        says: "In these runs the activation makes the difference: ReLU gets as far with either "
          + "weights. \(words.capitalizedFirst), both mended \(shares[1])."),
      Sentence(
        when: shares[3] < shares[1], shares[2] >= shares[1],
        says: "In these runs the weights make the difference: the sigmoid gets as far with better "
          + "ones. \(words.capitalizedFirst), both mended \(shares[1])."),
      Sentence(
        when: shares[2] >= shares[1], shares[3] >= shares[1],
        says: "One half mended does as well here: \(words), both mended \(shares[1])."),
      Sentence(says: "Not every network answers with numbers: the halves cannot be compared."))
  }

  private func figure(_ runs: [JudgedRun], _ settings: LessonSettings) -> LessonFigure {
    let (panels, covered) = CoveredLines.shown([
      RunPanels.delta(of: runs),
      RunPanels.profile(
        .activationExampleStd, of: runs, title: "Spread, going forward",
        subtitle: "by layer, before training", axis: "deviation of a over examples"),
      RunPanels.lossOverGuessing(of: runs),
    ])
    return LessonFigure(
      "deep-sigmoid",
      title: "Right answers: " + LessonSettings.accuracies(runs.map { ($0.name, $0.accuracy) }),
      subtitle: "Left: what reaches each layer going back, before training. Middle: how far the "
        + "answers of a layer differ from one example to the next. Right: what training makes of "
        + "it." + covered,
      panels: panels, columns: 3, legend: RunPanels.legend(runs),
      source: settings.source(of: card.name), rowHeight: 430)
  }
}
