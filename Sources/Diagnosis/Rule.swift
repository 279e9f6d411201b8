import Records

/// One thing that can be wrong with a training run.
///
/// A rule reads a record only, so that it runs in microseconds and can judge any stored run again
/// with other thresholds. Adding one: a file with a type that conforms, and one line in
/// `RuleCatalog`.
public protocol Rule: Sendable {
  /// The page of documentation about this rule.
  var description: RuleDescription { get }

  /// Looks at a run. Data that the rule needs and the record lacks is an outcome, never silence.
  func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome

  /// Small records that must, and must not, trigger the rule.
  var examples: [RuleExample] { get }
}

/// A page about a rule, from which `explain` and the reference are made.
public struct RuleDescription: Sendable {
  /// Such as `GS101`.
  public let code: String
  /// Such as `vanishing-gradient`.
  public let name: String
  /// What it detects, in one sentence.
  public let detects: String
  /// Why it matters.
  public let why: String
  /// Which quantities it reads.
  public let requires: String
  /// What to do, where the evidence does not say it more exactly.
  public let remedy: String
  /// Where this is known from.
  public let references: [String]
  /// What it is known to take for what it looks for, or to overlook, and why; nil where nothing is.
  public var confusions: String?
}

/// What came of a rule.
public enum RuleOutcome: Sendable, Equatable {
  /// The rule had what it needs; an empty list means that it found nothing.
  case findings([Finding])
  /// The record lacks what the rule needs, or the rule does not concern this kind of network.
  case notApplicable(String)
}

/// A small record with the answer it must get.
public struct RuleExample: Sendable {
  /// What the record is, in words.
  public let title: String
  /// The record.
  public let record: RunRecord
  /// Whether the rule must find something in it.
  public let triggers: Bool
}
