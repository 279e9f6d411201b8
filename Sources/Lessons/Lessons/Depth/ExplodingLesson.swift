import Experiments
import Records
import Reports

/// First weights that are too large: where the first NaN is, and what clipping does about it.
struct ExplodingLesson: Lesson {
  let options: [LessonOption] = [.gain, .depth, .width] + LessonSettings.training
  let sliders = [
    LessonSlider(.gain, ["0.5", "1", "1.25", "1.5", "2"], start: "1.5"),
    LessonSlider(.depth, ["5", "10", "20"], start: "10"),
  ]
  let card = LessonCard(
    name: "exploding", topic: "first weights too large, the first NaN, and what clipping does",
    question: "What happens when every layer makes the signal a little larger?",
    guess: Self.guess(of: 1.5, layers: 10),
    mistake:
      "Looking for the error where NaN is seen, in the loss. A NaN is the end of it. Look for the "
      + "place where the numbers grow from layer to layer, and mend the first weights there; "
      + "clipping keeps a step short, but the signal stays as large as it is.",
    next: [
      .init("lesson exploding --gain 1", "weights of the right size"),
      .init("lesson clipping", "how to choose the bound, and what a bound too small does"),
      .init("lesson initialization", "which size is the right one"),
    ])

  private static func guess(of gain: Double, layers: Int) -> String {
    "The first weights are \(Shown.exact(gain)) times as large as they should be, in each of "
      + "\(layers) layers. Does such a network learn as well, more slowly, not at all, or does "
      + "something worse happen?"
  }

  /// What is asked where the first weights are times a factor.
  private func card(_ gain: Double, _ layers: Int) -> LessonCard {
    let change =
      gain > 1
      ? "\(gain > 2 ? "much" : "a little") larger"
      : gain < 1
        ? "\(gain < 0.5 ? "much" : "a little") smaller" : "neither larger nor smaller"
    return card.guessing(
      Self.guess(of: gain, layers: layers),
      asking: "What happens when every layer makes the signal \(change)?")
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (10, 32, 150)
    base = try settings.applied(to: base)
    try settings.check(base, hasLayers: 2, as: "layers are compared")
    let gain = try settings.number(.gain, or: 1.5, in: 1e-3...1e3)
    let bound = base.clipNorm ?? 10
    base.clipNorm = nil
    var large = base
    large.initializer = PerLayer("fan-in:\(2 * gain * gain)")
    var clipped = large
    clipped.clipNorm = bound
    let factor = "\(Shown.exact(gain))"
    let data = try settings.classes(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      [
        PlannedRun(name: "He", plan: base), PlannedRun(name: "He × \(factor)", plan: large),
        PlannedRun(name: "He × \(factor), clipped", plan: clipped),
      ], on: data, stop: stop)
    return LessonReport(
      card(gain, base.depth), settings,
      parts: [
        .prose(
          "The same ReLU network three times: \(base.depth) hidden layers of \(base.width) units, "
            + "up to \(base.steps) steps on \(data.summary.name). He gives the first weights the "
            + "size that keeps the signal as it is; × \(factor) means each of them times "
            + "\(factor). Clipped: a gradient longer than \(Shown.exact(bound)) is shortened to "
            + "that "
            + "length. δ is how much the loss depends on the signal in a layer. Where a number is "
            + "too large for the computer it writes ∞, and what is computed from that is soon NaN, "
            + "\"not a number\"."),
        .table(Self.table(runs)), .observation(Self.growth(runs[1])),
        .observation(Self.origin(runs[1])), .observation(Self.clipping(runs)),
      ],
      numbers: [
        "signalFactors": runs.map(\.signalFactor), "deltaFactors": runs.map(\.deltaFactor),
        "accuracies": runs.map(\.accuracy),
        "nonFiniteSteps": runs.map { $0.firstNonFinite.map { Double($0.step) } ?? -1 },
      ],
      runs: runs, figures: [Self.figure(runs, settings, card)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("first weights"), .init("signal per layer"),
        .init(
          "first NaN or "
            + "∞"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(factor(run))"),
          .init(run.firstNonFinite.map { "step \($0.step)" } ?? "none"),
          .init("\(Shown.share(run.accuracy))"), .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "signal per layer: what a layer makes of the size of the signal, before training; the "
            + "geometric mean from the first hidden layer to the last.")
      ])
  }

  private static func growth(_ run: JudgedRun) -> Observation {
    let factor = factor(run).asPrinted
    let steps = run.record.depth - 1
    let kept = Shown.factor(run.signalKept).asPrinted
    let (high, low) = (Shown.factor(1.1), Shown.factor(0.9))
    return Observation(
      Sentence(
        when: factor > high, kept > factor,
        says: "On average a layer makes the signal larger, \(factor). Factors multiply: \(steps) "
          + "of them, from the first hidden layer to the last, make \(kept)."),
      Sentence(
        when: factor < low,
        says:
          "On average a layer makes the signal smaller, \(factor): the last one gets \(kept) of "
          + "the first one's."),
      Sentence(
        when: .fact("too few layers for a factor", factor.value.isNaN),
        says: "The last layer gets \(kept) of the signal of the first one."),
      Sentence(
        says: "On average a layer changes the signal by \(factor): the last one gets \(kept) of "
          + "the first one's."))
  }

  /// What a layer makes of the signal, with digits enough for its powers.
  static func factor(_ run: JudgedRun) -> Shown {
    Shown.factor(run.signalFactor, over: run.record.depth - 1)
  }

  private static func origin(_ run: JudgedRun) -> Observation {
    guard let event = run.firstNonFinite else {
      let steps = Shown(run.record.curves.lastStep ?? 0)
      return Observation(
        Sentence(
          when: .fact("the run is sick", run.isSick),
          says: "No value was lost in \(steps) steps, but the network is not well all the same."),
        Sentence(says: "No value was lost in \(steps) steps: this much the network bears."))
    }
    let place = run.words(of: event.place)
    let start = Shown.short(run.record.curves.loss.first ?? .nan).asPrinted
    let before = event.steps.last { $0.step < event.step }
    let last = Shown.short(before?.loss ?? .nan).asPrinted
    let when = Shown(event.step)
    let what =
      event.tensor == .loss
      ? "The first value that is not a number: step \(when), the loss itself."
      : "The first value that is not a number: step \(when), \(place), its "
        + "\(event.tensor.plainWords); \(event.nonFinite) of them "
        + "\(event.nonFinite == 1 ? "is" : "are") lost there."
    return Observation(
      Sentence(
        when: last > start,
        says: what + " In the step before, the loss was \(last), and at the beginning \(start): "
          + "the updates made it worse."),
      Sentence(
        when: last < Shown.short(.infinity),
        says: what + " In the step before, the loss was \(last): a number like others."),
      Sentence(
        when: .fact("before any update", event.step == 0),
        says: what + " No update was made before: the first weights alone did it."),
      Sentence(says: what))
  }

  private static func clipping(_ runs: [JudgedRun]) -> Observation {
    let (free, clipped) = (runs[1], runs[2])
    let share = Shown.share(clipped.accuracy).asPrinted
    let steps = Shown(clipped.record.curves.lastStep ?? 0)
    let (grown, little) = (factor(clipped).asPrinted, Shown.factor(1.1))
    let isTamed = free.firstNonFinite != nil && clipped.firstNonFinite == nil
    let he =
      runs[0].accuracy.isNaN
      ? "with He no number is left" : "with He it is \(Shown.share(runs[0].accuracy))"
    let tamed = "With the bound all values stay numbers over \(steps) steps, and \(share) of the "
    return Observation(
      Sentence(
        when: .fact("the bound prevented NaN", isTamed), grown > little,
        .fact("it is sick all the same", clipped.isSick),
        says: tamed + "examples are right; \(he). Clipping prevents the crash. It does not change "
          + "what the layers make of the signal: before training each makes it \(grown), with the "
          + "bound as without it."),
      Sentence(
        when: .fact("the bound prevented NaN", isTamed),
        says: tamed + "examples are right; \(he). Clipping shortens the steps, and leaves the "
          + "first weights as they are."),
      Sentence(
        when: .fact(
          "NaN with the bound and without",
          clipped.firstNonFinite != nil && free.firstNonFinite != nil),
        grown > little,
        says:
          "Even with the bound a value is lost: it shortens the steps, and before any of them a "
          + "layer makes the signal \(grown)."),
      Sentence(
        when: .fact(
          "NaN with the bound and without",
          clipped.firstNonFinite != nil && free.firstNonFinite != nil),
        says: "Even with the bound a value is lost, at step \(clipped.firstNonFinite?.step ?? 0): "
          + "steps of this length are too long here, or the first weights too large."),
      Sentence(
        when: .fact("NaN with the bound alone", clipped.firstNonFinite != nil),
        says: "With the bound a value is lost, at step \(clipped.firstNonFinite?.step ?? 0), and "
          + "without it none: here it prevented nothing."),
      Sentence(
        says: "Without the bound nothing was lost either; with it, \(share) of the examples "
          + "are right."))
  }
}
