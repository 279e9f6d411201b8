import Diagnosis
import Records
import Texts

/// The sentences of a sweep: of its picture and of its table.
struct SweepWords {
  private let sweep: SweepRecord
  private let measure: SweepMeasure

  init(_ sweep: SweepRecord, measure: SweepMeasure) {
    self.sweep = sweep
    self.measure = measure
  }

  private var network: NetworkSummary { sweep.network }
  private var depthAxis: SweepAxis? { [sweep.x, sweep.y].first { $0.variable == .depth } }
  private var otherAxis: SweepAxis { sweep.y.variable == .depth ? sweep.x : sweep.y }

  /// The question.
  var title: String {
    let network = (network.isResidual ? "residual " : "") + network.activation()
    guard depthAxis != nil else {
      return "Where does a \(network) network train? "
        + "\(sweep.y.variable.symbol) against \(sweep.x.variable.symbol)"
    }
    return "How deep can a \(network) network be and still train? It depends on "
      + otherAxis.variable.symbol
  }

  /// What the cells say: where training reaches deepest, beside what theory says.
  var message: String {
    let stopped = sweep.cellCount - sweep.done.count
    let start =
      stopped == 0 ? "" : "INTERRUPTED: \(stopped) of \(sweep.cellCount) cells are not trained. "
    return start + ([agreement, deepest].compactMap { $0 }.joined(separator: " "))
  }

  private var deepest: String? {
    guard let depthAxis else {
      let learned = sweep.done.count { $0.cell.hasLearned }
      return "\(learned) of \(sweep.done.count) cells learned."
    }
    let isUpright = sweep.y.variable == .depth
    // Of every value of the other axis, the deepest cell that learned.
    var reach: [Int: Double] = [:]
    for (column, row, cell) in sweep.done where cell.hasLearned {
      let (other, depth) = isUpright ? (column, row) : (row, column)
      reach[other] = max(reach[other] ?? 0, depthAxis.values[depth])
    }
    guard let most = reach.values.max() else { return "No cell learned." }
    let places = reach.filter { $0.value == most }.keys.map { otherAxis.values[$0] }
    guard let first = places.min(), let last = places.max() else { return nil }
    let symbol = otherAxis.variable.symbol
    let range =
      first == last
      ? "\(symbol) = \(Self.text(first))"
      : "\(symbol) from \(Self.text(first)) to \(Self.text(last))"
    return "Trained deepest: \(Int(most)) layers, at \(range)."
  }

  private var isWhole: Bool { sweep.done.count == sweep.cellCount }

  private var agreement: String? {
    guard let border = SweepBorder(sweep), border.isFitted, let share = border.agreement
    else { return nil }
    return
      "Networks train up to about \(border.multiple) depth scales ξ: \(Words.percent(share)) of "
      + "the \(isWhole ? "" : "\(sweep.done.count) ")cells are on the side of the curve where theory puts them."
  }

  /// What the curve is.
  var border: String? {
    guard let border = SweepBorder(sweep) else { return nil }
    let source = border.isFitted ? "; the \(border.multiple) fits these cells" : ""
    return "theory: depth = \(border.multiple) ξ, with ξ = 1/|ln χ| and χ = σw² E[φ′(z)²], "
      + "the factor of δ² per layer\(source)"
  }

  /// What the line is.
  var critical: String? {
    guard let theory = sweep.theory, let critical = theory.critical else { return nil }
    let name =
      network.activation() == "relu" && abs(critical - 2) < 1e-3 ? ", He’s number" : ""
    return "critical, χ = 1:  \(theory.along.symbol) = \(Self.text(critical))\(name)"
  }

  /// What happens on either side of the critical line.
  static let sides = (
    left: "← χ < 1: δ vanishes", right: "χ > 1: δ explodes →"
  )

  /// What the colour is.
  var measureTitle: String { "\(measure.rawValue), \(examples)" }

  private var examples: String {
    (sweep.done.first?.cell.evaluation.validationExamples ?? 0) > 0 ? "held out" : "training"
  }

  /// Where the numbers come from.
  func source(_ command: String) -> String {
    let facts = sweep.facts
    let varied = [sweep.x.variable, sweep.y.variable]
    let biasVariance = Self.text(network.biasStd * network.biasStd)
    let data = facts.data.map { data in
      let training = sweep.done.first?.cell.evaluation.trainingExamples ?? data.examples
      return "\(data.name), \(training) training examples"
    }
    let length = [
      facts.batchSize.map { "batch \($0 == 0 ? "all" : "\($0)")" },
      facts.plannedSteps.map { "\($0) steps" },
    ].compactMap { $0 }
    let rate = facts.learningRate.map { "learning rate \($0)" }
    let parts: [String?] = [
      ShownNames.shortened(ShownCommand.text(command), to: ShownNames.longestCommand), data,
      varied.contains(.depth) ? nil : "depth \(network.depth)",
      varied.contains(.width) ? nil : "width \(network.width())",
      varied.contains(.gain) ? nil : network.initializer,
      varied.contains(.biasVariance) ? nil : "σb² \(biasVariance)",
      network.norm.map { "\($0) norm" },
      facts.optimizer.map { $0.name.uppercased() == "SGD" ? "SGD" : $0.name },
      varied.contains(.learningRate) ? nil : rate,
      length.isEmpty ? nil : length.joined(separator: ", "), facts.seed.map { "seed \($0)" },
    ]
    return parts.compactMap { $0 }.joined(separator: "   ·   ")
  }

  /// Three digits at most, without trailing zeros: `0.05`, `10⁻³`, `2.5·10⁻⁴`.
  static func text(_ value: Double) -> String {
    let parts = Words.short(value, digits: 3).split(separator: "·")
    guard var number = parts.first else { return "" }
    if number.contains(".") {
      while number.last == "0" { number.removeLast() }
      if number.last == "." { number.removeLast() }
    }
    guard let power = parts.dropFirst().first else { return String(number) }
    return number == "1" ? String(power) : "\(number)·\(power)"
  }
}
