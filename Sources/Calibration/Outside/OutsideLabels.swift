import Experiments
import Records

/// What every rule should have said of a run in the form of a published program.
///
/// Of what was planted, the label is yes where it bit: where the same run without it, from the same seed,
/// came clearly more than twice as far. Where it was not planted, the configuration rules it out, or the run
/// itself does, which came as far as another small network.
struct OutsideLabels {
  let trial: OutsideTrial
  let table: OutsideTable
  /// How far the run came on the way to another small network.
  let standing: OutsideStanding
  /// How far it came on the way to the same run without the fault.
  let beside: OutsideStanding
  /// What it answers; nil where that was not counted.
  let answers: OutsideAnswers?
  /// Updates that were made.
  let updates: Int
  /// How far it came on what it was trained on: (guessing − loss) / guessing.
  let trainingProgress: Double
  /// Whether a value of the run left the numbers.
  let isLost: Bool

  /// By code; those that other trials have too are `shared`.
  func all(_ shared: [String: RuleLabel]) -> [String: RuleLabel] {
    var labels = shared
    labels.merge(OutsideDataLabels(labels: self).all) { $1 }
    labels.merge(network) { $1 }
    labels["GS302"] = shared["GS302"].map(tooSmall)
    labels["GS303"] = shared["GS303"].map(tooLarge)
    // What units do in a run that was lost within a few steps says nothing of them.
    if isLost { labels["GS202"] = labels["GS202"]?.withoutYes }
    // Batches differ by how many of a rare class they hold, and by more than 1/√b.
    if isLost || trial.rareShare != nil { labels["GS403"] = labels["GS403"]?.withoutYes }
    // A single unit that died has another case.
    if shared["GS204"]?.presence.isYes ?? false { labels["GS407"] = labels["GS407"]?.withoutYes }
    return labels
  }

  /// The codes of which it is known whether they should be found where the rule says that it does not apply:
  /// then it has missed them.
  static let codes: Set = ["GS205", "GS206", "GS305", "GS306", "GS307", "GS407", "GS408", "GS409"]

  private var network: [String: RuleLabel] {
    [
      "GS205": batchNorm, "GS206": linear,
      "GS305": planned(trial.plan.clipNorm != nil) {
        if case .clipping = $0 { true } else { false }
      },
      "GS306": planned(trial.plan.weightDecay > 0) { if case .decay = $0 { true } else { false } },
      "GS307": planned(trial.plan.schedule != "constant") {
        if case .schedule = $0 { true } else { false }
      },
      "GS407": units, "GS408": RuleLabel(presence: cameShort, error: cameShort), "GS409": short,
    ]
  }

  /// Whether what was planted kept the run from learning; nobody can say where another small network says
  /// otherwise, or what is right without it does not learn either.
  var bit: Label {
    guard trial.fault != nil || trial.kind == .unscaled else { return .unknown(.other) }
    // What was learned by heart nobody sees without examples that were held out.
    if trial.fault == .randomAnswers, trial.plan.validationFraction == 0 {
      return .unknown(.other)
    }
    switch (beside, standing) {
    case (.short, .came): return .unknown(.contradiction)
    case (.short, _): return .yes(.fault)
    case (.came, .short): return .unknown(.contradiction)
    case (.came, .between): return .unknown(.border)
    case (.came, _): return .no(.fault)
    case (.between, _): return .unknown(.border)
    case (.unknown, _): return .unknown(.other)
    }
  }

  /// No where the run came as far as it should: what would have kept it from that did not.
  private var ruledOut: Label { standing.came ? .no(.peer) : .unknown(.other) }

  /// Something that the configuration has or has not.
  private func planned(_ isThere: Bool, _ isPlanted: (OutsideFault) -> Bool) -> RuleLabel {
    guard isThere else { return RuleLabel(presence: .no(.plan), error: .no(.plan)) }
    guard trial.fault.map(isPlanted) ?? false else {
      return RuleLabel(presence: ruledOut, error: ruledOut)
    }
    // What is there and does no harm may be said, and be no error.
    let presence = bit.isYes ? bit : .unknown(.border)
    return RuleLabel(presence: presence, error: bit)
  }

  private var batchNorm: RuleLabel {
    guard trial.plan.norm.values.contains("batch") else {
      return RuleLabel(presence: .no(.plan), error: .no(.plan))
    }
    let batch = trial.plan.batchSize == 0 ? table.rows : trial.plan.batchSize
    // Fewer than 8 are few; a factor of 2 around that is nobody's.
    let presence = Label.below(8, Double(batch), .plan)
    if presence.isNo { return RuleLabel(presence: presence, error: presence) }
    return RuleLabel(presence: presence, error: trial.fault == nil ? ruledOut : bit)
  }

  private var linear: RuleLabel {
    guard trial.plan.activation.values.allSatisfy({ $0 == "identity" }) else {
      return RuleLabel(presence: .no(.plan), error: .no(.plan))
    }
    // One that was lost has another case.
    let label = trial.fault != .linear ? ruledOut : isLost ? .unknown(.other) : bit
    return RuleLabel(presence: label, error: label)
  }

  /// A run that learned as wide as it is, without what was planted, has units enough.
  private var units: RuleLabel {
    var label = ruledOut
    if case .units = trial.fault {
      label = bit
    } else if bit.isYes {
      label = .no(.fault)
    }
    return RuleLabel(presence: label, error: label)
  }

  /// Steps that are too small for the length of the run, though each is a step: what was planted and bit,
  /// beside what was measured. A larger rate makes up for other mistakes too.
  private func tooSmall(_ measured: RuleLabel) -> RuleLabel {
    let unknown = RuleLabel(presence: .unknown(.other), error: .unknown(.other))
    if standing.came { return measured.presence.isNo ? measured : unknown }
    switch trial.fault {
    case .rate(let factor) where factor < 1:
      return bit.isYes ? RuleLabel(presence: bit, error: bit) : unknown
    case .steps, .schedule, .clipping, nil:
      return measured.presence.isYes ? measured : unknown
    default:
      guard measured.presence.isNo else { return measured }
      return bit.isYes ? RuleLabel(presence: .no(.fault), error: .no(.fault)) : unknown
    }
  }

  /// The same of steps that are too large. Smaller ones also average out what batches of few differ by, and
  /// are what features that are not scaled need.
  private func tooLarge(_ measured: RuleLabel) -> RuleLabel {
    let unknown = RuleLabel(presence: .unknown(.other), error: .unknown(.other))
    guard measured.presence.isNo, !standing.came else { return measured }
    switch trial.fault {
    case .rate(let factor) where factor > 1:
      return bit.isYes ? RuleLabel(presence: bit, error: bit) : unknown
    case .batchNorm, .unscaled, .outlier, nil: return unknown
    default: return bit.isYes ? RuleLabel(presence: .no(.fault), error: .no(.fault)) : unknown
    }
  }

  private var cameShort: Label {
    switch standing {
    case .came: .no(.peer)
    case .short: .yes(.peer)
    case .between: .unknown(.outcome)
    case .unknown: bit.isYes ? .yes(.fault) : .unknown(.other)
    }
  }

  /// Fewer than 100 updates, and nothing learned yet. Of more updates the rule warns where the loss was still
  /// falling: that nobody outside of it can tell.
  private var short: RuleLabel {
    guard !isLost else { return RuleLabel(presence: .unknown(.other), error: .unknown(.other)) }
    if standing.came, updates < 100 || standing.isWithinReach {
      return RuleLabel(presence: .no(.peer), error: .no(.peer))
    }
    guard updates < 100 else {
      return RuleLabel(presence: .unknown(.other), error: .no(.plan))
    }
    guard case .steps = trial.fault else {
      let isAlone = trial.fault == nil && standing == .short
      let label: Label = isAlone ? .yes(.peer) : .unknown(.other)
      return RuleLabel(presence: label, error: label)
    }
    return RuleLabel(presence: bit, error: bit)
  }
}

extension RuleLabel {
  /// Where it says yes, that nobody can tell.
  fileprivate var withoutYes: RuleLabel {
    RuleLabel(
      presence: presence.isYes ? .unknown(.other) : presence,
      error: error.map { $0.isYes ? .unknown(.other) : $0 })
  }
}
