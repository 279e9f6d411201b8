import Diagnosis
import Experiments
import Networks
import Reports

/// How ReLU units fall silent, when they come back, and what a slope below zero changes.
struct DyingReLULesson: Lesson {
  let options: [LessonOption] = [
    .learningRate, .bias, .depth, .width, .steps, .batchSize, .dataset, .seed,
  ]
  let sliders = [
    LessonSlider(.learningRate, ["0.2", "1", "2", "5"], start: "2"),
    LessonSlider(.bias, ["0", "-1", "-2", "-3"], start: "-3"),
  ]
  let card = LessonCard(
    name: "dying-relu", topic: "how ReLU units die, and what leaky ReLU changes",
    question: "How can a unit stop learning, and does it ever come back?",
    guess:
      "A ReLU unit answers 0 where its sum z is not above 0. If z is below 0 for every example "
      + "there is, can the unit come back?",
    mistake:
      "Raising the learning rate until the loss just does not blow up: it may still fall while "
      + "units die. Look at the share of silent units. Where it grows, take a smaller rate; where "
      + "it is high from the start, begin with biases of 0.",
    next: [
      .init("lesson dying-relu --learning-rate 1.5", "a rate of 1.5: do units die?"),
      .init("lesson dying-relu --steps 1000", "more time: who comes back?"),
      .init(
        "train --depth 2 --learning-rate 2 --pictures unit-map",
        "every unit of such a "
          + "network"),
    ])

  /// A way to treat units, tried with both activations.
  struct Way {
    let name: String
    let relu: JudgedRun
    let leaky: JudgedRun
    /// What became of the units of the ReLU network; nil where nobody looked.
    let fates: UnitFates?

    init(name: String, relu: JudgedRun, leaky: JudgedRun) {
      (self.name, self.relu, self.leaky) = (name, relu, leaky)
      fates = UnitFates(relu.record)
    }

    /// Units of all hidden layers that something is true of, as a share.
    private func share(_ count: (UnitFates.Layer) -> Int) -> Double {
      guard let fates else { return .nan }
      let units = fates.layers.reduce(0) { $0 + $1.unitCount }
      return Double(fates.layers.reduce(0) { $0 + count($1) }) / Double(units)
    }
    /// Silent before training.
    var born: Double { share(\.bornSilent.count) }
    /// Spoke at first, and silent at the end.
    var died: Double { share(\.died.count) }
    /// Silent at every look.
    var never: Double { share(\.neverSpoke.count) }
    /// Silent at the last look.
    var end: Double { share(\.silentAtEnd.count) }

    /// Units of all hidden layers.
    var units: Int { fates?.layers.reduce(0) { $0 + $1.unitCount } ?? 0 }
    /// How many are silent before training, of these how many speak at the end, how many of the others do not.
    var counts: (born: Int, back: Int, died: Int, end: Int) {
      let layers = fates?.layers ?? []
      return (
        layers.reduce(0) { $0 + $1.bornSilent.count },
        layers.reduce(0) { $0 + Set($1.bornSilent).subtracting($1.silentAtEnd).count },
        layers.reduce(0) { $0 + $1.died.count }, layers.reduce(0) { $0 + $1.silentAtEnd.count }
      )
    }
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (2, 32, 200)
    base = try settings.applied(to: base)
    try settings.check(base, hasLayers: 1, as: "hidden units are looked at")
    let rate = try settings.number(.learningRate, or: 2, in: 1e-9...1e9)
    let bias = try settings.number(.bias, or: -3, in: -1e6...1e6)
    base.learningRate = 0.2
    var fast = base
    fast.learningRate = rate
    let names = ["usual", "rate \(Shown.exact(rate))", "bias \(Shown.exact(bias))"]
    func planned(_ activation: String) -> [PlannedRun] {
      zip(names, [base, fast, base]).enumerated().map { index, way in
        var plan = way.1
        plan.activation = PerLayer(activation)
        return PlannedRun(
          name: "\(activation), \(way.0)", plan: plan, hiddenBias: index == 2 ? bias : nil)
      }
    }
    let data = try settings.classes(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      planned("relu") + planned("leaky-relu"), on: data, stop: stop)
    let ways = names.indices.map { Way(name: names[$0], relu: runs[$0], leaky: runs[$0 + 3]) }
    let (relu, leaky) = (ReLU(), LeakyReLU())
    return LessonReport(
      card, settings,
      parts: [
        .working(Self.values), .observation(Self.slopes(relu, leaky)),
        .prose(
          "So a unit that is below 0 for every example gets no step for its own weights. In layer "
            + "1 its inputs are the examples, which stay as they are: there it stays silent. Higher "
            + "up the layer below goes on learning; where that lifts the sum above 0 for one example, "
            + "the unit is back."),
        .prose("How a step throws a unit below 0, z = w·x with w = 0.5, x = 1 and gradient 0.4:"),
        .working(Self.steps(0.2, rate)),
        .prose(
          "Now networks of \(base.depth) hidden layers of \(base.width) units, \(base.steps) steps "
            + "on \(data.summary.name): as usual (rate 0.2, biases 0), with a learning rate of "
            + "\(Shown.exact(rate)), and with biases that begin at \(Shown.exact(bias)). A unit "
            + "is silent where it answers 0 to every one of the examples that are looked at (a fixed "
            + "\(runs[0].record.probeExamples ?? 0) of them)."),
        .table(Self.table(ways)), .observation(Self.died(ways[1])),
        .observation(Self.born(ways[2])),
        .observation(Self.leaky(ways[1], isBiased: false, steps: base.steps)),
        .observation(Self.leaky(ways[2], isBiased: bias < 0, steps: base.steps)),
      ],
      numbers: [
        "relu": Self.points.map(relu.value), "relu′": Self.points.map(relu.slope),
        "leaky": Self.points.map(leaky.value), "leaky′": Self.points.map(leaky.slope),
        "silentAtStart": ways.map(\.born), "died": ways.map(\.died),
        "neverSpoke": ways.map(\.never), "silentAtEnd": ways.map(\.end),
        "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [Self.figure(ways, base.depth, settings, card)])
  }

  /// The unit after a step of each rate.
  private static func steps(_ rates: Double...) -> [String] {
    var working = Working()
    for rate in rates {
      let w = 0.5 - rate * 0.4
      working.add(
        "rate \(Shown.exact(rate)):", "w ← 0.5 −", "\(Shown.exact(rate))·0.4", "=",
        "\(Shown.whole(w))", "", "z = \(Shown.whole(w)),", "answer \(Shown.whole(max(w, 0))),",
        "slope \(w > 0 ? 1 : 0)")
    }
    return working.lines
  }

  private static let points = [-3.0, -1, 0, 1, 3]

  /// What both make of some sums, and how steep they are there.
  private static var values: [String] {
    let (relu, leaky) = (ReLU(), LeakyReLU())
    var working = Working()
    func add(_ name: String, _ values: [Double]) {
      let cells = values.map { "\(Shown($0))" }
      working.add(name, cells[0], cells[1], cells[2], cells[3], cells[4])
    }
    add("z", points)
    add("ReLU(z)", points.map(relu.value))
    add("its slope", points.map(relu.slope))
    add("leaky ReLU(z)", points.map(leaky.value))
    add("its slope", points.map(leaky.slope))
    return working.lines
  }

  private static func slopes(_ relu: ReLU, _ leaky: LeakyReLU) -> Observation {
    let (flat, small) = (Shown(relu.slope(at: -1)), Shown(leaky.slope(at: -1)))
    return Observation(
      Sentence(
        when: flat < small,
        says: "Below 0 the slope of ReLU is \(flat): what flows back is multiplied by it, and no "
          + "weight of the unit moves, nor its bias. Leaky ReLU keeps a slope of \(small) there."))
  }

  private static func table(_ ways: [Way]) -> PlainTable {
    let counted = ways.map { way in
      row(way.relu, [way.born, way.died, way.end].map { "\(Shown.percent($0))" })
    }
    return PlainTable(
      columns: [
        .init("network"), .init("silent first"), .init("died"),
        .init(
          "silent "
            + "last"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 14)),
      ], rows: counted + ways.map { row($0.leaky, ["–", "–", "–"]) },
      notes: [
        .init("died: answered something at first, and nothing at the end; as shares of all units."),
        .init("–: leaky ReLU is 0 at z = 0 only, so that its units are not silent."),
      ])
  }

  private static func row(_ run: JudgedRun, _ shares: [String]) -> [PlainTable.Cell] {
    [.init(run.name)] + shares.map { .init($0) } + [
      .init("\(Shown.share(run.accuracy))"), .init(run.verdictText, role: run.verdictRole),
    ]
  }
}
