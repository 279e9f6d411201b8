import Records

/// One thing that can be wrong with a training run.
///
/// A rule reads a record only, so that it runs in microseconds and can judge any stored run again with
/// other thresholds. Adding one: a file with a type that conforms, and one line in `RuleCatalog`.
public protocol Rule: Sendable {
  /// The page about this rule: its thresholds, requirements, causes and remedies are on it.
  var description: RuleDescription { get }

  /// Looks at a run. Data that the rule needs and the record lacks is an outcome, never silence.
  func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome

  /// Small records that must, and must not, trigger the rule.
  var examples: [RuleExample] { get }
}

/// A rule about the flow of a signal along alike places. It is asked of every chain that has the quantities
/// it needs; of a record without one, it does not apply and says what is missing.
public protocol ChainRule: Rule {
  /// Looks at a chain.
  func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome
}

extension ChainRule {
  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    examineChains(run, thresholds: thresholds)
  }

  /// Asks every chain that has what the rule needs.
  func examineChains(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    var findings: [Finding] = []
    var reasons: [NotApplicable] = []
    for chain in run.chains {
      if let lack = chain.lack(of: description.quantities) {
        reasons.append(lack)
        continue
      }
      switch examine(chain, thresholds: thresholds) {
      case .findings(let found): findings += found
      case .notApplicable(let reason): reasons.append(reason)
      }
    }
    if findings.isEmpty, reasons.count == run.chains.count {
      return .notApplicable(
        reasons.first
          ?? .because(
            "the record names no chain of places", lacking: .chains, thing: "a chain of places"))
    }
    return .findings(findings)
  }
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
  /// The quantities that it cannot do without, at every place it looks at.
  public var quantities: [Quantity] = []
  /// What it needs beside them, in words; empty where nothing is.
  public var requires = ""
  /// The numbers it compares with.
  public var thresholds: [Threshold] = []
  /// What its findings can come from, the likeliest first.
  public var causes: [Cause] = []
  /// Whether it only says that a run did not come far: what explains one of its findings kept the run from
  /// learning, and is an error.
  public var isSymptom = false
  /// Whether its findings stand where no other error does.
  public var isLastResort = false
  /// What to do, where the evidence does not say it more exactly.
  public let remedies: [Remedy]
  /// Where this is known from.
  public let references: [String]
  /// What it is known to take for what it looks for, or to overlook, and why; nil where nothing is.
  public var confusions: String?

  /// Everything that it needs, in words.
  public var needs: String {
    let names = quantities.map(\.name).joined(separator: ", ")
    let list = names.isEmpty ? "" : "\(names) at the places of a chain"
    return [list, requires].filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

/// What came of a rule.
public enum RuleOutcome: Sendable, Equatable {
  /// The rule had what it needs; an empty list means that it found nothing.
  case findings([Finding])
  /// The record lacks what the rule needs, or the rule does not concern this kind of network.
  case notApplicable(NotApplicable)
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
