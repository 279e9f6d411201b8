import Charts
import Experiments
import Networks
import Reports

/// Every gradient of a 2-2-1 network by the chain rule, beside the difference that confirms it, then the update.
struct BackpropLesson: Lesson {
  let options: [LessonOption] = [.inputs, .target, .activation, .learningRate]
  let sliders = [
    LessonSlider(.activation, ["relu", "sigmoid", "tanh"], start: "relu"),
    LessonSlider(.learningRate, ["0.01", "0.1", "1", "5", "20"], start: "0.1"),
  ]
  let card = LessonCard(
    name: "backprop",
    topic: "every gradient by the chain rule, and the difference that confirms it",
    question: "How does a weight in the first layer learn of an error at the output?",
    guess: Self.guess(1),
    mistake:
      "Believing a gradient that nobody checked. A hand-made backward pass that is wrong in one "
      + "factor still "
      + "lowers the loss a little. Nudge a parameter up and down and compare: check-gradients "
      + "does it for every layer.",
    next: [
      .init("lesson backprop --activation sigmoid", "slopes below 1: less of δ reaches layer 1"),
      .init("check-gradients", "the same check on hundreds of networks"),
      .init("lesson vanishing", "what becomes of δ over many layers"),
    ])

  static let w1 = [[0.3, 0.7], [0.5, -0.2]]
  static let b1 = [0.1, -0.1]
  static let w2 = [[0.6], [-0.4]]
  static let b2 = [0.2]

  private static func guess(_ label: Int) -> String {
    "Two hidden units read the same input above 0, and lead to the output with weights \(Shown(w2[0][0])) and \(Shown(w2[1][0])). "
      + "The answer should be \(label == 1 ? "larger" : "smaller"). Does the weight from the "
      + "input to each of the two units go up or down?"
  }

  private static let names = [
    "W₁[1,1]", "W₁[1,2]", "W₁[2,1]", "W₁[2,2]", "b₁[1]", "b₁[2]", "W₂[1]", "W₂[2]", "b₂",
  ]

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let x = try settings.numbers(.inputs, or: [1, 0.5], count: 2...2)
    let label = try settings.whole(.target, or: 1, in: 0...1)
    let rate = try settings.number(.learningRate, or: 0.1, in: 1e-9...1e6)
    let activation = try settings.activation(or: "relu")
    let hand = try HandNetwork(
      w1: Self.w1, b1: Self.b1, w2: Self.w2, b2: Self.b2, activation: activation)
    let differences = hand.differences(x, label: label)
    let loss = hand.pass(x, label: label)
    let backward = Backward(
      x: x, label: label, loss: loss, z1: hand.z(0), a1: hand.hidden, z2: hand.z(1)[0],
      answer: hand.answer,
      delta1: hand.delta(0), delta2: hand.delta(1)[0],
      slopes: hand.z(0).map { activation.slope(at: $0) }, gradients: hand.gradients,
      differences: differences, before: hand.values, kinks: activation.kinks)
    hand.update(learningRate: rate)
    let after = hand.values
    let lossAfter = hand.lossOnly(x, label: label)
    // θ − η·g, and 99 times as much again, makes a step 100 times as long: the gradients are still those of the pass.
    hand.update(learningRate: rate * 99)
    let lossFar = hand.lossOnly(x, label: label)
    return LessonReport(
      card.guessing(Self.guess(label)), settings,
      parts: [
        .heading("Forward: what it answers"), .working(backward.forward(activation.name)),
        .prose(
          "y is the right answer, 0 or 1. L is the loss: 0 if p is y, and the larger, the farther "
            + "p is from it."),
        .heading("Backward: δ = ∂L/∂z, how fast L rises with a sum z"), .working(backward.backward),
        .prose(
          "Why p − y: as L = \(label == 1 ? "−ln p" : "−ln(1 − p)"), it changes by "
            + "\(label == 1 ? "−1/p" : "1/(1 − p)") for a change of p, and p = sigmoid(z) by "
            + "p·(1 − p) for a change of z. The product of both is "
            + "\(label == 1 ? "p − 1" : "p, which is p − 0")."),
        .prose(
          "Why backward: z₁ acts on L only through the output, so δ₁ needs δ. W₂[1] leads from "
            + "hidden unit 1 to the output. φ′(z₁) is the slope of the activation: of ReLU, 1 above "
            + "0 and 0 below."),
        .heading("A gradient = what came in (for a bias 1) × δ of where it leads"),
        .table(Self.table(backward, after, rate)),
        .observation(Self.directions(backward, after)),
        .observation(BackpropSentences.silence(backward)),
        .observation(BackpropSentences.agreement(backward)),
        .observation(BackpropSentences.descent(backward, lossAfter, rate)),
        .observation(BackpropSentences.far(lossAfter, lossFar)),
      ],
      numbers: [
        "z1": backward.z1, "a1": backward.a1, "a2": [backward.answer], "loss": [loss],
        "dz2": [backward.delta2], "dz1": backward.delta1, "gradients": backward.gradients,
        "differences": differences, "after": after, "lossAfter": [lossAfter],
      ],
      figures: [
        backward.figure(
          loss: loss, after: lossAfter, rate: rate, source: settings.source(of: card.name))
      ])
  }

  private static func table(_ backward: Backward, _ after: [Double], _ rate: Double) -> PlainTable {
    PlainTable(
      columns: [
        .init("parameter"), .init("chain rule"), .init("gradient"), .init("by difference"),
        .init("before"), .init("after"),
      ],
      rows: names.indices.map { index in
        [
          .init(names[index]), .init(backward.rule(index)),
          .init("\(Shown(backward.gradients[index]))"),
          .init("\(Shown(backward.differences[index]))"), .init("\(Shown(backward.before[index]))"),
          .init("\(Shown(after[index]))"),
        ]
      },
      notes: [
        .init(
          "parameter: a weight or a bias, with the number of its layer. W₁[1,2]: from input 1 to "
            + "hidden unit 2; b₁[2]: of hidden unit 2. chain rule: how fast L rises with a parameter "
            + "is how fast its z rises with it, times δ of that z."),
        .init(
          "by difference: one parameter θ is moved by h = 10⁻⁵ up and down, (L(θ + h) − L(θ − h)) "
            + "/ 2h: two passes for each of the \(names.count), where one pass back gave all."),
        .init(
          "after: before − \(Shown.exact(rate))·gradient: minus, as L rises along its gradient; of "
            + "the numbers before they are rounded."),
      ])
  }

  /// Up or down: what was guessed.
  private static func directions(_ backward: Backward, _ after: [Double]) -> Observation {
    let (first, second) = (Shown(backward.before[0]), Shown(backward.before[1]))
    let (firstAfter, secondAfter) = (Shown(after[0]), Shown(after[1]))
    let moves = (
      up: "W₁[1,1] goes up from \(first) to \(firstAfter)",
      down: "W₁[1,2] goes down from \(second) to \(secondAfter)"
    )
    return Observation(
      Sentence(
        when: first < firstAfter, secondAfter < second,
        .fact("the answer should be larger, the input is above 0", backward.isAsGuessed),
        says:
          "\(moves.up): the answer should be larger, and more of unit 1 makes it larger, as its "
          + "weight to the output is above 0. \(moves.down): the weight of unit 2 is below 0, so "
          + "less of it makes the answer larger."),
      Sentence(
        says: "With these settings W₁[1,1] goes from \(first) to \(firstAfter), and W₁[1,2] from "
          + "\(second) to \(secondAfter): against the sign of its gradient, or not at all where "
          + "that is 0 or too small to be seen."))
  }
}
