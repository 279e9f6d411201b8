import Experiments
import Reports

/// The same network with more and more layers: what is left of δ in the first of them.
struct VanishingLesson: Lesson {
  let options: [LessonOption] =
    [.depth, .width, .activation, .initializer] + LessonSettings.training
  let sliders = [
    LessonSlider(.activation, ["sigmoid", "tanh", "relu"], start: "sigmoid"),
    LessonSlider(.depth, ["4", "8", "20", "40"], start: "20"),
  ]
  let card = LessonCard(
    name: "vanishing",
    topic: "sigmoid networks of 2, 5, 10 and 20 layers, and what reaches the first",
    question: "What does depth do to the gradient of a sigmoid network?",
    guess:
      "A network of 2 hidden layers learns to read digits. Does one of 20 learn better, as well, or worse?",
    mistake:
      "Taking a loss that does not move for a plateau and training longer. Look at δ in the first layer: "
      + "where it is a millionth of that in the last, ten times the steps change nothing. Take ReLU with He, "
      + "or shortcuts.",
    next: [
      .init("lesson vanishing --activation relu", "the same depths with ReLU and He"),
      .init("compare --depth 20", "sigmoid, tanh, ReLU and residual side by side"),
      .init("lesson initialization", "which first weights keep δ alive"),
    ])

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.activation, base.initializer, base.depth) = ("sigmoid", "xavier-normal", 20)
    base = try settings.applied(to: base)
    let deepest = base.depth
    let depths = Array(
      Set([2, deepest / 4, deepest / 2, deepest].filter { $0 > 0 && $0 <= deepest })
    )
    .sorted()
    guard depths.count > 1 else {
      throw LessonError.value(
        .depth, expected: "a whole number from 3, as depths are compared", got: "\(deepest)")
    }
    let data = try settings.data(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      depths.map { depth in
        var plan = base
        plan.depth = depth
        return ("\(depth) layers", plan)
      }, on: data, stop: stop)
    let name = base.activation.text
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "\(name) networks of \(depths.map { "\($0)" }.joined(separator: ", ")) hidden layers of "
            + "\(base.width) units, first weights \(base.initializer.text), \(base.steps) steps on "
            + "\(data.summary.name). δ is how much the loss depends on the signal in a layer."),
        .table(Self.table(runs)), .observation(Self.factor(runs, name)),
        .observation(Self.deepest(runs)),
      ],
      numbers: [
        "depths": depths.map(Double.init), "factors": runs.map(\.deltaFactor),
        "deltaLeft": runs.map(\.deltaLeft), "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [Self.figure(runs, name, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("δ per layer"), .init("δ left in layer 1"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.deltaFactor))"),
          .init("\(Shown.factor(run.deltaLeft))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init("δ left: that of layer 1 for that of the last hidden layer, before the first update.")
      ])
  }

  private static func factor(_ runs: [JudgedRun], _ name: String) -> Observation {
    guard let deep = runs.last, let shallow = runs.first else { return Observation() }
    let (factor, left) = (Shown.factor(deep.deltaFactor), Shown.factor(deep.deltaLeft))
    let (thin, thick) = (Shown.factor(0.5), Shown.factor(2))
    return Observation(
      Sentence(
        when: factor < thin, left < Shown.factor(1e-3),
        says:
          "With \(deep.name) each of them leaves \(factor) of δ, so that layer 1 gets \(left) of what the last one "
          + "has: factors multiply."),
      Sentence(
        when: factor > thick,
        says:
          "With \(deep.name) each of them makes δ larger, \(factor): it does not vanish, it explodes. lesson "
          + "exploding shows what comes of that."),
      Sentence(
        when: factor > thin,
        says:
          "With \(deep.name) each of them leaves \(factor) of δ, and layer 1 has \(left) of what the last one "
          + "has. With \(name) and these first weights δ does not fall by half from layer to layer."
      ),
      Sentence(
        when: factor < thin,
        says:
          "With \(deep.name) each of them leaves \(factor) of δ; \(shallow.name) have too few to lose much."
      ))
  }

  private static func deepest(_ runs: [JudgedRun]) -> Observation {
    guard let deep = runs.last, let best = runs.max(by: { $0.accuracy < $1.accuracy }) else {
      return Observation()
    }
    let (top, bottom) = (Shown.share(best.accuracy), Shown.share(deep.accuracy))
    return Observation(
      Sentence(
        when: bottom < top, .fact("the deepest is sick", !deep.judgement.isHealthy),
        says:
          "The deepest is not the best: \(bottom) of the examples right, and \(best.name) \(top)."),
      Sentence(
        when: .fact("the deepest is healthy", deep.judgement.isHealthy),
        says: "Depth does no harm here: the deepest gets \(bottom) right, and is healthy."),
      Sentence(
        says:
          "The deepest gets \(bottom) right, no less than the others, and is not well all the same."
      ))
  }

  private static func figure(
    _ runs: [JudgedRun], _ name: String, _ settings: LessonSettings
  ) -> LessonFigure {
    let deep = runs.last
    return LessonFigure(
      "vanishing",
      title: "\(name): of δ in the last layer, layer 1 gets "
        + runs.map { "\(Shown.factor($0.deltaLeft)) in \($0.name)" }.suffix(1).joined(),
      subtitle:
        "Left: δ by layer before the first update; a straight line downward means that every layer takes "
        + "the same share. Right: what training makes of it.",
      panels: [
        RunPanels.profile(
          .deltaRMS, of: runs, title: "δ by layer, before training",
          subtitle: deep.map { "\(Shown.factor($0.deltaFactor)) a layer in the deepest" } ?? "",
          axis: "δ RMS"),
        RunPanels.loss(
          of: runs, title: "Loss", subtitle: "dashed: the best answer without looking"),
      ], columns: 2, legend: RunPanels.legend(runs),
      source: "gradscope "
        + (["lesson", "vanishing"] + settings.words).joined(separator: " "), rowHeight: 470)
  }
}
