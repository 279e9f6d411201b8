import Experiments
import Networks
import Reports

/// A neuron that finds its weights: it learns AND and OR, and never XOR.
struct PerceptronLesson: Lesson {
  let options: [LessonOption] = [.labels, .weights, .bias, .learningRate]
  let sliders = [
    LessonSlider(
      .labels,
      [
        "", "0,0,0,0", "0,0,0,1", "0,0,1,0", "0,0,1,1", "0,1,1,0", "0,1,1,1", "1,0,0,0", "1,0,0,1",
        "1,0,1,1", "1,1,0,0", "1,1,1,0", "1,1,1,1",
      ], start: "")
  ]
  let card = LessonCard(
    name: "perceptron", topic: "one neuron learns AND and OR, and cannot learn XOR",
    question: "Can a single neuron learn AND, OR and XOR?",
    guess: Self.guess(nil),
    mistake:
      "Training a single neuron longer on a question that no straight line answers. More passes "
      + "change nothing; neurons between the inputs and the answer, a hidden layer, do.",
    next: [
      .init(
        "lesson perceptron --labels 1,0,0,0",
        "a question of your own: right answers for 00, 01, 10, 11"),
      .init("lesson perceptron --weights 20,-20", "a start far away from any answer"),
      .init("lesson xor", "a hidden layer learns XOR"),
    ])

  /// - Parameter own: the right answers of somebody's own question.
  private static func guess(_ own: [Int]?) -> String {
    "AND says 1 if both inputs are 1, OR if at least one is, XOR if exactly one is"
      + (own.map { "; yours says \(Words.list($0.map { "\($0)" })) to 00, 01, 10 and 11" } ?? "")
      + ". Which of the \(own == nil ? "three" : "four") does a single neuron never learn?"
  }

  /// The most passes: for four corners a start from zeros takes some six.
  static let mostPasses = 100
  /// Updates that are shown one by one.
  private static let mostRows = 10

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let labels = try settings.numbers(.labels, or: [0, 0, 0, 1], count: 4...4)
    guard labels.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw LessonError.value(
        .labels, expected: "the right answers, each 0 or 1, for 00, 01, 10 and 11, as in 0,0,0,1",
        got: settings.texts[.labels] ?? "")
    }
    let start = Perceptron(
      weights: try settings.numbers(.weights, or: [0, 0], count: 2...2),
      bias: try settings.number(.bias, or: 0))
    let rate = try settings.number(.learningRate, or: 1, in: 1e-6...1e6)
    let own = Gate(name: "yours", labels: labels.map { $0 == 1 ? 1 : 0 })
    let gates = Gate.known + (settings.texts[.labels] == nil ? [] : [own])
    let runs = try gates.map {
      try GateRun($0, from: start, learningRate: rate, passes: Self.mostPasses)
    }
    let shown = settings.texts[.labels] == nil ? runs[0] : runs[runs.count - 1]
    return LessonReport(
      card.guessing(Self.guess(settings.texts[.labels] == nil ? nil : own.labels)), settings,
      parts: [
        .prose(
          "The neuron adds z = w₁·x₁ + w₂·x₂ + b and answers 1 if z is above 0, else 0. It sees "
            + "the four examples one after the other; all four are a pass. After a wrong answer it "
            + "moves: w₁ ← w₁ + η·(right − answer)·x₁, w₂ alike with x₂, and b ← b + η·(right − "
            + "answer). η, the learning rate, is \(Shown.exact(rate)) here."),
        .prose(
          "Why that helps: it moves z of this example by η·(x₁² + x₂² + 1), up if 1 is right, down "
            + "if 0 is. Another example may become wrong by it. The examples with z = 0 would lie on "
            + "a straight line: on its one side the answer is 1, on the other 0. Where some straight "
            + "line parts the ones from the zeros, the updates come to an end, from any start: that is proved "
            + "(Novikoff, 1962)."),
        .heading("\(shown.gate.name), update by update"), .table(Self.updates(shown, from: start)),
        .heading("What became of each"), .table(Self.table(runs)),
        .observation(Self.learned(runs)), .observation(Self.notLearned(runs)),
        .observation(Self.repeats(shown.gate.hasLine ? runs[Gate.known.count - 1] : shown)),
        .heading(
          "Why XOR has no line: what each answer asks for"),
        .working([
          "00 → 0            b ≤ 0", "01 → 1       w₂ + b > 0", "10 → 1       w₁ + b > 0",
          "11 → 0  w₁ + w₂ + b ≤ 0",
        ]),
        .prose(
          "The two in the middle add up to w₁ + w₂ + 2b > 0, the first and the last to w₁ + w₂ + "
            + "2b ≤ 0. Both at once is impossible, whatever the weights."),
      ],
      numbers: [
        "wrong": runs.map { Double($0.outcome.wrong) },
        "fewestWrong": runs.map { Double($0.outcome.fewestWrong) },
        "passes": runs.map { Double($0.outcome.epochs) },
        "updates": runs.map { Double($0.outcome.mistakes) },
        "weights": runs.flatMap { ($0.passes.last?.neuron).map { $0.weights + [$0.bias] } ?? [] },
      ],
      figures: [PerceptronPicture(runs: runs, settings: settings).figure])
  }

  private static func updates(_ run: GateRun, from start: Perceptron<Double>) -> PlainTable {
    func weights(_ neuron: Perceptron<Double>) -> [PlainTable.Cell] {
      (neuron.weights + [neuron.bias]).map { .init("\(Shown.whole($0))") }
    }
    let rows = run.updates.prefix(mostRows).enumerated().map { index, update -> [PlainTable.Cell] in
      let x = Gate.inputs[update.example]
      let label = run.gate.labels[update.example]
      return [
        .init("\(index + 1)"), .init("\(update.pass)"), .init("\(Shown(x[0])) \(Shown(x[1]))"),
        .init("\(1 - label)"), .init("\(label)"),
      ] + weights(update.after)
    }
    let more = run.outcome.mistakes - rows.count
    return PlainTable(
      columns: [
        .init("update"), .init("pass"), .init("x₁ x₂"), .init("answer"), .init("right"),
        .init("w₁"),
        .init("w₂"), .init("b"),
      ],
      rows: [["start", "", "", "", ""] + weights(start)] + rows,
      notes: more > 0 ? [.init("\(more) more updates are not shown.")] : [])
  }

  private static func table(_ runs: [GateRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("question"), .init("right for 00 01 10 11"), .init("passes"), .init("updates"),
        .init("wrong at the end"), .init("fewest wrong"),
      ],
      rows: runs.map { run in
        [
          .init(run.gate.name), .init(run.gate.labels.map { "\($0)" }.joined(separator: " ")),
          .init("\(run.outcome.epochs)"), .init("\(run.outcome.mistakes)"),
          .init("\(run.outcome.wrong) of 4", role: run.outcome.converged ? .healthy : .error),
          .init("\(run.outcome.fewestWrong)"),
        ]
      },
      notes: [
        .init(
          "It stops after a pass without a mistake, or after \(mostPasses). Wrong: counted after a "
            + "pass, the weights held still.")
      ])
  }

  private static func learned(_ runs: [GateRun]) -> Observation {
    let learned = runs.filter(\.outcome.converged)
    let most = Shown(learned.map(\.outcome.epochs).max() ?? 0)
    let names = Words.list(learned.map(\.gate.name))
    return Observation(
      Sentence(
        when: .fact("something is learned", !learned.isEmpty), most <= Shown(mostPasses),
        says: "Learned: \(names). The ones lie on one side of the line z = 0, the zeros on "
          + "the other or on the line itself. It took \(most) passes at most; in the last one nothing was wrong any "
          + "more, which only confirms the line."),
      Sentence(
        says: "Nothing is learned in \(mostPasses) passes: the first weights are so large beside "
          + "the steps that the line has not come as far as the examples."))
  }

  private static func notLearned(_ runs: [GateRun]) -> Observation {
    let lost = runs.filter { !$0.outcome.converged && !$0.gate.hasLine }
    let late = runs.filter { !$0.outcome.converged && $0.gate.hasLine }.map(\.gate.name)
    let (fewest, none) = (Shown(lost.map(\.outcome.fewestWrong).min() ?? 0), Shown(0))
    let further =
      late.isEmpty
      ? "" : " \(Words.list(late)) could be, but not yet: from this start it takes more passes."
    return Observation(
      Sentence(
        when: fewest > none,
        says: "Not learned: \(Words.list(lost.map(\.gate.name))). In \(mostPasses) passes none "
          + "ended with fewer than \(fewest) of the 4 answers wrong, and more passes cannot help: "
          + "no line has all of them right.\(further)"))
  }

  /// What a question without a line does, be it XOR or one that somebody asks.
  private static func repeats(_ run: GateRun) -> Observation {
    guard let cycle = run.cycle else {
      return Observation(
        Sentence(
          says: "In \(mostPasses) passes \(run.gate.name) never came back to the weights of an "
            + "earlier pass, to the last digit: the line is still on its way from the start, or "
            + "rounding keeps it from meeting them."))
    }
    let (first, again) = (Shown(cycle.first), Shown(cycle.again))
    let between = run.updates.count { $0.pass > cycle.first && $0.pass <= cycle.again }
    return Observation(
      Sentence(
        when: first < again,
        says: "\(run.gate.name) goes round in circles: after pass \(again) it has exactly the "
          + "weights of pass \(first), as its \(between) updates in between undo each other. From "
          + "there on all of it comes again, for ever."))
  }
}
