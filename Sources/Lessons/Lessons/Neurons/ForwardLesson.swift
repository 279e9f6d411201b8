import Experiments
import Networks
import Reports

/// A pass forward through a 2-3-1 network: every product and every sum.
struct ForwardLesson: Lesson {
  let options: [LessonOption] = [.inputs, .activation]
  let sliders = [
    LessonSlider(.activation, ["relu", "sigmoid", "tanh"], start: "relu"),
    LessonSlider(.inputs, ["0.5,0.8", "1,0", "0,1", "-1,0.5"], start: "0.5,0.8"),
  ]
  let card = LessonCard(
    name: "forward", topic: "a 2-3-1 network, every product and every sum",
    question: "How do two numbers become an answer?",
    guess:
      "Two inputs feed three hidden units, these feed one output. How many multiplications does "
      + "one answer take?",
    mistake:
      "Reading a weight the wrong way round. W₁ has a row for each input and a column for each "
      + "hidden unit: W₁[2,3] leads from input 2 to unit 3. With as many units as inputs the wrong "
      + "way gives no error, only wrong numbers. Work out one unit by hand and compare.",
    next: [
      .init("lesson forward --activation tanh", "another activation in the hidden layer"),
      .init("lesson forward --inputs 1,0", "other inputs"),
      .init("lesson backprop", "the way back: how the weights learn from the answer"),
    ])

  static let w1 = [[0.1, 0.3, -0.2], [0.4, -0.5, 0.6]]
  static let b1 = [0.1, -0.1, 0.2]
  static let w2 = [[0.7], [-0.3], [0.5]]
  static let b2 = [0.1]

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let x = try settings.numbers(.inputs, or: [0.5, 0.8], count: 2...2)
    let activation = try settings.activation(or: "relu")
    let pass = try ForwardPass(x, activation)
    let straight = try ForwardPass(x, Identity())
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "A unit multiplies what comes in by its weights, adds the products and its bias b, and "
            + "puts the sum z through an activation φ. The signal goes from layer to layer, and "
            + "nothing is learned on the way. This network has \(pass.parameterCount) numbers to "
            + "learn: \(pass.weightCount) weights, one multiplication each, and "
            + "\(pass.parameterCount - pass.weightCount) biases."),
        .heading("Hidden layer: z = x·W₁ + b₁, a = \(activation.name)(z)"),
        .working(pass.hiddenLines), .observation(Self.hidden(pass)),
        .heading("Output: z = a·W₂ + b₂, p = sigmoid(z)"), .working(pass.outputLines),
        .observation(Self.answer(pass)), .heading("The same without an activation, a = z"),
        .observation(Self.bend(pass, straight)),
      ],
      numbers: [
        "z1": pass.z1, "a1": pass.a1, "z2": [pass.z2], "a2": [pass.answer],
        "products": pass.products, "straight": [straight.answer],
      ],
      figures: [pass.figure(settings)])
  }

  private static func hidden(_ pass: ForwardPass) -> Observation {
    let silent = pass.a1.indices.filter { pass.a1[$0] == 0 }
    let names = Words.list(silent.map { subscripted("a", $0 + 1) })
    let below = Shown(silent.map { pass.z1[$0] }.max() ?? .nan)
    let (low, high) = (Shown(pass.a1.min() ?? .nan), Shown(pass.a1.max() ?? .nan))
    return Observation(
      Sentence(
        when: .fact("a unit says 0", !silent.isEmpty), below <= Shown(0),
        says: "\(names) \(silent.count == 1 ? "is" : "are") 0, as z is "
          + "\(below)\(silent.count == 1 ? "" : " or less") there and \(pass.activation.name) is 0 "
          + "at such a z: \(silent.count == 1 ? "this unit has" : "these units have") no say in "
          + "the answer to this input."),
      Sentence(
        when: low < high,
        says: "All three units have a say: what they pass on lies between \(low) and \(high)."),
      Sentence(says: "All three units pass on \(low)."))
  }

  private static func answer(_ pass: ForwardPass) -> Observation {
    let (p, half) = (Shown(pass.answer), Shown(0.5))
    let loudest = pass.outputProducts.indices.max {
      pass.outputProducts[$0].magnitude < pass.outputProducts[$1].magnitude
    }
    let name = subscripted("a", (loudest ?? 0) + 1)
    let part = Shown(pass.outputProducts[loudest ?? 0])
    let most =
      part.value == 0
      ? "Nothing comes from the hidden units: z is the bias alone."
      : "The largest part of its z comes from \(name): \(part)."
    return Observation(
      Sentence(
        when: p > half,
        says: "The answer is p = \(p), above \(half): rather yes than no. \(most)"),
      Sentence(
        when: p < half,
        says: "The answer is p = \(p), below \(half): rather no than yes. \(most)"),
      Sentence(says: "The answer is p = \(p), neither yes nor no."))
  }

  private static func bend(_ pass: ForwardPass, _ straight: ForwardPass) -> Observation {
    let (bent, plain) = (Shown(pass.answer), Shown(straight.answer))
    let name = pass.activation.name
    let rest =
      "Without an activation two layers are one: x·(W₁·W₂) + a bias, which draws a straight line "
      + "like a single neuron."
    return Observation(
      Sentence(
        when: bent < plain,
        says: "It would answer \(plain) where it now answers \(bent): \(name) lowers it. \(rest)"),
      Sentence(
        when: plain < bent,
        says: "It would answer \(plain) where it now answers \(bent): \(name) raises it. \(rest)"),
      Sentence(
        when: .fact("there is no activation", pass.activation.name == Identity().name),
        says: "It is this network: \(name) passes sums on as they are, and it answers \(plain) "
          + "either way. \(rest)"),
      Sentence(says: "It answers \(plain) either way for this input. \(rest)"))
  }
}
