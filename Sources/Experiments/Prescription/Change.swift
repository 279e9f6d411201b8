import TrainingRecords

/// A single change of a configuration, with the findings that call for it.
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

  /// What it touches.
  public let kind: ChangeKind
  /// The configuration after it.
  public let configuration: RunConfiguration
  /// Codes of the findings that call for it; none where it is only one of those that can be made.
  public let reasons: [String]
  /// The options that differ.
  public let edits: [Edit]

  /// The change from one configuration to another; nil where they are the same.
  init?(
    _ kind: ChangeKind, from before: RunConfiguration, to after: RunConfiguration,
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
    self.kind = kind
    configuration = after
    self.reasons = reasons
    edits = set + removed
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
