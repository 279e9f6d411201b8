import Records

/// Labels of what units do: GS201, GS202, GS203, GS204, GS304.
struct UnitLabels {
  private let facts: TrialFacts
  private var measured: MeasuredFacts { facts.measured }
  private var depth: Int { facts.measured.depth }

  init(_ facts: TrialFacts) { self.facts = facts }

  var all: [String: RuleLabel] {
    var dead = facts.error(deadLayer)
    // A shortcut goes around it: not because of it.
    if facts.configuration.residual, lowestDeadLayer ?? 1 > 1 { dead.error = .no(.plan) }
    return [
      "GS201": facts.error(saturation), "GS202": facts.error(dying),
      "GS203": facts.noError(bornSilent), "GS204": dead, "GS304": facts.error(symmetry),
    ]
  }

  /// More than half of a layer's entries have φ′ below 5 % of its maximum.
  private var saturation: Label {
    if case .scaledHidden = facts.fault {
      return facts.start(nil, saturated).isYes ? .yes(.fault) : .unknown(.border)
    }
    let theory = facts.theory.map { Label.share(0.5, $0.saturated, .theory) }
    return .any([facts.start(theory, saturated), facts.end(saturated)])
  }

  private func saturated(_ measured: MeasuredFacts, _ entry: Int) -> Label {
    let share = (1...depth).map { measured.layer(entry, $0).saturatedFraction }.max() ?? 0
    return .share(0.5, share, .twin)
  }

  /// A quarter of a layer's units spoke at first and are silent at the end.
  private var dying: Label {
    if case .killedUnits(let layer, let share, let step) = facts.fault, step > 0,
      let silent = measured.silent(layer)
    {
      // Those that were silent already did not die.
      let died = share - silent.first
      return died > 0.35 ? .yes(.fault) : .any([.above(0.25, died, .fault), measuredDying])
    }
    return measuredDying
  }

  private var measuredDying: Label {
    func died(_ measured: MeasuredFacts) -> Label {
      let shares = (1...depth).compactMap { layer in
        measured.silent(layer).map { $0.last - $0.first }
      }
      return .above(0.25, shares.max() ?? 0, .twin)
    }
    return .agreed(died(measured), died(facts.own))
  }

  /// Half of a layer's units are silent before the first update.
  private var bornSilent: Label {
    if case .killedUnits(_, let share, 0) = facts.fault, share >= 2.0 / 3 { return .yes(.fault) }
    func label(_ measured: MeasuredFacts) -> Label {
      .share(0.5, (1...depth).compactMap { measured.silent($0)?.first }.max() ?? 0, .twin)
    }
    return .agreed(label(measured), label(facts.own))
  }

  private func isDead(_ layer: Int) -> Bool {
    if case .killedUnits(layer, 1, _) = facts.fault { return true }
    return measured.silent(layer)?.last == 1 && facts.own.silent(layer)?.last == 1
  }

  private var lowestDeadLayer: Int? { (1...depth).first(where: isDead) }

  /// All units of a layer are silent at the end.
  private var deadLayer: Label {
    if case .killedUnits(_, 1, _) = facts.fault { return .yes(.fault) }
    func dead(_ measured: MeasuredFacts) -> [Int] {
      (1...depth).filter { measured.silent($0)?.last == 1 }
    }
    // Looks at a network that held NaN or infinities say nothing.
    guard !facts.isLost else { return .unknown(.other) }
    guard dead(measured) == dead(facts.own) else { return .unknown(.contradiction) }
    return .known(!dead(measured).isEmpty, .twin)
  }

  /// Units that differed at first, and no more at the end.
  private func becameCopies(_ measured: MeasuredFacts) -> Label {
    let record = measured.record
    let shares = (record.probes.last?.distinctUnits ?? []).enumerated().compactMap { index, count in
      count.map { 1 - Double($0) / Double(record.places[index].units) }
    }
    let label = Label.share(0.5, shares.max() ?? 0, .twin)
    return label.isNo ? .no(.plan) : label
  }

  /// More than half of a layer's units compute the same.
  private var symmetry: Label {
    switch facts.fault {
    case .copies, .constantWeights: return .yes(.fault)
    // Random biases make the units differ.
    default:
      let isPlanned = facts.isSymmetric && facts.configuration.biasStd == 0
      return isPlanned ? .yes(.plan) : .agreed(becameCopies(measured), becameCopies(facts.own))
    }
  }
}
