import Charts
import Experiments
import Foundation
import Networks
import Reports

/// One neuron, product by product: z = w·x + b, then a = φ(z).
struct NeuronLesson: Lesson {
  let options: [LessonOption] = [.inputs, .weights, .bias]
  let sliders = [
    LessonSlider(.bias, ["-6", "-4", "-2", "-0.3", "0", "1", "2", "4", "6"], start: "2")
  ]
  let card = LessonCard(
    name: "neuron", topic: "one neuron, product by product",
    question: "What does a single neuron compute?",
    guess: Self.guess([1, 2, 3], [0.2, 0.8, -0.5]),
    mistake:
      "Leaving the activation out. Without it a neuron is a weighted sum, and layers of weighted "
      + "sums are one weighted sum again, however many there are.",
    next: [
      .init("lesson neuron --bias -2", "a bias of −2: which activations still answer?"),
      .init("lesson perceptron", "let a neuron find its weights"),
    ])

  private static let activations: [any Activation] = [Sigmoid(), Tanh(), ReLU()]

  private static func guess(_ inputs: [Double], _ weights: [Double]) -> String {
    func list(_ values: [Double]) -> String { Words.list(values.map { "\(Shown.exact($0))" }) }
    return inputs.count == 1
      ? "The input is \(list(inputs)), its weight \(list(weights)). Does the input change the sum "
        + "more than the bias does?"
      : "The inputs are \(list(inputs)), their weights \(list(weights)). Which of the inputs "
        + "changes the sum most?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let inputs = try settings.numbers(.inputs, or: [1, 2, 3], count: 1...9)
    let standard = inputs.count == 3 ? [0.2, 0.8, -0.5] : inputs.map { _ in 0.5 }
    let weights = try settings.numbers(
      .weights, or: standard, count: inputs.count...inputs.count)
    let bias = try settings.number(.bias, or: 2)
    let neuron = Perceptron(weights: weights, bias: bias)
    let products = zip(inputs, weights).map(*)
    let z = try neuron.preactivation(inputs)
    let values = Self.activations.map { $0.value(at: z) }
    return LessonReport(
      card.guessing(Self.guess(inputs, weights)), settings,
      parts: [
        .heading("Multiply and add"),
        .prose(
          "Each input x is multiplied by its weight w, the products are added, and b is added to "
            + "their sum. b, the bias, is the same whatever the inputs are."),
        .working(working(inputs, weights, products, bias, z)),
        .observation(Self.loudest(products)), .observation(Self.bias(products, bias)),
        .heading("Bend: what an activation φ makes of z"),
        .prose(
          "A neuron has one activation; here are three, all for the same z. e is about 2.718, eᶻ "
            + "is e to the power z."),
        .working(Self.formulas(z)),
        .prose(
          "The slope φ′(z) says how much the output changes for a small change of z: 1 is as much, "
            + "0 not at all. With a for φ(z) it is a·(1 − a) for the sigmoid, 1 − a² for tanh, and "
            + "for ReLU 1 above z = 0 and 0 below."),
        .table(Self.table(z)),
        .observation(Self.sigmoid(z)), .observation(Self.relu(z)),
      ],
      numbers: [
        "products": products, "z": [z], "sigmoid": [values[0]], "tanh": [values[1]],
        "relu": [values[2]], "sigmoid(−2)": [Sigmoid().value(at: -2)],
        "tanh(−2)": [Tanh().value(at: -2)], "relu(−2)": [ReLU().value(at: -2)],
      ],
      figures: [Self.figure(z, settings)])
  }

  private func working(
    _ inputs: [Double], _ weights: [Double], _ products: [Double], _ bias: Double, _ z: Double
  ) -> [String] {
    var working = Working()
    let shown = products.map(Shown.whole)
    for index in inputs.indices {
      working.add(
        subscripted("x", index + 1) + "·" + subscripted("w", index + 1), "=",
        "\(Shown.exact(inputs[index]))", "·", "\(Shown.exact(weights[index]))",
        Shown.sign(inputs[index] * weights[index], shown[index]), "\(shown[index])")
    }
    let (sum, whole) = (Shown.whole(products.reduce(0, +)), Shown.whole(z))
    working.add(
      "their sum", "", "", "", "", Shown.sign(shown.map(\.printed).reduce(0, +), sum), "\(sum)")
    working.add(
      "z = sum + b", "", "", "", "", Shown.sign(sum.printed + bias, whole), "\(whole)", "",
      "(b = \(Shown.exact(bias)))")
    return working.lines
  }

  private static func loudest(_ products: [Double]) -> Observation {
    let order = products.indices.sorted { products[$0].magnitude > products[$1].magnitude }
    func size(_ rank: Int) -> Shown {
      Shown.whole(order.indices.contains(rank) ? products[order[rank]].magnitude : 0)
    }
    let name = subscripted("x", (order.first ?? 0) + 1)
    if products.count == 1 {
      return Observation(Sentence(says: "The only product has size \(size(0))."))
    }
    return Observation(
      Sentence(
        when: size(0) > size(1),
        says:
          "Of the inputs \(name) changes the sum most: its product has size \(size(0)), the next "
          + "one \(size(1)). What counts is the product, not the input or the weight alone."),
      Sentence(says: "No product is larger than all others: the largest has size \(size(0))."))
  }

  private static func bias(_ products: [Double], _ bias: Double) -> Observation {
    let (size, most) = (
      Shown.exact(bias.magnitude), Shown.whole(products.map(\.magnitude).max() ?? 0)
    )
    return Observation(
      Sentence(
        when: size > most,
        says:
          "The bias has size \(size), more than any product (\(most) at most): it alone moves z "
          + "further than any input does."),
      Sentence(
        when: size > Shown(0),
        says: "The bias has size \(size), not more than the largest product, \(most)."),
      Sentence(says: "The bias is 0: z is the sum of the products."))
  }

  /// The three activations written out, and with this z in them where that stays readable.
  private static func formulas(_ z: Double) -> [String] {
    let values = activations.map { "\(Shown($0.value(at: z)))" }
    return [
      "sigmoid(z) = 1 / (1 + e⁻ᶻ) = 1 / (1 + \(Shown(exp(-z), decimals: 6))) = \(values[0])",
      "tanh(z)    = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ) = \(values[1])",
      "ReLU(z)    = the larger of z and 0 = \(values[2])",
    ]
  }

  private static func table(_ z: Double) -> PlainTable {
    PlainTable(
      columns: [
        .init("φ"), .init("φ(z) at z = \(Shown.whole(z))"), .init("slope φ′(z)"), .init("φ(−2)"),
      ],
      rows: activations.map { activation in
        [
          .init(activation.name), .init("\(Shown(activation.value(at: z)))"),
          .init("\(Shown(activation.slope(at: z)))"), .init("\(Shown(activation.value(at: -2)))"),
        ]
      }, notes: [.init("φ(−2): what each makes of a z of −2, to compare.")])
  }

  private static func sigmoid(_ z: Double) -> Observation {
    let (value, slope) = (Shown(Sigmoid().value(at: z)), Shown(Sigmoid().slope(at: z)))
    let (half, steepest, low) = (Shown(0.5), Shown(0.25), Shown(0.0125))
    return Observation(
      Sentence(
        when: slope < low,
        says:
          "The sigmoid says \(value) and is nearly flat there: its slope is \(slope), where "
          + "\(steepest) is "
          + "the most it can be. What flows back through it is all but lost (below \(low), 5 % of "
          + "the most, it counts as saturated)."),
      Sentence(
        when: value > half, slope < steepest,
        says:
          "The sigmoid says \(value), rather yes than no, as it is above \(half). Its slope is "
          + "\(slope), "
          + "of at most \(steepest) at z = 0."),
      Sentence(
        when: value < half, slope < steepest,
        says:
          "The sigmoid says \(value), rather no than yes, as it is below \(half). Its slope is "
          + "\(slope), "
          + "of at most \(steepest) at z = 0."),
      Sentence(
        when: .equal(value, half),
        says: "The sigmoid says \(value): it cannot decide, and is as steep as it gets, \(slope)."),
      Sentence(
        says:
          "The sigmoid says \(value), near \(half): it hardly decides. Its slope is \(slope), to "
          + "four decimals the most it can be."))
  }

  private static func relu(_ z: Double) -> Observation {
    let (value, zero) = (Shown.whole(z), Shown(0))
    return Observation(
      Sentence(
        when: value > zero,
        says: "ReLU passes z on as it is, \(value), with slope 1, because z is above \(zero)."),
      Sentence(
        says:
          "ReLU says 0 with slope 0, because z is \(value): the neuron is silent for this input, "
          + "and learns nothing from it."))
  }

  private static func figure(_ z: Double, _ settings: LessonSettings) -> LessonFigure {
    // One scale for all three: a slope of 1 has to look steeper than one of 0.08.
    let reach = max(3, (z.magnitude * 1.3).rounded(.up))
    let low = activations.map { $0.value(at: -reach) }.min() ?? 0
    let panels = activations.map { activation in
      let x = (0...240).map { -reach + 2 * reach * Double($0) / 240 }
      let y = x.map { activation.value(at: $0) }
      let value = activation.value(at: z)
      return Panel(
        title: "\(activation.name): \(Shown(value))",
        subtitle: "slope here \(Shown(activation.slope(at: z)))",
        x: Axis(.bottom, scale: LinearScale(from: -reach, to: reach), title: "weighted sum z"),
        y: Axis(
          .left, scale: LinearScale(from: 1.2 * min(low, -1), to: reach), title: "output φ(z)",
          showsGrid: true),
        marks: [
          RuleMark(.vertical(x: z), label: "z = \(Shown.whole(z))"),
          LineMark(
            x: x, y: y, style: StrokeStyle(Palette.blue, width: 2.5), name: activation.name),
          SymbolMark([Point(z, value)], radius: 7, fill: Palette.vermillion),
        ])
    }
    return LessonFigure(
      "neuron", title: "One weighted sum z = \(Shown.whole(z)), three answers",
      subtitle: "Line: what the activation makes of every z. Dot: what it makes of this one. The "
        + "three have the same scales, so that a steeper line has a larger slope.",
      panels: panels, columns: 3, source: settings.source(of: "neuron"), rowHeight: 420)
  }
}
