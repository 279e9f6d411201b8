import Experiments
import Records
import Reports

/// Three sizes of the first weights in networks of more and more layers: what survives.
struct InitializationLesson: Lesson {
  let options: [LessonOption] = [.depth, .width, .activation] + LessonSettings.training
  let sliders = [
    LessonSlider(.activation, ["relu", "tanh", "sigmoid"], start: "relu"),
    LessonSlider(.depth, ["8", "16", "40"], start: "40"),
  ]
  let card = LessonCard(
    name: "initialization", topic: "naive, Xavier and He weights in 5 to 40 layers of ReLU",
    question: "How large should the first weights be?",
    guess:
      "Before training, the weights are random numbers. Three sizes: 0.01, √(1/inputs), "
      + "√(2/inputs); the last two differ by a factor of 1.4. Which of them still learns with 40 "
      + "layers?",
    mistake:
      "Small random numbers such as randn·0.01 for every layer: one does not see it with two "
      + "layers, and with ten nothing arrives. Take the initializer that belongs to the "
      + "activation: He for ReLU and its like, Xavier for tanh and sigmoid.",
    next: [
      .init("lesson initialization --activation tanh", "the same three sizes with tanh"),
      .init("lesson initialization --steps 600", "the same with more time"),
      .init(
        "predict --activation relu --init xavier-normal --depth 40",
        "what theory says before "
          + "any step"),
    ])

  private static let initializers = [
    ("naive", "normal:0.01"), ("Xavier", "xavier-normal"), ("He", "he-normal"),
  ]

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (40, 32, 150)
    // Histograms of twelve networks are nothing that is looked at here.
    base.recordingTier = .scalars
    base = try settings.applied(to: base)
    let deepest = base.depth
    guard deepest >= 8 else {
      throw LessonError.value(
        .depth,
        expected: "a whole number from 8, as an eighth of it is tried "
          + "too", got: "\(deepest)")
    }
    let depths = [deepest / 8, deepest / 4, deepest / 2, deepest]
    let data = try settings.classes(or: "digits", for: base)
    let planned = Self.initializers.flatMap { name, initializer in
      depths.map { depth in
        var plan = base
        (plan.depth, plan.initializer) = (depth, PerLayer(initializer))
        return PlannedRun(name: "\(name), \(depth) layers", plan: plan)
      }
    }
    let runs = try await TrainedRuns.quickly(planned, on: data, stop: stop)
    let rows = Self.initializers.indices.map { index in
      Row(
        name: Self.initializers[index].0,
        runs: Array(runs[index * depths.count..<(index + 1) * depths.count]))
    }
    let phi = base.activation.text
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "\(phi) networks of \(depths.map { "\($0)" }.joined(separator: ", ")) hidden layers of "
            + "\(base.width) units, \(base.steps) steps on \(data.summary.name). First weights: "
            + "normal numbers with deviation 0.01 (naive), √(2 / (inputs + outputs)) (Xavier) or "
            + "√(2 / inputs) (He). Signal left: that of the last hidden layer for that of the "
            + "first, before training."),
        .table(Self.table(rows)), .observation(Self.shrinking(rows[0])),
        .observation(Self.kept(rows[1], rows[2], phi)), .observation(Self.learned(rows)),
        .observation(Self.alive(rows[2], steps: base.steps)),
      ],
      numbers: [
        "depths": depths.map(Double.init), "signalFactors": rows.map { $0.deepest.signalFactor },
        "deltaFactors": rows.map { $0.deepest.deltaFactor },
        "accuracies": runs.map(\.accuracy), "signalKept": runs.map(\.signalKept),
      ],
      runs: runs, figures: [Self.figure(rows, depths, phi, settings.source(of: card.name))])
  }

  /// The networks of an initializer, the deepest last.
  struct Row {
    let name: String
    let runs: [JudgedRun]
    var deepest: JudgedRun { runs[runs.count - 1] }
    var factor: Shown { Shown.factor(deepest.signalFactor).asPrinted }
    var kept: Shown { Shown.factor(deepest.signalKept).asPrinted }
    var accuracy: Shown { Shown.share(deepest.accuracy).asPrinted }
    var layers: Int { deepest.record.depth }
  }

  private static func table(_ rows: [Row]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("signal left"), .init("δ left"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 20)),
      ],
      rows: rows.flatMap(\.runs).map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.signalKept))"),
          .init("\(Shown.factor(run.deltaLeft))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "δ left: how much the loss depends on the first layer, for the last one; without it the "
            + "first layer does not learn.")
      ])
  }

  private static func shrinking(_ row: Row) -> Observation {
    let half = Shown.factor(0.5)
    return Observation(
      Sentence(
        when: row.factor < half, row.kept < Shown.factor(1e-6),
        says: "\(row.name): each layer leaves \(row.factor) of the signal, so that after "
          + "\(row.layers) layers \(row.kept) is left. What the network is shown makes no "
          + "difference to its answer any more."),
      Sentence(
        when: row.factor < half,
        says: "\(row.name): each layer leaves \(row.factor) of the signal, after \(row.layers) "
          + "layers \(row.kept)."),
      Sentence(
        says: "\(row.name): each layer changes the signal by \(row.factor); after \(row.layers) "
          + "layers \(row.kept) of it is left."))
  }

  private static func kept(_ xavier: Row, _ he: Row, _ phi: String) -> Observation {
    let words =
      "a layer keeps \(xavier.factor) of the signal with \(xavier.name) and \(he.factor) with "
      + "\(he.name)"
    let after = "; after \(he.layers) layers that makes \(xavier.kept) and \(he.kept)."
    return Observation(
      Sentence(
        when: xavier.factor < he.factor, xavier.kept < he.kept, .fact("it is ReLU", phi == "relu"),
        says: "ReLU sets half of what it gets to 0, and weights have to make up for that: "
          + words + after),
      Sentence(
        when: xavier.factor < he.factor, .fact("it is not ReLU", phi != "relu"),
        says: "With \(phi) " + words + after),
      Sentence(says: "Here " + words + after))
  }

  private static func learned(_ rows: [Row]) -> Observation {
    let depths = rows.map { row in
      row.runs.filter(\.judgement.isHealthy).map(\.record.depth).max() ?? 0
    }
    let words = zip(rows, depths).map { row, depth in
      "\(row.name) \(depth > 0 ? "\(depth)" : "none")"
    }.joined(separator: ", ")
    let shares = rows.map { "\($0.name) \($0.accuracy)" }.joined(separator: ", ")
    let (first, last) = (Shown(depths.first ?? 0), Shown(depths.last ?? 0))
    return Observation(
      Sentence(
        when: first < last,
        says: "The deepest network that is healthy after training: \(words). Right answers with "
          + "\(rows[0].layers) layers: \(shares)."),
      Sentence(
        says: "The deepest network that is healthy after training: \(words); He is not ahead here. "
          + "Right answers with \(rows[0].layers) layers: \(shares)."))
  }

  private static func alive(_ row: Row, steps: Int) -> Observation {
    let left = Shown.factor(row.deepest.deltaLeft).asPrinted
    return Observation(
      Sentence(
        when: left > Shown.factor(0.1), row.accuracy < Shown.share(0.5),
        says: "With \(row.name) and \(row.layers) layers δ is alive, \(left) in the first layer, "
          + "and yet \(steps) steps give only \(row.accuracy): good first weights make learning "
          + "possible, not fast."),
      Sentence(
        when: left > Shown.factor(0.1),
        says: "With \(row.name) and \(row.layers) layers δ is alive, \(left) in the first layer, "
          + "and \(steps) steps give \(row.accuracy)."),
      Sentence(
        when: left < Shown.factor(0.1),
        says: "With \(row.name) and \(row.layers) layers \(left) of δ is left in the first layer: "
          + "not enough."),
      Sentence(
        says: "With \(row.name) and \(row.layers) layers the last layer has no δ, and so the first "
          + "has none."))
  }
}
