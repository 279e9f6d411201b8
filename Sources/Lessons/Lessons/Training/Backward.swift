import Charts

/// A pass forward and back through a 2-2-1 network, number by number.
struct Backward {
  let x: [Double]
  let label: Int
  let loss: Double
  let z1: [Double]
  let a1: [Double]
  let z2: Double
  let answer: Double
  let delta1: [Double]
  let delta2: Double
  let slopes: [Double]
  /// W₁ row by row, b₁, W₂, b₂.
  let gradients: [Double]
  let differences: [Double]
  let before: [Double]
  /// Where the activation has no derivative.
  let kinks: [Double]

  /// The hidden units, from 0, whose sum is so near to a kink that a nudge of h = 10⁻⁵ at a parameter reaches it.
  var kinked: [Int] {
    let reach = 1e-5 * max(1, x.map(\.magnitude).max() ?? 1)
    return z1.indices.filter { unit in kinks.contains { abs(z1[unit] - $0) <= reach } }
  }

  /// Whether a larger answer is wanted of a first input above 0, as the guess of the lesson has it.
  var isAsGuessed: Bool { label == 1 && x[0] > 0 }

  private var w2: [Double] { Array(before[6...7]) }

  func forward(_ activation: String) -> [String] {
    var working = Working()
    let a = a1.map(Shown.whole)
    for unit in 0...1 {
      let (first, second, bias) = (before[unit], before[2 + unit], before[4 + unit])
      let z = Shown.whole(z1[unit])
      working.add(
        subscripted("z", unit + 1), "=",
        "\(typed(x[0]))·\(signed(first)) + \(typed(x[1]))·\(signed(second)) + \(signed(bias))",
        Shown.sign(x[0] * first + x[1] * second + bias, z), "\(z)",
        " \(subscripted("a", unit + 1)) = \(activation) = \(a[unit])")
    }
    let sum = a[0].printed * w2[0] + a[1].printed * w2[1] + before[8]
    working.add(
      "z", "=", "\(a[0])·\(signed(w2[0])) + \(a[1])·\(signed(w2[1])) + \(signed(before[8]))",
      Shown.sign(sum, Shown.whole(z2)), "\(Shown.whole(z2))",
      " answer p = sigmoid = \(Shown(answer))")
    let way = label == 1 ? "−ln p" : "−ln(1 − p)"
    working.add("L", "=", way, "=", "\(Shown(loss))", " the right answer is \(label)")
    return working.lines
  }

  var backward: [String] {
    var working = Working()
    let (p, delta) = (Shown(answer), Shown(delta2))
    working.add(
      "δ", "=", "p − y", "=", "\(p) − \(label)", Shown.sign(p.printed - Double(label), delta),
      "\(delta)")
    for unit in 0...1 {
      let (slope, own) = (Shown(slopes[unit]), Shown(delta1[unit]))
      working.add(
        subscripted("δ", unit + 1), "=", "δ·W₂[\(unit + 1)]·φ′(\(subscripted("z", unit + 1)))", "=",
        "\(Working.term(delta))·\(signed(w2[unit]))·\(slope)",
        Shown.sign(delta.printed * w2[unit] * slope.printed, own), "\(own)")
    }
    return working.lines
  }

  /// The chain rule of a parameter, in the order of `gradients`.
  func rule(_ index: Int) -> String {
    switch index {
    case 0...3: "\(subscripted("x", index / 2 + 1))·\(subscripted("δ", index % 2 + 1))"
    case 4, 5: subscripted("δ", index - 3)
    case 6, 7: "\(subscripted("a", index - 5))·δ"
    default: "δ"
    }
  }

  private func typed(_ value: Double) -> String { Working.term(.exact(value)) }

  private func signed(_ value: Double) -> String { Working.term(.whole(value)) }

  // MARK: - The picture

  func figure(loss: Double, after: Double, rate: Double, source: String) -> LessonFigure {
    LessonFigure(
      "backprop",
      title: "Forward the signal, back the error: δ = \(Shown(delta2)) at the output becomes "
        + "\(Shown(delta1[0])) and \(Shown(delta1[1]))",
      subtitle:
        "Left: discs are what the units pass on, lines are weights. Right: grey discs "
        + "are the inputs, the others δ = ∂L/∂z, lines are gradients of the weights; the thicker, "
        + "the larger. "
        + "One step of \(Shown.exact(rate)) takes the loss from \(Shown(loss)) to \(Shown(after)).",
      panels: [
        diagram(
          values: (x, a1, answer), names: ("x", "a", "p"), links: Array(before[0...3]) + w2,
          color: Palette.blue
        ).panel(title: "Forward: loss \(Shown(loss))", subtitle: "right answer: \(label)"),
        diagram(
          values: (x, delta1, delta2), names: ("x", "δ", "δ"),
          links: Array(gradients[0...3]) + Array(gradients[6...7]), color: Palette.vermillion
        ).panel(
          title: "Backward: δ and gradients",
          subtitle:
            "δ₁ = δ·\(Shown.whole(w2[0])) (weight, left)·slope \(Shown(slopes[0])); a line: what came in × δ"
        ),
      ], columns: 2, source: source, rowHeight: 480)
  }

  private func diagram(
    values: (inputs: [Double], hidden: [Double], output: Double), names: (String, String, String),
    links: [Double], color: Color
  ) -> NetworkDiagram {
    NetworkDiagram(
      layers: [2, 2, 1],
      names: [
        subscripted(names.0, 1), subscripted(names.0, 2), subscripted(names.1, 1),
        subscripted(names.1, 2), names.2,
      ], values: values.inputs + values.hidden + [values.output], weights: links, color: color)
  }
}
