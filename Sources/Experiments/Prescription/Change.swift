import TrainingRecords

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
  public let configuration: RunConfiguration
  /// Codes of the findings that call for it; none where it is only one of those that can be made.
  public let reasons: [String]
  /// The options that differ.
  public let edits: [Edit]

  /// The change from one configuration to another; nil where they are the same.
  init?(
    _ kinds: [ChangeKind], from before: RunConfiguration, to after: RunConfiguration,
    reasons: [String]
  ) {
    let (old, new) = (before.commandOptions, after.commandOptions)
    let set = new.filter { option in
      !old.contains { $0.name == option.name && $0.value == option.value }
    }.map { Edit(option: $0.name, value: $0.value, isRemoved: false) }
    let removed = old.filter { option in
      // The two sides of a flag replace each other.
      !option.name.hasSuffix("standardize") && !new.contains { $0.name == option.name }
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

  /// What it costs: each thing once.
  public var cost: String {
    guard !isSingle else { return kind.cost }
    var parts: [String] = []
    for part in kinds.flatMap({ $0.cost.split(separator: "; ").map(String.init) })
    where !parts.contains(part) && part != ChangeKind.costsNothing {
      parts.append(part)
    }
    return parts.joined(separator: "; ")
  }

  /// Whether this is the smaller change: one thing before two, then by what is touched.
  func isSmaller(than other: Change) -> Bool {
    (kinds.count, kind) < (other.kinds.count, other.kind)
  }

  /// In the words of the command line: `--norm layer`, `without --clip-norm`.
  public var title: String {
    edits.map { edit in
      edit.isRemoved
        ? "without \(edit.option)"
        : ([edit.option] + [edit.value].compactMap { $0 }).joined(separator: " ")
    }.joined(separator: " ")
  }
}
