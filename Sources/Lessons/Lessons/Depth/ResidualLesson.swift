import Charts
import Experiments
import Records
import Reports

/// Shortcuts around the layers: what they do for δ, and what they do to the signal.
struct ResidualLesson: Lesson {
  let options: [LessonOption] =
    [.depth, .width, .activation, .initializer] + LessonSettings.training
  let sliders = [
    LessonSlider(.activation, ["relu", "tanh", "sigmoid"], start: "relu"),
    LessonSlider(.depth, ["5", "10", "20", "30"], start: "30"),
  ]
  let card = LessonCard(
    name: "residual", topic: "shortcuts keep δ alive, and without a scale the signal grows",
    question: "What does a way around each layer change?",
    guess: Self.guess(layers: 30),
    mistake:
      "Adding each layer's answer in full in a network of many layers. With ReLU what is added "
      + "grows with the sum it is made from, so that every layer multiplies the signal, and many "
      + "layers make it far too large. With many layers, multiply each addition by 1/√layers, or "
      + "normalize.",
    next: [
      .init(
        "lesson residual --activation sigmoid --init xavier-normal",
        "shortcuts around sigmoid "
          + "layers"),
      .init("lesson residual --depth 3", "three layers: how much of this matters there?"),
      .init("lesson batch-norm", "another way to keep the signal"),
    ])

  private static func guess(layers: Int) -> String {
    "A layer that adds something to its input, in place of replacing it: what comes back through "
      + "\(layers) of them, and what becomes of the size of the signal if each adds its part?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (30, 32, 150)
    base.initializer = "xavier-normal"
    base = try settings.applied(to: base)
    try settings.check(base, hasLayers: 3, as: "shortcuts need layers to go around")
    var scaled = base
    (scaled.residual, scaled.residualScale) = (true, 1 / Double(base.depth).squareRoot())
    var full = scaled
    full.residualScale = 1
    let data = try settings.classes(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      [
        PlannedRun(name: "plain", plan: base), PlannedRun(name: "shortcuts, scaled", plan: scaled),
        PlannedRun(name: "shortcuts, in full", plan: full),
      ], on: data, stop: stop)
    return LessonReport(
      card.guessing(Self.guess(layers: base.depth)), settings,
      parts: [
        .prose(
          "\(base.activation.text) networks of \(base.depth) hidden layers of \(base.width) units, "
            + "first weights \(base.initializer.text), \(base.steps) steps on "
            + "\(data.summary.name). Plain: a layer answers φ(z). With a shortcut it answers its "
            + "input + s·φ(z); scaled means s = 1/√layers = "
            + "\(Shown(1 / Double(base.depth).squareRoot())), in full s = 1. δ is how much the "
            + "loss depends on the signal in a layer."),
        .table(Self.table(runs)), .observation(Self.delta(runs)), .observation(Self.signal(runs)),
        .observation(Self.learned(runs)),
      ],
      numbers: [
        "signalKept": runs.map(\.signalKept), "deltaLeft": runs.map(\.deltaLeft),
        "accuracies": runs.map(\.accuracy),
        "firstLosses": runs.map { $0.record.curves.loss.first ?? .nan },
      ],
      runs: runs, figures: [figure(runs, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("δ left"), .init("signal left"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.factor(run.deltaLeft))"),
          .init("\(Shown.factor(run.signalKept))"), .init("\(Shown.share(run.accuracy))"),
          .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "δ left: of the last hidden layer's δ, in the first one; signal left: the other "
            + "way."),
        .init("Both before the first update."),
      ])
  }

  private static func delta(_ runs: [JudgedRun]) -> Observation {
    let (plain, scaled) = (
      Shown.factor(runs[0].deltaLeft).asPrinted, Shown.factor(runs[1].deltaLeft).asPrinted
    )
    return Observation(
      Sentence(
        when: plain < scaled, plain < Shown.factor(0.1),
        says: "Plain, the first layer gets \(plain) of δ; with scaled shortcuts \(scaled). The "
          + "derivative of input + s·φ(z) is 1 + something: the 1 carries δ back whatever the "
          + "layer does."),
      Sentence(
        when: plain < scaled,
        says: "Plain, the first layer gets \(plain) of δ, which is not little; with scaled "
          + "shortcuts \(scaled)."),
      Sentence(
        says: "Plain, the first layer gets \(plain) of δ, and with scaled shortcuts \(scaled): "
          + "here the plain network keeps no less of it."))
  }

  private static func signal(_ runs: [JudgedRun]) -> Observation {
    let (scaled, full) = (
      Shown.factor(runs[1].signalKept).asPrinted, Shown.factor(runs[2].signalKept).asPrinted
    )
    let loss = Shown.short(runs[2].record.curves.loss.first ?? .nan, digits: 3).asPrinted
    let guess = Shown.short(runs[2].record.chance?.loss ?? .nan, digits: 3).asPrinted
    return Observation(
      Sentence(
        when: full > scaled, full > Shown.factor(10),
        loss > Shown.short(2 * guess.value, digits: 3).asPrinted,
        says: "The surprise: in full the signal grows, to \(full) of the first layer's, and scaled "
          + "to \(scaled). The network begins with a loss of \(loss), where an answer without "
          + "looking costs \(guess): of wrong answers it is sure."),
      Sentence(
        when: full > scaled,
        says: "In full the signal ends at \(full) of the first layer's, and scaled at \(scaled)."),
      Sentence(
        says: "In full the signal ends at \(full) of the first layer's, no larger than "
          + "scaled, \(scaled)."))
  }

  private static func learned(_ runs: [JudgedRun]) -> Observation {
    let shares = runs.map { Shown.share($0.accuracy).asPrinted }
    let told = runs.map { Shown.told($0.accuracy) }
    let values = "plain \(told[0]), in full \(told[2])"
    return Observation(
      Sentence(
        when: shares[1] > shares[0], shares[1] > shares[2],
        says: "Scaled shortcuts come furthest: \(shares[1]) of the examples right (\(values))."),
      Sentence(
        when: .fact(
          "a value was lost in "
            + "full", runs[2].firstNonFinite != nil), shares[1] > shares[0],
        says: "Scaled shortcuts get \(shares[1]) right and plain \(shares[0]); in full a value "
          + "that is no number comes at step \(runs[2].firstNonFinite?.step ?? 0)."),
      Sentence(
        when: shares[1] > shares[0], shares[2] >= shares[1],
        says:
          "Both kinds of shortcuts come further than plain: scaled \(shares[1]) of the examples "
          + "right (\(values))."),
      Sentence(
        when: shares[0] >= shares[1],
        says: "The plain network is no worse here: scaled \(shares[1]) right (\(values))."),
      Sentence(says: "Right answers, scaled \(told[1]) (\(values)): they cannot all be compared."))
  }

  private func figure(_ runs: [JudgedRun], _ settings: LessonSettings) -> LessonFigure {
    let (panels, covered) = CoveredLines.shown([
      RunPanels.delta(of: runs), RunPanels.signal(of: runs), RunPanels.lossOverGuessing(of: runs),
    ])
    return LessonFigure(
      "residual",
      title: "Of δ the first layer gets "
        + runs.map { "\(Shown.factor($0.deltaLeft)) (\($0.name))" }.joined(separator: ", "),
      subtitle: "Left and middle: before the first update, layer by layer; level is what a network "
        + "needs. Right: what training makes of it\(RunPanels.earlyEnds(runs))." + covered,
      panels: panels, columns: 3, legend: RunPanels.legend(runs),
      source: settings.source(of: card.name), rowHeight: 430)
  }
}
