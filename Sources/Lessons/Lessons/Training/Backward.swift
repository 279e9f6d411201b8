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

  /// Whether a larger answer is wanted of a first input above 0, as the guess of the lesson has it.
  var isAsGuessed: Bool { label == 1 && x[0] > 0 }

  private var w2: [Double] { Array(before[6...7]) }

  func forward(_ activation: String) -> [String] {
    var working = Working()
    for unit in 0...1 {
      working.add(
        subscripted("z", unit + 1), "=",
        "\(Shown(x[0]))·\(Shown(before[unit])) + \(Shown(x[1]))·\(Working.term(before[2 + unit])) + "
          + Working.term(before[4 + unit]),
        "=", "\(Shown(z1[unit]))",
        " \(subscripted("a", unit + 1)) = \(activation) = \(Shown(a1[unit]))")
    }
    working.add(
      "z", "=",
      "\(Shown(a1[0]))·\(Working.term(w2[0])) + \(Shown(a1[1]))·\(Working.term(w2[1])) + \(Working.term(before[8]))",
      "=",
      "\(Shown(z2))", " answer p = sigmoid = \(Shown(answer))")
    let way = label == 1 ? "−ln p" : "−ln(1 − p)"
    working.add("L", "=", way, "=", "\(Shown(loss))", " the right answer is \(label)")
    return working.lines
  }

  var backward: [String] {
    var working = Working()
    working.add("δ", "=", "p − y", "=", "\(Shown(answer)) − \(label)", "=", "\(Shown(delta2))")
    for unit in 0...1 {
      working.add(
        subscripted("δ", unit + 1), "=", "δ·W₂[\(unit + 1)]·φ′(\(subscripted("z", unit + 1)))", "=",
        "\(Working.term(delta2))·\(Working.term(w2[unit]))·\(Shown(slopes[unit]))", "=",
        "\(Shown(delta1[unit]))")
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

  // MARK: - The picture

  func figure(loss: Double, after: Double, rate: Double, source: String) -> LessonFigure {
    LessonFigure(
      "backprop",
      title: "Forward the signal, back the error: δ = \(Shown(delta2)) at the output becomes "
        + "\(Shown(delta1[0])) and \(Shown(delta1[1]))",
      subtitle:
        "Left: discs are what the units pass on, lines are weights. Right: grey discs "
        + "are the inputs, the others δ = ∂L/∂z, lines are gradients of the weights; the thicker, the larger. "
        + "One step of \(Shown(rate)) takes the loss from \(Shown(loss)) to \(Shown(after)).",
      panels: [
        diagram(
          values: (x, a1, answer), names: ("x", "a", "p"), links: Array(before[0...3]) + w2,
          color: Palette.blue
        ).panel(title: "Forward: loss \(Shown(loss))", subtitle: "right answer: \(label)"),
        diagram(
          values: (x, delta1, delta2), names: ("x", "δ", "δ"),
          links: Array(gradients[0...3]) + Array(gradients[6...7]), color: Palette.vermillion
        ).panel(title: "Backward: δ and gradients", subtitle: "each is what came in times δ"),
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
