/// That a finding of one rule can be what another finding of the same run comes from.
public struct Explanation: Sendable {
  /// The code of the finding that is explained.
  public let consequence: String
  /// The code of the finding that explains it.
  public let cause: String
  private let applies: @Sendable (_ cause: Finding, _ consequence: Finding) -> Bool

  private init(
    _ consequence: String, from cause: String,
    where applies: @escaping @Sendable (Finding, Finding) -> Bool = { _, _ in true }
  ) {
    self.consequence = consequence
    self.cause = cause
    self.applies = applies
  }

  /// Every one that is known; of several for a consequence the first that applies is named.
  public static let all: [Explanation] =
    [
      Explanation("GS101", from: "GS304"),
      Explanation("GS101", from: "GS301") { $0.isSmall && $1.blamesWeights },
      Explanation("GS101", from: "GS201") { $1.cause == "units saturated" },
      Explanation("GS104", from: "GS101"),
      Explanation("GS105", from: "GS304"),
      Explanation("GS105", from: "GS301") { cause, _ in cause.isSmall },
      Explanation("GS102", from: "GS501"),
      Explanation("GS102", from: "GS301") { cause, _ in !cause.isSmall },
      Explanation("GS106", from: "GS301") { cause, _ in !cause.isSmall },
      Explanation("GS201", from: "GS501"),
      Explanation("GS201", from: "GS301") { cause, _ in !cause.isSmall },
      Explanation("GS201", from: "GS106"),
      Explanation("GS201", from: "GS303"),
      Explanation("GS204", from: "GS304"),
      Explanation("GS204", from: "GS202") { $0.steps.first ?? 0 > 0 && $1.steps.first ?? 0 > 0 },
      Explanation("GS204", from: "GS303"),
      Explanation("GS202", from: "GS303"),
      Explanation("GS301", from: "GS304") { _, consequence in
        consequence.evidence["weightGain"] == 0
      },
      Explanation("GS302", from: "GS304"),
      Explanation("GS302", from: "GS101"),
      Explanation("GS302", from: "GS204"),
    ]
    // What grows from step 0 on makes steps too large; what grows later, too large steps made grow.
    + ["GS102", "GS106"].map { code in
      Explanation(code, from: "GS303") { _, consequence in consequence.steps.first ?? 0 > 0 }
    }
    + ["GS501", "GS102", "GS106"].map { code in
      Explanation("GS303", from: code) { cause, _ in cause.steps.first == 0 }
    }
    + ["GS501", "GS303", "GS102", "GS106"].map { Explanation("GS103", from: $0) }
    + ["GS501", "GS303", "GS102", "GS106", "GS103"].map { Explanation("GS401", from: $0) }
    + [
      "GS304", "GS101", "GS204", "GS105", "GS501", "GS401", "GS103", "GS102", "GS106", "GS303",
      "GS202", "GS201", "GS302",
    ].map { Explanation("GS402", from: $0) }
    + ["GS501", "GS303", "GS102"].map { Explanation("GS403", from: $0) }
    + ["GS501", "GS106", "GS301"].map { Explanation("GS405", from: $0) }

  /// The finding that explains one of them; nil where none does.
  ///
  /// A note explains only notes, and nothing explains what was there before it.
  static func cause(of finding: Finding, among findings: [Finding]) -> Finding? {
    for explanation in all where explanation.consequence == finding.code {
      let cause = findings.first { other in
        other.code == explanation.cause
          && (other.severity > .note || finding.severity == .note)
          && (other.steps.first ?? 0 <= finding.steps.first ?? 0 || finding.isOfTheWholeRun)
          && explanation.applies(other, finding)
      }
      if let cause { return cause }
    }
    return nil
  }
}

extension Finding {
  /// Its weights are too small, not too large.
  fileprivate var isSmall: Bool { evidence["gainOverMatching"] ?? .nan < 1 }
  /// It names the weights as its cause.
  fileprivate var blamesWeights: Bool { cause?.contains("weights too small") ?? false }
  /// It judges the end of a run, whatever its first step.
  fileprivate var isOfTheWholeRun: Bool { code == "GS402" || code == "GS403" }
}
