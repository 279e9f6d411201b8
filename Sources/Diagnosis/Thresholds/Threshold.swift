import Texts

/// A number that rules compare with, and the reason for it. It stands in the file of the rule that it
/// belongs to first; others may compare with it too.
public struct Threshold: Sendable, Hashable {
  /// Which numbers make sense.
  public enum Kind: Sendable, Hashable {
    /// From 0.
    case number
    /// A share of something, from 0 to 1.
    case share
    /// A number of steps.
    case steps
  }

  /// Its name, as it is typed.
  public let name: String
  /// What it is where nobody chose another.
  public let standard: Double
  /// Which numbers make sense.
  public let kind: Kind
  /// What is compared with it, in a few words.
  public let meaning: String
  /// Why its standard is what it is.
  public let reason: String

  /// A threshold of these words.
  public init(
    _ name: String, _ standard: Double, _ kind: Kind, _ meaning: String, because reason: String
  ) {
    self.name = name
    self.standard = standard
    self.kind = kind
    self.meaning = meaning
    self.reason = reason
  }

  /// A threshold that is any number from 0.
  public init(_ name: String, _ standard: Double, _ meaning: String, because reason: String) {
    self.init(name, standard, .number, meaning, because: reason)
  }

  /// What it may be, in words.
  public var range: String {
    switch kind {
    case .number: "a number from 0"
    case .share: "a share from 0 to 1"
    case .steps: "a whole number from 0"
    }
  }

  /// Whether it may have a value.
  func allows(_ value: Double) -> Bool {
    guard value.isFinite, value >= 0 else { return false }
    return switch kind {
    case .number: true
    case .share: value <= 1
    case .steps: Int(exactly: value) != nil
    }
  }
}

extension Threshold {
  /// Those of all rules, each once, in the order of the catalogue.
  public static var all: [Threshold] {
    var all: [Threshold] = []
    for rule in RuleCatalog.all {
      for threshold in rule.description.thresholds
      where !all.contains(where: { $0.name == threshold.name }) {
        all.append(threshold)
      }
    }
    return all
  }
}
