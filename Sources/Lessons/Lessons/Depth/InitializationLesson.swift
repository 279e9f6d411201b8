import Experiments
import Records
import Reports

/// Four sizes of the first weights in networks of more and more layers: what survives.
struct InitializationLesson: Lesson {
  let options: [LessonOption] = [.depth, .width, .activation] + LessonSettings.training
  let sliders = [
    LessonSlider(.activation, ["relu", "tanh", "sigmoid"], start: "relu"),
    LessonSlider(.depth, ["8", "16", "40"], start: "40"),
  ]
  let card = LessonCard(
    name: "initialization",
    topic: "first weights too small, Xavier, He, and too large, in 5 to 40 layers",
    question: "How large should the first weights be?",
    guess: Self.guess(layers: 40),
    mistake:
      "One size such as 0.01 for every layer, whatever comes in. What is a little too small or too "
      + "large in a layer is so in each, and factors multiply. Look at what is left of the signal "
      + "and of δ before training; near ×1 is the place to begin.",
    next: [
      .init("lesson initialization --activation tanh", "these sizes with tanh"),
      .init("lesson initialization --steps 600", "600 steps: what does more time change?"),
      .init(
        "predict --activation relu --init xavier-normal --depth 40",
        "what theory says before "
          + "any step"),
    ])

  private static func guess(layers: Int) -> String {
    "Before training, weights are random numbers. Their size: 0.01, √(2/(inputs + outputs)), "
      + "√(2/inputs), or twice that; inputs are the numbers that a layer gets, outputs those it "
      + "passes on. Which of the four keeps a signal alive through \(layers) layers?"
  }

  /// Those of a width: the last is twice as large as He between hidden layers.
  private static func initializers(_ width: Int) -> [(String, String)] {
    [
      ("naive", "normal:0.01"), ("Xavier", "xavier-normal"), ("He", "he-normal"),
      ("twice He", "normal:\(2 * (2 / Double(width)).squareRoot())"),
    ]
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (40, 32, 150)
    // Histograms of twelve networks are nothing that is looked at here.
    base.recordingTier = .scalars
    base = try settings.applied(to: base)
    let deepest = base.depth
    try settings.check(base, hasLayers: 8, as: "an eighth of it is tried too")
    let depths = [deepest / 8, deepest / 4, deepest / 2, deepest]
    let data = try settings.classes(or: "digits", for: base)
    let initializers = Self.initializers(base.width)
    var equal = base
    (equal.depth, equal.initializer) = (depths[0], PerLayer("constant:\(1 / Double(base.width))"))
    let planned = initializers.flatMap { name, initializer in
      depths.map { depth in
        var plan = base
        (plan.depth, plan.initializer) = (depth, PerLayer(initializer))
        return PlannedRun(name: "\(name), \(depth) layers", plan: plan)
      }
    }
    let all = try await TrainedRuns.train(
      planned + [PlannedRun(name: "all equal, \(depths[0]) layers", plan: equal)], on: data,
      stop: stop)
    let runs = Array(all.dropLast())
    let rows = initializers.indices.map { index in
      Row(
        name: initializers[index].0,
        runs: Array(runs[index * depths.count..<(index + 1) * depths.count]))
    }
    let phi = base.activation.text
    return LessonReport(
      card.guessing(Self.guess(layers: deepest)), settings,
      parts: [
        .prose(
          "\(phi) networks of \(depths.map { "\($0)" }.joined(separator: ", ")) hidden layers of "
            + "\(base.width) units, \(base.steps) steps on \(data.summary.name). First weights: "
            + "random numbers around 0; their standard deviation, the typical distance from 0, is "
            + "0.01 (naive), √(2/(inputs + outputs)) (Xavier), √(2/inputs) (He) or "
            + "2·√(2/\(base.width)) (twice He): between hidden layers 0.01, "
            + "\(Shown.short((1 / Double(base.width)).squareRoot())), "
            + "\(Shown.short((2 / Double(base.width)).squareRoot())) and "
            + "\(Shown.short(2 * (2 / Double(base.width)).squareRoot()))."),
        .table(Self.table(all)), .observation(Self.shrinking(rows[0])),
        .observation(Self.kept(rows[1], rows[2], phi)), .observation(Self.large(rows[3])),
        .observation(Self.learned(rows)),
        .observation(Self.alive(rows[2], steps: base.steps)),
        .observation(Self.copies(all[all.count - 1], width: base.width)),
      ],
      numbers: [
        "depths": depths.map(Double.init), "signalFactors": rows.map { $0.deepest.signalFactor },
        "deltaFactors": rows.map { $0.deepest.deltaFactor },
        "accuracies": runs.map(\.accuracy), "signalKept": runs.map(\.signalKept),
      ],
      runs: all, figures: [Self.figure(rows, depths, phi, settings.source(of: card.name))])
  }

  /// The networks of an initializer, the deepest last.
  struct Row {
    let name: String
    let runs: [JudgedRun]
    var deepest: JudgedRun { runs[runs.count - 1] }
    /// The factor of which so many as there are steps between the layers make what is kept.
    var factor: Shown { Shown.factor(deepest.signalFactor, over: steps).asPrinted }
    var steps: Int { deepest.layerSteps }
    var kept: Shown { Shown.factor(deepest.signalKept).asPrinted }
    var accuracy: Shown { Shown.share(deepest.accuracy).asPrinted }
    var layers: Int { deepest.record.depth }
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("signal left"), .init("δ left"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 20)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.signalKept))"),
          .init("\(Shown.factor(run.deltaLeft))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "signal: the typical size (root mean square) of what a layer passes on; left: in the last "
            + "hidden layer, divided by the first, before training."),
        .init(
          "δ: how fast the loss changes with the sums of a layer; left: in the first hidden layer, "
            + "divided by the last."
            + (runs.contains { $0.deltaLeft.isNaN } ? " –: both are 0, or no numbers." : "")),
      ] + VerdictNotes.of(runs))
  }
}
