import Records

/// What is left of the remedies that rules name once all findings of a run are known.
///
/// A rule knows its own numbers only. What needs hidden layers is no remedy of a network without any; and
/// where one rule has measured which learning rate would make a healthy step, the others do not guess.
struct RemedyChoice {
  private let network: NetworkSummary
  private let facts: RunFacts
  private let practice: NetworkPractice
  private let isOwn: Bool

  init(_ record: RunRecord) {
    network = NetworkSummary(record)
    facts = record.facts
    practice = NetworkPractice(record)
    // Of another program's network it is not known what is between the places of its record.
    isOwn = record.facts.origin.isOwn
  }

  /// The findings with the remedies that their run can have.
  func choosing(_ findings: [Finding]) -> [Finding] {
    let factor = Self.measuredFactor(findings)
    let directions = Directions(findings)
    let moveTooLittle = Self.moveTooLittle(findings)
    let tried = TriedRemedies(facts.tried)
    return findings.map { finding in
      var finding = finding
      let all = finding.remedies.filter { isPossible($0.action) }
      finding.remedies = tried.ordering(
        all.filter { directions.allow($0.action) && !(moveTooLittle && Self.isSlower($0.action)) }
          .map { directions.agreeing(Self.agreeing($0, with: factor)) })
      if finding.remedies.isEmpty, !all.isEmpty {
        finding.remedies = [.look("heal what is reported beside it first")]
      }
      if finding.remedies.isEmpty { finding.remedies = [.look("look at the data")] }
      return finding
    }
  }

  /// Whether layers were seen to move too little, and none too much: a lower rate is a remedy of
  /// nothing then.
  private static func moveTooLittle(_ findings: [Finding]) -> Bool {
    func has(_ codes: [String]) -> Bool {
      findings.contains { codes.contains($0.code) && $0.severity >= .warning }
    }
    return has(["GS302"]) && !has([UpdatesTooLarge.code, "GS401", "GS103", "GS102", "GS106"])
  }

  private static func isSlower(_ action: Remedy.Action) -> Bool {
    if case .learningRate(_, true) = action { true } else { false }
  }

  /// Whether there is anything for a change to change.
  private func isPossible(_ action: Remedy.Action) -> Bool {
    guard !practice.follows(action) else { return false }
    guard isOwn else { return true }
    switch action {
    case .residual: return network.hasRoomForShortcuts
    case .activation, .normalization, .branchScale, .units, .layers: return network.depth > 0
    default: return true
    }
  }

  /// The factor to a lower learning rate that was worked out from the size of the updates; nil where they are
  /// not too large.
  private static func measuredFactor(_ findings: [Finding]) -> Double? {
    for finding in findings
    where finding.code == UpdatesTooLarge.code && finding.severity >= .warning {
      for remedy in finding.remedies {
        if case .learningRate(let factor?, true) = remedy.action, factor < 0.1 { return factor }
      }
    }
    return nil
  }

  /// A remedy that lowers the learning rate by a guess, a tenth, lowers it as measured.
  private static func agreeing(_ remedy: Remedy, with factor: Double?) -> Remedy {
    guard let factor, case .learningRate(let own, true) = remedy.action, own ?? 0.1 == 0.1 else {
      return remedy
    }
    // "by a factor 10" would be wrong then.
    return Remedy(.lowerRate(times: factor), own == nil ? remedy.detail : "")
  }
}

/// Which way the gravest finding that says so would change a number: no other says the opposite of
/// it.
private struct Directions {
  private var isLower: [String: Bool] = [:]

  init(_ findings: [Finding]) {
    let ordered = findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    for finding in ordered.map(\.element) where finding.severity >= .warning {
      if isLower[Self.weights] == nil {
        if finding.blamesSmallWeights || finding.isOfSmallWeights { isLower[Self.weights] = false }
        if finding.isOfLargeWeights { isLower[Self.weights] = true }
      }
      for remedy in finding.remedies {
        guard let (number, lower) = Self.direction(remedy.action), isLower[number] == nil else {
          continue
        }
        isLower[number] = lower
      }
    }
  }

  func allow(_ action: Remedy.Action) -> Bool {
    guard let (number, lower) = Self.direction(action), let chosen = isLower[number] else {
      return true
    }
    return chosen == lower
  }

  /// A remedy without what it says beside its action against a graver finding.
  func agreeing(_ remedy: Remedy) -> Remedy {
    guard remedy.detail == Saturation.orSmaller, isLower[Self.weights] == false else {
      return remedy
    }
    return Remedy(remedy.action)
  }

  private static let weights = "first weights"

  /// The number that an action changes, and whether it makes it smaller.
  private static func direction(_ action: Remedy.Action) -> (String, Bool)? {
    switch action {
    case .learningRate(_, let isLower): ("learning rate", isLower)
    case .steps(let factor): ("steps", factor < 1)
    case .units(let factor): ("units", factor < 1)
    case .layers(let factor): ("layers", factor < 1)
    case .weightDecay(let factor): ("weight decay", factor < 1)
    case .weights(let factor): (weights, factor < 1)
    default: nil
    }
  }
}
