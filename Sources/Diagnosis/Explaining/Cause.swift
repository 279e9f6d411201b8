/// That a finding of one rule can come from a finding of another rule in the same run. It stands on the
/// page of the rule whose finding is explained.
public struct Cause: Sendable {
  /// The code of the finding that explains.
  public let code: String
  /// Whether healing it heals what it explains, which then has no remedy of its own.
  public let isCure: Bool
  private let applies: @Sendable (_ cause: Finding, _ consequence: Finding) -> Bool

  /// From a finding of this code, where the two fit together.
  public init(
    _ code: String, isCure: Bool = false,
    where applies: @escaping @Sendable (_ cause: Finding, _ consequence: Finding) -> Bool = {
      _, _ in
      true
    }
  ) {
    self.code = code
    self.isCure = isCure
    self.applies = applies
  }

  /// The finding that explains one of them, and whether it is its cure: that of the first of its rule's causes that applies; nil where
  /// none does. A note explains only notes, and nothing explains what was there before it.
  static func of(
    _ finding: Finding, among findings: [Finding], rules: [any Rule]
  ) -> (finding: Finding, isCure: Bool)? {
    let causes = rules.first { $0.description.code == finding.code }?.description.causes ?? []
    for possible in causes {
      let cause = findings.first { other in
        other.code == possible.code
          && (other.severity > .note || finding.severity == .note)
          && (other.steps.first ?? 0 <= finding.steps.first ?? 0 || finding.isOfTheWholeRun)
          && possible.applies(other, finding)
      }
      if let cause { return (cause, possible.isCure) }
    }
    return nil
  }
}

extension Cause {
  /// What was not there before the first update, and came while steps were too large, came by them.
  static let stepsThatMadeIt = Cause("GS303", isCure: true) { _, consequence in
    !consequence.isFromTheStart
  }

  /// Of two examples batch norm makes ±1 whatever they are: the signal is gone, nothing passes back, and what
  /// steps there are lead nowhere.
  static let batchNormOfTwo = Cause("GS205", isCure: true) { cause, _ in
    cause.evidence["batchSize"] == 2
  }
}

extension Finding {
  /// The first weights that it finds are too small, not too large.
  var isOfSmallWeights: Bool { evidence["gainOverMatching"] ?? .nan < 1 }
  /// The first weights that it finds are too large.
  var isOfLargeWeights: Bool { evidence["gainOverMatching"] ?? .nan > 1 }
  /// It says of a run that its loss came far enough on what it was trained on alone.
  public var isLearnedByHeart: Bool {
    func value(_ key: String) -> Double { evidence[key] ?? .nan }
    return Self.isLearnedByHeart(
      loss: value("loss"), trainingLoss: value("trainingLoss"), guessing: value("guessing"),
      needed: value("needed"))
  }

  /// The training loss is as low as is needed, and of what it lies below guessing more than half does not hold.
  static func isLearnedByHeart(
    loss: Double, trainingLoss: Double, guessing: Double, needed: Double
  ) -> Bool {
    trainingLoss < needed && loss - trainingLoss > 0.5 * (guessing - trainingLoss)
  }
  /// It names too small weights as its cause.
  var blamesSmallWeights: Bool { cause?.contains("weights too small") ?? false }
  /// It was there before the first update.
  var isFromTheStart: Bool { steps.first == 0 }
  /// It judges the end of a run, whatever its first step.
  fileprivate var isOfTheWholeRun: Bool { ["GS402", "GS403", "GS408", "GS409"].contains(code) }
}
