import Records

/// Labels of what the signals do over the layers: GS101, GS102, GS104, GS105, GS106.
struct FlowLabels {
  private let facts: TrialFacts
  private var measured: MeasuredFacts { facts.measured }
  private var depth: Int { facts.measured.depth }

  init(_ facts: TrialFacts) { self.facts = facts }

  var all: [String: RuleLabel] {
    [
      "GS101": facts.error(vanishing), "GS102": facts.error(exploding),
      "GS104": facts.error(underflow), "GS105": facts.error(collapse),
      "GS106": facts.error(explosion),
    ]
  }

  /// Less than 1 % of δ reaches layer 1, or none of the hidden layers has 10⁻⁴ of the output's.
  private var vanishing: Label {
    let theory = facts.theory.map { theory in
      Label.any([
        .below(0.01, theory.deltaShare, margin: theory.margin, .theory),
        .below(1e-4, theory.deltaOverOutput, margin: theory.margin, .theory),
      ])
    }
    let seen = { (measured: MeasuredFacts, entry: Int) -> Label in
      let output = measured.layer(entry, depth + 1).deltaRMS
      // All is fitted: what is left of δ says nothing.
      guard output > 1e-9 else { return .unknown(.other) }
      let deltas = (1...depth).map { measured.layer(entry, $0).deltaRMS }
      // A layer that passes nothing at all in float64 is dead, or its weights are zero.
      if isDead(measured, entry) { return .unknown(.other) }
      let share = deltas[depth - 1] > 0 ? deltas[0] / deltas[depth - 1] : 0
      return .any([
        .below(0.01, share, .twin), .below(1e-4, (deltas.max() ?? 0) / output, .twin),
      ])
    }
    return .any([facts.start(theory, seen), facts.end(seen)])
  }

  /// δ in layer 1 is 10 times that in layer L, or the gradient grows a thousandfold over the run.
  private var exploding: Label {
    let theory = facts.theory.map {
      Label.above(10, $0.deltaShare, margin: $0.margin, .theory)
    }
    let seen = { (measured: MeasuredFacts, entry: Int) -> Label in
      let last = measured.layer(entry, depth).deltaRMS
      guard last > 0 else { return .no(.twin) }
      return .above(10, measured.layer(entry, 1).deltaRMS / last, .twin)
    }
    return .any([facts.start(theory, seen), facts.end(seen), growingGradient])
  }

  private var growingGradient: Label {
    // A gradient that grows as a plateau ends is not meant here.
    if facts.outcome.learning == .learned { return .no(.twin) }
    func label(_ record: RunRecord) -> Label {
      let norms = record.curves.largestGradientNorm.filter(\.isFinite)
      let first = norms.prefix(max(norms.count / 10, 1)).sorted()
      guard let middle = first.isEmpty ? nil : first[first.count / 2], middle > 0 else {
        return .no(.twin)
      }
      let growth = (norms.max() ?? 0) / max(middle, norms[0])
      let losses = record.curves.loss.map { $0.isFinite ? $0 : .infinity }
      let rise = (losses.max() ?? 0) / (losses.first ?? .nan)
      return .all([.above(1000, growth, .twin), .above(1.2, rise, margin: 1.2, .twin)])
    }
    return .agreed(label(facts.twin), label(facts.run))
  }

  /// δ is 0 in float32 where it is not in float64.
  private var underflow: Label {
    // Sums that cancel are 0 in the one and rounding in the other.
    if facts.isSymmetric { return .unknown(.other) }
    let start = facts.own.start(lost)
    return facts.isLost ? start : .any([start, facts.own.end(lost)])
  }

  /// Whether the highest exact 0 of a time point of the run is none in the twin.
  private func lost(_ entry: Int) -> Label {
    let (run, twin) = (facts.run.history, facts.twin.history)
    guard let other = twin.steps.lastIndex(where: { $0 <= run.steps[entry] }) else {
      return .unknown(.other)
    }
    guard let layer = (1...depth).last(where: { run[entry, place: $0 - 1].deltaRMS == 0 }) else {
      return .no(.twin)
    }
    // All is fitted: what is 0 then has not been lost.
    if min(run[entry, place: depth].deltaRMS, twin[other, place: depth].deltaRMS) < 1e-9 {
      return .unknown(.other)
    }
    let there = twin[other, place: layer - 1]
    if there.deltaRMS == 0 { return .no(.twin) }
    // Beyond what float32 can hold, either way; else the two runs went apart.
    return there.deltaRMS < 1e-37 || there.activationRMS < 1e-37
      ? .yes(.twin) : .unknown(.contradiction)
  }

  /// The activations of layer L deviate by less than 1 % of those of layer 1.
  private var collapse: Label {
    let theory = facts.theory.map {
      Label.below(0.01, $0.activationShare, margin: $0.margin, .theory)
    }
    let seen = { (measured: MeasuredFacts, entry: Int) -> Label in
      if isDead(measured, entry) { return .unknown(.other) }
      let first = measured.layer(entry, 1).activationStd
      guard first > 0 else { return .unknown(.other) }
      return .below(0.01, measured.layer(entry, depth).activationStd / first, .twin)
    }
    return .any([facts.start(theory, seen), facts.end(seen)])
  }

  /// z in layer L is above 10, and 10 times that in layer 1.
  private var explosion: Label {
    let theory = facts.theory.map {
      Label.all([
        .above(10, $0.growth, margin: $0.margin, .theory),
        .above(10, $0.lastPreactivation, margin: $0.margin, .theory),
      ])
    }
    let seen = { (measured: MeasuredFacts, entry: Int) -> Label in
      let (first, last) = (measured.layer(entry, 1), measured.layer(entry, depth))
      guard first.preactivationRMS > 0 else { return .no(.twin) }
      return .all([
        .above(10, last.preactivationRMS / first.preactivationRMS, .twin),
        .above(10, last.preactivationRMS, .twin),
      ])
    }
    // A network that learned may have made its last layers louder.
    let end = Label.all([facts.end(seen), facts.outcome.failed])
    return .any([facts.start(theory, seen), end])
  }

  /// A ReLU layer whose outputs are all 0 in float64.
  private func isDead(_ measured: MeasuredFacts, _ entry: Int) -> Bool {
    (1...depth).contains { measured.layer(entry, $0).zeroFraction == 1 }
  }
}
