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
    guess:
      "A network of 2 hidden layers learns to read digits. Does one of 20 learn better, as well, or worse?",
    mistake:
      "Training longer where the loss does not move, before anybody has looked at δ in the first layer. "
      + "Where little of it arrives, change what it is multiplied by, the activation and the first "
      + "weights, and look again.",
    next: [
      .init(
        "lesson vanishing --activation relu",
        "ReLU and He at all depths: is δ all that a deep network needs?"),
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
    var plans = depths.map { depth in
      var plan = base
      plan.depth = depth
      return PlannedRun(name: "\(depth) layers", plan: plan)
    }
    var remedy = plans[plans.count - 2].plan
    (remedy.activation, remedy.initializer) = ("relu", "he-normal")
    if remedy != plans[plans.count - 2].plan {
      plans.append(PlannedRun(name: "ReLU, \(remedy.depth) layers", plan: remedy))
    }
    let all = try await TrainedRuns.train(plans, on: data, explaining: true, stop: stop)
    let runs = Array(all.prefix(depths.count))
    let name = base.activation.text
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "\(name) networks of \(depths.map { "\($0)" }.joined(separator: ", ")) hidden layers of "
            + "\(base.width) units, first weights \(base.initializer.text), \(base.steps) steps on "
            + "\(data.summary.name). δ is how fast the loss changes with the sums z in a layer: it is "
            + "computed at the output and carried back, layer by layer, to layer 1. What a layer "
            + "learns is in proportion to its δ."
            + (all.count > runs.count
              ? " ReLU: one network with ReLU and first weights of He in their place." : "")),
        .table(Self.table(all)),
      ]
        + [
          Self.factor(runs, name), Self.reason(runs, name), Self.deepest(runs), Self.early(runs),
          Self.remedy(all, beside: runs, name),
        ].filter { $0.said != nil }.map { .observation($0) },
      numbers: [
        "depths": depths.map(Double.init), "factors": runs.map(\.deltaPerLayer),
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
          .init(run.name), .init("\(Shown.factor(run.deltaPerLayer, over: run.layerSteps))"),
          .init("\(Shown.factor(run.deltaLeft))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "δ left: that of layer 1 divided by that of the last hidden layer, before the first update."
        ),
        .init("δ per layer: the factor of which so many make what is left."),
      ])
  }

  private static func factor(_ runs: [JudgedRun], _ name: String) -> Observation {
    guard let deep = runs.last else { return Observation() }
    let (factor, left) = (
      Shown.factor(deep.deltaPerLayer, over: deep.layerSteps), Shown.factor(deep.deltaLeft)
    )
    let steps = deep.layerSteps
    let words = "\(deep.name): each step back by a layer multiplies δ by \(factor); "
    let all = "\(steps) such steps lead to layer 1, and make \(left)"
    return Observation(
      Sentence(
        when: factor < Shown.factor(0.5), left < Shown.factor(1e-3),
        says: words + all + ". Factors multiply: this is called a vanishing gradient."),
      Sentence(
        when: factor > Shown.factor(2),
        says: words + all + ". δ does not vanish, it explodes: see lesson exploding."),
      Sentence(
        when: left > Shown.factor(0.1), left < Shown.factor(10),
        says: words + all + ": with \(name) and these first weights δ arrives."),
      Sentence(says: words + all + "."))
  }

  /// Which part of the factor is the slope of φ, and which the weights.
  private static func reason(_ runs: [JudgedRun], _ name: String) -> Observation {
    guard let deep = runs.last else { return Observation() }
    let slope = Shown.short(deep.slopePerLayer)
    let weights = Shown.factor(deep.deltaPerLayer / deep.slopePerLayer)
    let head = "Why: a step back multiplies δ by weights and by the slope φ′ of the activation. "
    let measured = "the slope was \(slope) here (root mean square), and the weights made \(weights)"
    return Observation(
      Sentence(
        when: slope <= Shown.short(0.25), weights < Shown.factor(2),
        weights > Shown.factor(0.5),
        .fact("it is the sigmoid", name == "sigmoid"),
        says: head
          + "A sigmoid is nowhere steeper than 0.25; \(measured): they keep the size of δ, "
          + "and do not make up for the slope."),
      Sentence(
        when: weights > slope,
        says: head + measured.capitalizedFirst + "; together \(Shown.factor(deep.deltaPerLayer))."),
      Sentence(says: head + measured.capitalizedFirst + "."))
  }

  private static func deepest(_ runs: [JudgedRun]) -> Observation {
    guard let deep = runs.last, let best = runs.max(by: { $0.accuracy < $1.accuracy }) else {
      return Observation()
    }
    let (top, bottom) = (Shown.share(best.accuracy), Shown.share(deep.accuracy))
    let left = Shown.factor(deep.deltaLeft)
    return Observation(
      Sentence(
        when: bottom < top, left > Shown.factor(0.1), left < Shown.factor(10),
        .fact("the deepest is sick", !deep.judgement.isHealthy),
        says:
          "The deepest gets \(bottom) right, and \(best.name) \(top), though \(left) of δ arrives: "
          + "something else is wrong with it (\(deep.verdictText))."),
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

  /// The shallowest that failed, where much more than a millionth arrives.
  private static func early(_ runs: [JudgedRun]) -> Observation {
    guard let sick = runs.first(where: { !$0.judgement.isHealthy }) else { return Observation() }
    let (left, share) = (Shown.factor(sick.deltaLeft), Shown.share(sick.accuracy))
    return Observation(
      Sentence(
        when: left > Shown.factor(1e-5), left < Shown.factor(0.1),
        .fact("it is not the deepest", sick.record.depth < runs[runs.count - 1].record.depth),
        share < Shown.share(0.5),
        says:
          "It does not take \(runs.last?.name ?? ""): with \(sick.name) \(left) of δ arrives in layer 1, and "
          + "already only \(share) of the examples are right."))
  }

  private static func remedy(
    _ all: [JudgedRun], beside runs: [JudgedRun], _ name: String
  ) -> Observation {
    guard all.count > runs.count, let remedy = all.last,
      let same = runs.first(where: { $0.record.depth == remedy.record.depth })
    else { return Observation() }
    let (factor, before) = (Shown.factor(remedy.deltaPerLayer), Shown.factor(same.deltaPerLayer))
    let (share, old) = (Shown.share(remedy.accuracy), Shown.share(same.accuracy))
    let head =
      "\(remedy.name): ReLU has slope 1 where z is above 0, and weights of He make up for the rest, "
      + "where it is 0. "
    return Observation(
      Sentence(
        when: before < factor, old < share,
        says: head + "A step back multiplies δ by \(factor), not \(before), and \(share) of the "
          + "examples are right, where \(name) has \(old)."),
      Sentence(
        says: head
          + "A step back multiplies δ by \(factor), with \(name) by \(before); \(share) of the "
          + "examples are right, with \(name) \(old)."))
  }
}
