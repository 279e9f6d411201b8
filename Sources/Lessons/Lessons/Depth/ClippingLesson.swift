import Charts
import Experiments
import Records
import Reports

/// A bound on the length of the gradient: none, one that helps, and smaller and smaller ones.
struct ClippingLesson: Lesson {
  let options: [LessonOption] = [.gain, .depth, .width] + LessonSettings.training
  let sliders = [
    LessonSlider(.gain, ["1", "1.25", "1.5"], start: "1.5"),
    LessonSlider(.optimizer, ["sgd", "adam"], start: "sgd"),
  ]
  let card = LessonCard(
    name: "clipping", topic: "a bound on the gradient: none, a good one, and one that is too small",
    question: "How short may a gradient be cut?",
    guess:
      "A bound on the length of the gradient can prevent a crash. If one bound is safe, is another "
      + "one, a thousand times smaller, safer, and what does it cost?",
    mistake:
      "Setting a bound and never looking how often it acts. A bound is for the rare step whose "
      + "gradient is far too long. Where every step is clipped, each has the length bound × "
      + "learning rate, and the bound has become a learning rate that nobody chose.",
    next: [
      .init(
        "lesson clipping --optimizer adam",
        "an optimizer that divides by the size of the gradients"),
      .init("lesson clipping --gain 1", "weights of the right size, which need no bound"),
      .init("lesson exploding", "why the gradient grows"),
    ])

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps) = (10, 32, 200)
    base = try settings.applied(to: base)
    try settings.check(
      base, hasLayers: 1, as: "it is the first weights of hidden layers that are large")
    let gain = try settings.number(.gain, or: 1.5, in: 1e-3...1e3)
    let largest = base.clipNorm ?? 100
    base.clipNorm = nil
    base.initializer = PerLayer("fan-in:\(2 * gain * gain)")
    let bounds = [nil, largest, largest / 10, largest / 100, largest / 1000]
    let data = try settings.classes(or: "digits", for: base)
    let runs = try await TrainedRuns.train(
      bounds.map { bound in
        var plan = base
        plan.clipNorm = bound
        return PlannedRun(name: bound.map { "bound \(Shown.exact($0))" } ?? "no bound", plan: plan)
      }, on: data, stop: stop)
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "One ReLU network five times: \(base.depth) hidden layers of \(base.width) units, first "
            + "weights \(Shown.exact(gain)) times those of He, \(base.steps) steps of "
            + "\(base.optimizer) "
            + "on \(data.summary.name). The gradient is the list of all slopes of the loss; its "
            + "length is the square root of the sum of their squares. Where it is above the bound, "
            + "all of it is made shorter by one factor, so that it has the length of the bound; "
            + "the direction stays."),
        .table(Self.table(runs)), .observation(Self.without(runs)), .observation(Self.best(runs)),
        .observation(Self.tooSmall(runs)),
      ],
      numbers: [
        "bounds": bounds.map { $0 ?? .infinity }, "accuracies": runs.map(\.accuracy),
        "clippedShares": runs.map { $0.clipping?.share ?? 0 },
        "clippingFactors": runs.map { $0.clipping?.typicalFactor ?? 1 },
      ],
      runs: runs, figures: [figure(runs, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("network"), .init("steps clipped"), .init("to"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: runs.map { run in
        [
          .init(run.name),
          .init(run.clipping.map { "\(Shown.percent($0.share))" } ?? "–"),
          .init(run.clipping.map { "\(Shown.factor($0.typicalFactor))" } ?? "–"),
          .init("\(Shown.share(run.accuracy))"), .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [.init("to: what is left of the length of a clipped gradient, typically.")])
  }

  private static func without(_ runs: [JudgedRun]) -> Observation {
    let free = runs[0]
    let accuracy = Shown.share(free.accuracy).asPrinted
    let top = Shown.share(runs.dropFirst().map(\.accuracy).filter(\.isFinite).max() ?? .nan)
      .asPrinted
    return Observation(
      Sentence(
        when: .fact("a value was lost", free.firstNonFinite != nil),
        says: "Without a bound a value that is no number comes at step "
          + "\(free.firstNonFinite?.step ?? 0), and the training is over."),
      Sentence(
        when: accuracy < top,
        says: "Without a bound \(accuracy) of the examples are right, and with the best of the "
          + "bounds \(top)."),
      Sentence(
        when: accuracy >= top,
        says: "Without a bound \(accuracy) of the examples are right, and with the best of the "
          + "bounds \(top): here none of them is better than no bound."),
      Sentence(
        says: "Without a bound \(accuracy) of the examples are right; with none of the bounds all "
          + "values stay numbers."))
  }

  private static func best(_ runs: [JudgedRun]) -> Observation {
    let clipped = runs.dropFirst().filter { $0.accuracy.isFinite && $0.clipping != nil }
    guard let best = clipped.max(by: { $0.accuracy < $1.accuracy }), let clipping = best.clipping
    else {
      return Observation(Sentence(says: "None of the bounds keeps the values numbers."))
    }
    let (share, accuracy) = (
      Shown.percent(clipping.share).asPrinted, Shown.share(best.accuracy).asPrinted
    )
    return Observation(
      Sentence(
        when: share < Shown.percent(0.5),
        says: "The best, \(best.name), acts in \(share) of the steps and gives \(accuracy): it "
          + "cuts what is longer, and leaves the other steps as they are."),
      Sentence(
        when: share > Shown.percent(0.5),
        says: "The best, \(best.name), acts in \(share) of the steps and gives \(accuracy): it "
          + "decides how long most steps are, as a learning rate does."),
      Sentence(
        says:
          "The best, \(best.name), acts in \(share) of the steps and gives \(accuracy): it cuts "
          + "as many steps as it leaves."))
  }

  private static func tooSmall(_ runs: [JudgedRun]) -> Observation {
    guard let small = runs.last, let clipping = small.clipping else {
      return Observation(Sentence(says: "The smallest bound ended before the second step."))
    }
    let top = Shown.share(runs.dropFirst().map(\.accuracy).filter(\.isFinite).max() ?? .nan)
      .asPrinted
    let (accuracy, share) = (
      Shown.share(small.accuracy).asPrinted, Shown.percent(clipping.share).asPrinted
    )
    let factor = Shown.factor(clipping.typicalFactor).asPrinted
    let grows = small.hasFinding("exploding-gradient")
    let cause =
      grows
      ? " The verdict \"exploding gradient\" is of the gradient before it is cut." : ""
    let divides = small.record.facts.optimizer?.dividesByGradientSize == true
    return Observation(
      Sentence(
        when: share > Shown.percent(0.95), accuracy < top, .fact("it does not divide", !divides),
        .fact("it stays with numbers", small.firstNonFinite == nil),
        says: "The surprise: with \(small.name) every value stays a number, and still only "
          + "\(accuracy) are right where \(top) were. It acts in \(share) of the steps and leaves "
          + "\(factor) of a gradient, typically: these steps are as short as the bound says, "
          + "however far there is to go." + cause),
      Sentence(
        when: share > Shown.percent(0.95), .fact("it divides", divides),
        accuracy >= Shown.share(top.value - 0.05).asPrinted,
        says: "With \(small.name) \(share) of the steps are clipped, typically to \(factor), and "
          + "still \(accuracy) are right (the best bound \(top)): this optimizer divides by the "
          + "size of the gradients it gets, and a factor that is always the same cancels."),
      Sentence(
        when: .fact("a value was lost", small.firstNonFinite != nil),
        says:
          "With \(small.name) a value is lost at step \(small.firstNonFinite?.step ?? 0): a bound "
          + "as small as this did not prevent it."),
      Sentence(
        says:
          "\(small.name.capitalizedFirst) acts in \(share) of the steps, and \(accuracy) of the "
          + "examples are right (the best bound \(top))."))
  }

  private func figure(_ runs: [JudgedRun], _ settings: LessonSettings) -> LessonFigure {
    let (panels, covered) = CoveredLines.shown([
      RunPanels.curve(
        { Array($0.clippingFactor.dropLast()) }, of: runs, title: "What is left of the gradient",
        subtitle: "1: not clipped", axis: "length after / before"),
      RunPanels.lossOverGuessing(of: runs), Self.accuracies(runs),
    ])
    return LessonFigure(
      "clipping",
      title: "Right answers: "
        + LessonSettings.accuracies(runs.map { ($0.name, $0.accuracy) }),
      subtitle: "Left: what the bound leaves of the gradient's length at each step; at 1 it does "
        + "nothing. Middle: the loss\(RunPanels.earlyEnds(runs)). Right: a dot a network."
        + covered,
      panels: panels, columns: 3, legend: RunPanels.legend(runs),
      source: settings.source(of: card.name), rowHeight: 430)
  }

  /// A dot a network, from no bound to the smallest.
  private static func accuracies(_ runs: [JudgedRun]) -> Panel {
    let names = runs.map {
      $0.name.replacing("no bound", with: "none").replacing(
        "bound ", with: "")
    }
    return Panel(
      title: "Right answers", subtitle: "by bound; no dot: no numbers left",
      x: Axis(
        .bottom,
        scale: NamedScale(
          names: names, numbers: LinearScale(from: 0.5, to: Double(runs.count) + 0.5)),
        title: "bound", ticks: .values(runs.indices.map { Double($0 + 1) })),
      y: RunPanels.shareAxis("accuracy"),
      marks: runs.enumerated().map { index, run in
        SymbolMark(
          [Point(Double(index + 1), run.accuracy)], radius: 8,
          fill: RunPanels.color(index, of: runs.count))
      })
  }
}
