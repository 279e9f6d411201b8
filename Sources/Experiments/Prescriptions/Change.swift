import Records

/// A change of a configuration, single or two together, with the findings that call for it.
public struct Change: Sendable, Equatable {
  /// An option before and after.
  public struct Edit: Sendable, Equatable {
    /// Such as `--norm`.
    public let option: String
    /// The value after, nil for a flag and for an option that is left out.
    public let value: String?
    /// Whether the option is left out after the change.
    public let isRemoved: Bool
  }

  /// What it touches: one kind, or two, from the smaller.
  public let kinds: [ChangeKind]
  /// The configuration after it.
  public let configuration: TrainingPlan
  /// Codes of the findings that call for it; none where it is only one of those that can be made.
  public let reasons: [String]
  /// The options that differ.
  public let edits: [Edit]

  /// The change from one configuration to another; nil where they are the same.
  init?(
    _ kinds: [ChangeKind], from before: TrainingPlan, to after: TrainingPlan,
    reasons: [String]
  ) {
    let (old, new) = (before.commandOptions, after.commandOptions)
    let set = new.filter { option in
      !old.contains { $0.name == option.name && $0.value == option.value }
    }.map { Edit(option: $0.name, value: $0.value, isRemoved: false) }
    let removed = old.filter { option in
      // The two sides of a flag replace each other.
      !option.name.hasSuffix("standardize") && !new.contains { $0.name == option.name }
        // It goes where the branches go that it scales.
        && !(option.name == "--residual-scale" && !after.residual)
    }.map { Edit(option: $0.name, value: nil, isRemoved: true) }
    guard !(set + removed).isEmpty else { return nil }
    self.kinds = kinds.sorted()
    configuration = after
    self.reasons = reasons
    edits = set + removed
  }

  /// Whether it touches one thing only.
  public var isSingle: Bool { kinds.count == 1 }

  /// The largest of what it touches.
  public var kind: ChangeKind { kinds.last ?? .initialization }

  /// What it costs; of two changes, the one of each, but what the smaller leaves as it is.
  public var cost: String {
    let all = kinds.map(cost)
    var parts = all.flatMap { $0.split(separator: "; ").map(String.init) }
    if !isSingle {
      let isSame = all.allSatisfy { $0.hasPrefix(ChangeKind.sameNetwork) }
      parts.removeAll { $0 == ChangeKind.costsNothing || $0 == ChangeKind.sameNetwork }
      if isSame { parts.insert(ChangeKind.sameNetwork, at: 0) }
    }
    return parts.joined(separator: "; ")
  }

  /// What is taken away costs nothing.
  private func cost(of kind: ChangeKind) -> String {
    switch kind {
    case .clipping where configuration.clipNorm == nil && configuration.clipValue == nil:
      "\(ChangeKind.sameNetwork); steps of any size"
    case .normalization where !configuration.isNormalized: "every layer computes less"
    case .residual where !configuration.residual: "an architecture without shortcuts"
    case .residual where !edits.contains { $0.option == "--residual" }:
      "the same architecture; branches of another scale"
    default: kind.cost
    }
  }

  /// The configuration to confirm it with. Where weights decay, a lower rate may only put off what the decay
  /// does: it has to last as long as the rate is lower, ten times at most.
  func confirming(from before: TrainingPlan) -> TrainingPlan {
    let slower = before.learningRate / configuration.learningRate
    guard kinds.contains(.learningRate), before.weightDecay > 0, slower > 1 else {
      return configuration
    }
    var longer = configuration
    longer.steps = min(
      Int(Double(longer.steps) * min(slower, 10)), ConfigurationCheck.stepCounts.upperBound)
    return longer
  }

  /// Whether this is the smaller change: one thing before two, then by what is touched.
  func isSmaller(than other: Change) -> Bool {
    (kinds.count, kind) < (other.kinds.count, other.kind)
  }

  /// In the words of the command line: `--norm layer`, `without --clip-norm`.
  public var title: String {
    let set = edits.filter { !$0.isRemoved }.flatMap { [$0.option] + [$0.value].compactMap { $0 } }
    let removed = edits.filter(\.isRemoved).map(\.option).joined(separator: " and ")
    return (set + (removed.isEmpty ? [] : ["without", removed])).joined(separator: " ")
  }
}
