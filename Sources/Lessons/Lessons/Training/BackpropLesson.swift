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
    guess:
      "Two hidden units feed the output with weights 0.6 and −0.4. The answer should be larger. In which "
      + "direction does each of their inputs' weights move?",
    mistake:
      "Believing a gradient that nobody checked. A hand-made backward pass that is wrong in one factor still "
      + "lowers the loss a little. Nudge a parameter up and down and compare: check-gradients does it for "
      + "every layer.",
    next: [
      .init("lesson backprop --learning-rate 20", "a step that is too long"),
      .init("check-gradients", "the same check on hundreds of networks"),
      .init("lesson vanishing", "what becomes of δ over many layers"),
    ])

  static let w1 = [[0.3, 0.7], [0.5, -0.2]]
  static let b1 = [0.1, -0.1]
  static let w2 = [[0.6], [-0.4]]
  static let b2 = [0.2]
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
      differences: differences, before: hand.values)
    hand.update(learningRate: rate)
    let after = hand.values
    let lossAfter = hand.lossOnly(x, label: label)
    return LessonReport(
      card, settings,
      parts: [
        .heading("Forward: what it answers"), .working(backward.forward(activation.name)),
        .heading("Backward: δ = ∂L/∂z, carried from the output to the hidden units"),
        .working(backward.backward),
        .heading("A weight's gradient = what came in × δ of where it leads"),
        .table(Self.table(backward, after, rate)),
        .observation(Self.agreement(backward)), .observation(Self.silence(backward)),
        .observation(Self.descent(loss, lossAfter, rate)),
      ],
      numbers: [
        "z1": backward.z1, "a1": backward.a1, "a2": [backward.answer], "loss": [loss],
        "dz2": [backward.delta2], "dz1": backward.delta1, "gradients": backward.gradients,
        "differences": differences, "after": after, "lossAfter": [lossAfter],
      ],
      figures: [backward.figure(loss: loss, after: lossAfter, rate: rate)])
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
          "by difference: (L(θ + h) − L(θ − h)) / 2h with h = 10⁻⁵, which knows no chain rule."),
        .init("after: θ − \(Shown(rate))·gradient."),
      ])
  }

  private static func agreement(_ backward: Backward) -> Observation {
    let worst =
      zip(backward.gradients, backward.differences).map { ($0 - $1).magnitude }.max() ?? .nan
    let (off, limit) = (Shown.short(worst), Shown.short(1e-8))
    return Observation(
      Sentence(
        when: off < limit,
        says:
          "All \(backward.gradients.count) gradients agree with their differences: the worst is off by "
          + "\(off), the rounding of the difference itself (below \(limit))."),
      Sentence(
        says:
          "The worst gradient is off by \(off): at a kink of the activation, where z is 0, there is no "
          + "derivative, and the two ways disagree."))
  }

  private static func silence(_ backward: Backward) -> Observation {
    let silent = backward.slopes.indices.filter { backward.slopes[$0] == 0 }
    let words = silent.map { subscripted("z", $0 + 1) }.joined(separator: " and ")
    return Observation(
      Sentence(
        when: .fact("a hidden slope is 0", !silent.isEmpty),
        says:
          "\(words) \(silent.count == 1 ? "lies" : "lie") where the activation is flat: φ′ = 0, so δ is 0 "
          + "there and what leads to it does not move in this step."),
      Sentence(
        says:
          "Both hidden units get δ of the output, \(Shown(backward.delta2)), each times its own slope φ′ and "
          + "the weight that leads to the output: with weights of opposite signs they move in opposite "
          + "directions."))
  }

  private static func descent(_ loss: Double, _ after: Double, _ rate: Double) -> Observation {
    let (before, now) = (Shown.short(loss, digits: 4), Shown.short(after, digits: 4))
    return Observation(
      Sentence(
        when: now < before,
        says:
          "One step of \(Shown(rate)) times the gradient took the loss from \(before) to \(now)."),
      Sentence(
        when: before < now,
        says:
          "The step of \(Shown(rate)) times the gradient was too long: it took the loss from \(before) up to "
          + "\(now). The gradient says where down is, not how far."),
      Sentence(says: "The loss is \(now) as before: the step was too short to be seen."))
  }
}
