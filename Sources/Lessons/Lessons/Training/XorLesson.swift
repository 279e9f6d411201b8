import Experiments
import Networks
import Reports

/// XOR: a hidden layer solves it, layers without an activation never do.
struct XorLesson: Lesson {
  let options: [LessonOption] = [.width, .activation, .learningRate, .steps, .seed]
  let sliders = [
    LessonSlider(.width, ["1", "2", "3", "", "8"], start: ""),
    LessonSlider(.learningRate, ["0.1", "1", "10"], start: "1"),
  ]
  let card = LessonCard(
    name: "xor", topic: "a hidden layer learns what no single neuron can",
    question: "What can a hidden layer do that a single neuron cannot?",
    guess:
      "XOR says 1 where exactly one of two inputs is 1. Can a straight line part (0,0) and (1,1) "
      + "from the other two? If not, how many hidden units do you need?",
    mistake:
      "Adding layers and forgetting the activation between them. Weighted sums of weighted sums "
      + "are one weighted sum: such a network is as blind for XOR as a single neuron.",
    next: [
      .init(
        "lesson xor --width 2 --seed 3",
        "two hidden units, which can be enough and may get stuck"),
      .init("lesson xor --activation relu --learning-rate 0.1", "ReLU in the hidden layer"),
      .init("lesson perceptron", "what a single neuron can learn"),
    ])

  /// The first weights where nobody wants others: N(0, ½²) of another generator.
  private static let weights = XorRun.Weights(
    w1: [
      [0.24835707650561634, -0.06913215058559233, 0.32384426905034625, 0.7615149282040127],
      [-0.11707668736166799, -0.11706847847459027, 0.7896064077536957, 0.3837173645764544],
    ],
    w2: [
      [-0.23473719296747605], [0.27128002179298233], [-0.23170884640623113], [-0.23286487678512843],
    ])

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let width = try settings.whole(.width, or: 4, in: 1...256)
    let rate = try settings.number(.learningRate, or: 1, in: 1e-9...1e6)
    let epochs = try settings.whole(.steps, or: 10_000, in: 2...100_000)
    let activation = try settings.activation(or: "sigmoid")
    let seed = try settings.seed()
    let isDrawn = settings.texts[.width] != nil || settings.texts[.seed] != nil
    let weights = isDrawn ? XorRun.Weights(width: width, seed: seed) : Self.weights
    let shown = Array(Set([0, epochs / 5, 2 * epochs / 5, epochs - 1])).sorted()
    func run(_ activation: any Activation, mapsAt: [Int]) throws -> XorRun {
      try XorRun(
        weights, activation: activation, learningRate: rate, epochs: epochs, mapsAt: mapsAt,
        stop: stop)
    }
    let deep = try run(activation, mapsAt: shown)
    let flat = try run(Identity(), mapsAt: [epochs - 1])
    let units = "\(width) hidden \(width == 1 ? "unit" : "units")"
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "Two networks: 2 inputs, \(units), 1 output with a sigmoid. One has "
            + "\(activation.name) in between"
            + (activation.name == Identity().name
              ? ", which passes its sums on as they are: so both are linear. Same first weights "
              : "; the other passes its sums on as they are: it is linear. Same first weights ")
            + (isDrawn ? "(drawn with seed \(seed))" : "(one fixed draw)")
            + ", learning rate \(Shown.exact(rate)), \(epochs) "
            + "\(epochs == 1 ? "epoch" : "epochs"). An "
            + "epoch is one look at all four examples; between two of them is an update. The loss "
            + "is the mean of (answer − right answer)²."),
        .table(Self.losses(deep, flat, epochs)), .table(Self.answers(deep, flat)),
        .observation(Self.outcome(deep, activation.name)), .observation(Self.wait(deep)),
        .observation(Self.linear(flat, units)),
      ],
      numbers: [
        "losses": deep.losses, "predictions": deep.predictions,
        "correct": deep.correct.map(Double.init),
        "linearLosses": flat.losses, "linearCorrect": flat.correct.map(Double.init),
      ],
      figures: [XorFigure.figure(deep, flat, activation.name, settings)])
  }

  // MARK: - Numbers

  private static func losses(_ deep: XorRun, _ flat: XorRun, _ epochs: Int) -> PlainTable {
    let rows = Array(Set((0..<5).map { $0 * epochs / 5 } + [epochs - 1])).sorted()
    return PlainTable(
      columns: [
        .init("epoch"), .init("loss"), .init("right of 4"), .init("linear: loss"),
        .init(
          "right of 4"),
      ],
      rows: rows.map { epoch in
        [PlainTable.Cell("\(epoch)")]
          + [deep, flat].flatMap { run -> [PlainTable.Cell] in
            guard run.losses.indices.contains(epoch) else { return [.init("–"), .init("–")] }
            return [
              .init(number(run.losses[epoch], 6)), .init("\(run.correct[epoch])"),
            ]
          }
      })
  }

  private static func answers(_ deep: XorRun, _ flat: XorRun) -> PlainTable {
    PlainTable(
      columns: [
        .init("inputs"), .init("right"),
        .init(
          "answer at the end"), .init("linear: answer"),
      ],
      rows: Gate.inputs.indices.map { index in
        [
          .init(Gate.inputs[index].map { "\(Shown($0))" }.joined(separator: ", ")),
          .init("\(Gate.xor.labels[index])"), .init(number(deep.predictions[index], 4)),
          .init(number(flat.predictions[index], 4)),
        ]
      })
  }

  private static func number(_ value: Double, _ decimals: Int) -> String {
    value.isNaN ? "none" : "\(Shown(value, decimals: decimals))"
  }

  // MARK: - What is seen

  private static func outcome(_ run: XorRun, _ name: String) -> Observation {
    let (right, all) = (Shown(run.correct.last ?? 0), Shown(4))
    let loss = Shown.short(run.losses.last ?? .nan)
    if run.losses.last?.isFinite != true {
      return Observation(
        Sentence(
          when: right < all,
          says: "The network with \(name) has \(right) of \(all) right at the end: its answers are "
            + "no numbers, as a value was lost."))
    }
    guard let since = run.epoch(since: { $1 == 4 }) else {
      return Observation(
        Sentence(
          when: right < all, .fact("it is linear", name == Identity().name),
          says: "The network with \(name) has \(right) of \(all) right at the end, at a loss of "
            + "\(loss): it is as linear as the other one."),
        Sentence(
          when: right < all,
          says: "The network with \(name) has \(right) of \(all) right at the end, at a loss of "
            + "\(loss): it has not found the way from these first weights in this time."))
    }
    return Observation(
      Sentence(
        when: .equal(right, all),
        says:
          "The network with \(name) has \(right) of 4 right at the end, and has had since epoch "
          + "\(since). The loss ends at \(loss)."))
  }

  private static func wait(_ run: XorRun) -> Observation {
    let (half, tenth) = (Shown(0.125), Shown(0.0125))
    let lowest = Shown.short(run.losses.filter { !$0.isNaN }.min() ?? .nan, digits: 3)
    guard let first = run.losses.firstIndex(where: { $0 < 0.125 }) else {
      return Observation(
        Sentence(
          when: lowest >= half,
          says: "Its loss was never below \(half), half of what one pays for answering ½ to "
            + "everything: the lowest was \(lowest)."),
        Sentence(says: "Its loss became no number before it was below \(half)."))
    }
    guard let second = run.losses.firstIndex(where: { $0 < 0.0125 }) else {
      return Observation(
        Sentence(
          when: lowest >= tenth,
          says: "Its loss fell below \(half), half of what one pays for answering ½ to everything, "
            + "at epoch \(first), but never to a tenth of that, \(tenth): the lowest was "
            + "\(lowest)."))
    }
    let (long, short) = (Shown(first), Shown(second - first))
    return Observation(
      Sentence(
        when: short < long,
        says: "For \(long) epochs its loss stayed above \(half), half of what one pays for "
          + "answering ½ to everything. A tenth of that took \(short) more. A loss that stands "
          + "still can be one that has yet to find the way."),
      Sentence(
        says: "Its loss fell below \(half), half of what one pays for answering ½ to everything, "
          + "at epoch \(long), and to a tenth of that \(short) epochs later."))
  }

  private static func linear(_ run: XorRun, _ units: String) -> Observation {
    let (most, all) = (Shown(run.correct.max() ?? 0), Shown(4))
    let lowest = Shown(run.losses.filter { !$0.isNaN }.min() ?? .nan, decimals: 6)
    let far = Shown.short(
      run.predictions.map { abs($0 - 0.5) }.max() ?? .nan, digits: 1
    ).asPrinted
    guard run.predictions.allSatisfy(\.isFinite) else {
      return Observation(
        Sentence(
          says:
            "The linear network has the same \(units), and its answers are no numbers at the end, "
            + "as a value was lost."))
    }
    return Observation(
      Sentence(
        when: most < all, far < Shown(0.05),
        says: "The linear network has the same \(units) and at no epoch more than \(most) of "
          + "\(all) right; its lowest loss was \(lowest). In the end none of its four answers is "
          + "further than \(far) from ½: it decides nothing, and what counts as right is above or "
          + "below ½ by that little. "
          + "Its border is always a straight line, and no straight line has (0,0) and (1,1) on one "
          + "side and the others on the other."),
      Sentence(
        when: most < all,
        says: "The linear network has the same \(units) and at no epoch more than \(most) of "
          + "\(all) right; its lowest loss was \(lowest). Its border is always a straight line, "
          + "and no straight line has (0,0) and (1,1) on one side and the others on the other."))
  }
}
