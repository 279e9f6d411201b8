import Charts
import Networks

/// One pass through the network of `ForwardLesson`, number by number; the sums are the library's.
struct ForwardPass {
  let x: [Double]
  let activation: any Activation
  let z1: [Double]
  let a1: [Double]
  let z2: Double
  let answer: Double
  let parameterCount: Int
  let weightCount: Int

  /// - Throws: `LessonError` where there is no network of this form.
  init(_ x: [Double], _ activation: any Activation) throws(LessonError) {
    let hand = try HandNetwork(
      w1: ForwardLesson.w1, b1: ForwardLesson.b1, w2: ForwardLesson.w2, b2: ForwardLesson.b2,
      activation: activation)
    // The label makes a loss, which is not looked at.
    _ = hand.lossOnly(x, label: 1)
    (self.x, self.activation) = (x, activation)
    (z1, a1, z2, answer) = (hand.z(0), hand.hidden, hand.z(1)[0], hand.answer)
    parameterCount = hand.values.count
    weightCount = hand.network.denseLayers.reduce(0) { $0 + $1.weights.count }
  }

  /// x_i·W₁[i, j], input by input.
  var products: [Double] { zip(x, ForwardLesson.w1).flatMap { x, row in row.map { x * $0 } } }
  /// a_j·W₂[j].
  var outputProducts: [Double] { zip(a1, ForwardLesson.w2).map { $0 * $1[0] } }

  var hiddenLines: [String] {
    var working = Working()
    for unit in z1.indices {
      let (weights, bias) = (ForwardLesson.w1.map { $0[unit] }, ForwardLesson.b1[unit])
      let products = zip(x, weights).map { Shown.whole($0 * $1) }
      let z = Shown.whole(z1[unit])
      let sum = zip(x, weights).map(*).reduce(bias, +)
      working.add(
        subscripted("z", unit + 1), "=", Self.sum(x.map(Shown.exact), weights, bias),
        Shown.sign(sum, z), "\(z)", "  \(subscripted("a", unit + 1)) = \(Shown.whole(a1[unit]))")
      let added = products.map(\.printed).reduce(bias, +)
      working.add("", Shown.sign(sum, added), Self.added(products, bias))
    }
    return working.lines
  }

  var outputLines: [String] {
    var working = Working()
    let (weights, bias) = (ForwardLesson.w2.map { $0[0] }, ForwardLesson.b2[0])
    let (answers, products) = (a1.map(Shown.whole), outputProducts.map(Shown.whole))
    let z = Shown.whole(z2)
    let sum = zip(answers, weights).map { $0.printed * $1 }.reduce(bias, +)
    let added = products.map(\.printed).reduce(bias, +)
    working.add("z", Shown.sign(sum, z), Self.sum(answers, weights, bias))
    working.add("", Shown.sign(sum, added), Self.added(products, bias))
    working.add("", Shown.sign(added, z), "\(z)")
    working.add("p", "=", "1 / (1 + e^−z) = \(Shown(answer))")
    return working.lines
  }

  private static func sum(_ values: [Shown], _ weights: [Double], _ bias: Double) -> String {
    zip(values, weights).map { "\(Working.term($0))·\(Working.term(Shown($1)))" }.joined(
      separator: " + ")
      + " + \(Working.term(Shown(bias)))"
  }

  private static func added(_ products: [Shown], _ bias: Double) -> String {
    (products + [Shown(bias)]).map(Working.term).joined(separator: " + ")
  }

  // MARK: - The picture

  func figure(_ settings: LessonSettings) -> LessonFigure {
    let weights = ForwardLesson.w1.flatMap { $0 } + ForwardLesson.w2.map { $0[0] }
    return LessonFigure(
      "forward",
      title:
        "Inputs \(Shown.exact(x[0])) and \(Shown.exact(x[1])) become the answer \(Shown(answer))",
      subtitle: "A disc is a unit with what it passes on; b is its bias. Left, lines are weights: "
        + "what the network is. Right, lines are products, value × weight: what flows for these "
        + "inputs; the thicker, the more. Orange lines are below 0.",
      panels: [
        diagram(weights).panel(title: "The network: weights", subtitle: "the same for every input"),
        diagram(products + outputProducts).panel(
          title: "This pass: value × weight",
          subtitle: "what meets in a unit is added, with b, and goes through \(activation.name)"),
      ], columns: 2,
      source: settings.source(of: "forward"),
      rowHeight: 560)
  }

  private func diagram(_ links: [Double]) -> NetworkDiagram {
    let biases = ForwardLesson.b1 + ForwardLesson.b2
    let names =
      [subscripted("x", 1), subscripted("x", 2)]
      + a1.indices.map { "\(subscripted("a", $0 + 1)), b = \(Shown(biases[$0]))" }
      + ["p, b = \(Shown(biases[3]))"]
    return NetworkDiagram(
      layers: [2, 3, 1], names: names, values: x + a1 + [answer], weights: links,
      below: Palette.vermillion)
  }
}
