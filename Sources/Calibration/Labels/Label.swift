/// What a rule should have said of a run, by something other than the rule.
enum Label: Sendable, Hashable {
  /// It is there.
  case yes(Source)
  /// It is not.
  case no(Source)
  /// Nobody outside the rule can tell.
  case unknown(Reason)

  /// What a label comes from.
  enum Source: String, Sendable, CaseIterable {
    case theory = "theory"
    case twin = "float64 twin"
    case fault = "planted"
    case plan = "configuration"
    case peer = "another small network"
  }

  /// Why there is none.
  enum Reason: String, Sendable, CaseIterable {
    case border = "within a factor of 2 of the limit"
    case transient = "there for a part of the run only"
    case contradiction = "theory and twin, or run and twin, differ"
    case outcome = "whether the run learned is unclear"
    case other = "another finding's case"
  }

  var isYes: Bool { if case .yes = self { true } else { false } }
  var isNo: Bool { if case .no = self { true } else { false } }
  var isKnown: Bool { isYes || isNo }

  /// yes or no with this source.
  static func known(_ value: Bool, _ source: Source) -> Label { value ? .yes(source) : .no(source) }

  /// Whether a value is above a limit, unknown within a factor of it.
  static func above(
    _ limit: Double, _ value: Double, margin: Double = 2, _ source: Source
  ) -> Label {
    if value.isNaN { return .unknown(.other) }
    if value >= limit * margin { return .yes(source) }
    return value <= limit / margin ? .no(source) : .unknown(.border)
  }

  /// Whether a value is below a limit, unknown within a factor of it.
  static func below(
    _ limit: Double, _ value: Double, margin: Double = 2, _ source: Source
  ) -> Label {
    if value.isNaN { return .unknown(.other) }
    if value <= limit / margin { return .yes(source) }
    return value >= limit * margin ? .no(source) : .unknown(.border)
  }

  /// Whether a share is above a limit; unknown where its odds are within a factor of 2.
  static func share(_ limit: Double, _ value: Double, _ source: Source) -> Label {
    above(limit / (1 - limit), value >= 1 ? .infinity : value / (1 - value), source)
  }

  /// yes where one of them says so, no where all do.
  static func any(_ labels: [Label]) -> Label {
    labels.first(where: \.isYes) ?? labels.first { !$0.isKnown } ?? labels.first
      ?? .unknown(.other)
  }

  /// yes where all say so, no where one does.
  static func all(_ labels: [Label]) -> Label {
    labels.first(where: \.isNo) ?? labels.first { !$0.isKnown } ?? labels.first
      ?? .unknown(.other)
  }

  /// That of two sources that say the same; where one cannot tell, nobody can. Without a first one, the
  /// second's.
  static func agreed(_ first: Label?, _ second: Label) -> Label {
    guard let first else { return second }
    guard first.isKnown, second.isKnown else { return first.isKnown ? second : first }
    return first.isYes == second.isYes ? first : .unknown(.contradiction)
  }
}

/// The two questions that a rule answers.
struct RuleLabel: Sendable {
  /// Whether it should find something, however grave.
  var presence: Label
  /// Whether it should call that an error; nil for rules that never do.
  var error: Label?
}
