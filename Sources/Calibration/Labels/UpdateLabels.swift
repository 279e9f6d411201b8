import Records

/// Labels of first weights, updates and inputs: GS301, GS302, GS303, GS501, GS502.
struct UpdateLabels {
  private let facts: TrialFacts
  private var measured: MeasuredFacts { facts.measured }
  private var layers: ClosedRange<Int> { 1...facts.measured.depth + 1 }

  init(_ facts: TrialFacts) { self.facts = facts }

  var all: [String: RuleLabel] {
    [
      "GS301": facts.noError(poorInitialization), "GS302": tooSmall, "GS303": tooLarge,
      "GS501": unscaled, "GS502": facts.noError(.known(facts.configuration.loss == "mse", .plan)),
    ]
  }

  /// The gain of the first weights is far from the one made for the activation, and does harm.
  private var poorInitialization: Label {
    guard let gains = facts.gains, facts.fault.map(\.keepsGains) ?? true
    else { return .unknown(.other) }
    func far(_ factor: Double, _ limit: Double) -> Label {
      .above(limit, max(factor, 1 / factor), .plan)
    }
    let gain = Label.any([far(gains.total, 100)] + gains.layers.map { far($0, 10) })
    let c = facts.configuration
    // A norm takes it out again, a shortcut goes around it.
    guard c.residual || c.norm != "none" else { return gain }
    return .all([gain, facts.outcome.failed])
  }

  /// Updates below 10⁻⁵ of the weights; an error where that is so in every layer.
  private var tooSmall: RuleLabel {
    // A run that came half of the way to loss 0 moved enough.
    let isHeldBack: Label =
      facts.outcome.learning == .nothing
      ? .yes(.twin)
      : .below(0.5, facts.outcome.progress, margin: 1.5, .twin)
    func typical(_ choose: ([Double]) -> Double?) -> Label {
      func label(_ measured: MeasuredFacts) -> Label {
        let medians = layers.map { measured.median($0) { $0.updateRatio } }
        return .below(1e-5, choose(medians) ?? .nan, .twin)
      }
      return .agreed(label(measured), label(facts.own))
    }
    func atStart(_ choose: ([Double]) -> Double?) -> Label {
      facts.start(nil) { measured, entry in
        .below(1e-5, choose(layers.map { measured.layer(entry, $0).updateRatio }) ?? .nan, .twin)
      }
    }
    let some = Label.agreed(typical { $0.min() }, atStart { $0.min() })
    let all = Label.agreed(typical { $0.max() }, atStart { $0.max() })
    let presence = Label.all([some, isHeldBack])
    let label = RuleLabel(
      presence: presence, error: .all([presence, all, facts.outcome.failed]))
    return label.unless(facts.fasterShare)
  }

  /// Updates above a tenth of the weights.
  private var tooLarge: RuleLabel {
    let seen = { (measured: MeasuredFacts, entry: Int) -> Label in
      let ratios = layers.map { measured.layer(entry, $0).updateRatio }.filter(\.isFinite)
      return .above(0.1, ratios.max() ?? 0, .twin)
    }
    var presence = Label.any([facts.start(nil, seen), facts.end(seen)])
    if Outcome(facts.run).isLost || Outcome(facts.twin).isLost {
      // One step was enough.
      func steps(_ measured: MeasuredFacts) -> Label {
        .any((0..<measured.record.history.count).map { seen(measured, $0) })
      }
      presence = .agreed(steps(measured), steps(facts.own))
    }
    func rise(_ record: RunRecord) -> Label {
      .above(1.05, Outcome(record).rise, margin: 1.05, .twin)
    }
    let rose = Label.agreed(rise(facts.twin), rise(facts.run))
    let harm: Label =
      Outcome(facts.run).isLost
      ? facts.outcome.failed : .all([facts.outcome.failed, rose])
    return RuleLabel(presence: presence, error: .all([presence, harm])).unless(facts.slowerShare)
  }

  /// Features far from mean 0 and deviation 1.
  private var unscaled: RuleLabel {
    switch facts.fault {
    case .unscaledFeatures: return facts.error(.yes(.fault))
    default:
      // Pixels from 0 to 16 and clusters within ±10 are at the limit.
      let isBorder = !facts.configuration.standardize && facts.trial.dataset != "spirals"
      return facts.error(isBorder ? .unknown(.border) : .no(.plan))
    }
  }
}

extension RuleLabel {
  /// Steps of a healthy size may be too small for so short a run, or too large for so deep a network: that they
  /// are not is known only where another rate comes no further.
  fileprivate func unless(_ share: Double?) -> RuleLabel {
    guard let share, share > 0.4 else { return self }
    return RuleLabel(
      presence: presence.isNo ? .unknown(.other) : presence,
      error: error.map { $0.isNo ? .unknown(.other) : $0 })
  }
}
