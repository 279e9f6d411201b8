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
    question: "What does depth do to the gradient?",
    guess: Self.guess(2, 20, "digits"),
    mistake:
      "Training longer where the loss does not move, before anybody has looked at δ in the first "
      + "layer. "
      + "Where little of it arrives, change what it is multiplied by, the activation and the first "
      + "weights, and look again.",
    next: [
      .init(
        "lesson vanishing --activation relu",
        "ReLU and He at all depths: is δ all that a deep network needs?"),
      .init("compare --depth 20", "sigmoid, tanh, ReLU and residual side by side"),
      .init("lesson initialization", "which first weights keep δ alive"),
    ])

  private static func guess(_ few: Int, _ many: Int, _ data: String) -> String {
    "A network of \(few) hidden \(few == 1 ? "layer" : "layers") is trained on \(data), and one of "
      + "\(many). Does the deep one learn better, as well, or worse?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.activation, base.initializer, base.depth) = ("sigmoid", "xavier-normal", 20)
    base = try settings.applied(to: base)
    try settings.check(base, hasLayers: 2, as: "depths are compared")
    let deepest = base.depth
    let depths = Array(
      Set([2, deepest / 4, deepest / 2, deepest].filter { $0 > 0 && $0 <= deepest })
    )
    .sorted()
    let data = try settings.classes(or: "digits", for: base)
    var plans = depths.map { depth in
      var plan = base
      plan.depth = depth
      return PlannedRun(name: "\(depth) \(depth == 1 ? "layer" : "layers")", plan: plan)
    }
    var remedy = plans[plans.count - 2].plan
    (remedy.activation, remedy.initializer) = ("relu", "he-normal")
    if remedy != plans[plans.count - 2].plan {
      plans.append(PlannedRun(name: "ReLU, \(plans[plans.count - 2].name)", plan: remedy))
    }
    let all = try await TrainedRuns.train(plans, on: data, explaining: true, stop: stop)
    let runs = Array(all.prefix(depths.count))
    let name = base.activation.text
    return LessonReport(
      card.guessing(Self.guess(depths[0], deepest, data.summary.name)), settings,
      parts: [
        .prose(
          "\(name) networks of \(depths.map { "\($0)" }.joined(separator: ", ")) hidden layers of "
            + "\(base.width) units, first weights \(base.initializer.text), \(base.steps) steps on "
            + "\(data.summary.name). δ is how fast the loss changes with the sums z in a layer: "
            + "it is "
            + "computed at the output and carried back, layer by layer, to layer 1. What a layer "
            + "learns is in proportion to its δ."
            + (all.count > runs.count
              ? " ReLU: one network with ReLU and first weights of He in their place." : "")),
        .table(Self.table(all)),
      ]
        + [
          Self.factor(runs, name), Self.reason(runs, name), Self.deepest(runs), Self.whole(runs),
          Self.early(runs), Self.remedy(all, beside: runs, name),
        ].filter { $0.said != nil }.map { .observation($0) },
      numbers: [
        "depths": depths.map(Double.init), "deltaFactors": runs.map(\.deltaFactor),
        "deltaLeft": runs.map(\.deltaLeft), "accuracies": runs.map(\.accuracy),
      ],
      runs: all, figures: [Self.figure(all, deepest: runs[runs.count - 1], name, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("δ per layer"), .init("δ left in layer 1"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.deltaFactor, over: run.layerSteps))"),
          .init("\(Shown.factor(run.deltaLeft))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "δ left: that of layer 1 divided by that of the last hidden layer, before the first "
            + "update."
        ),
        .init("δ per layer: the factor of which so many make what is left."),
      ] + VerdictNotes.of(runs))
  }
}
