import Diagnosis
import Experiments
import Records

/// What a trial came to: what every rule said, and what it should have said.
struct TrialResult: Sendable {
  let trial: Trial
  /// The severity of the gravest finding of each code; none for a rule that found nothing.
  let found: [String: Severity]
  /// Codes of rules that did not apply.
  let notApplicable: Set<String>
  /// By code.
  let labels: [String: RuleLabel]
  /// What became of the run.
  let outcome: Outcome
  /// Whether the finding of a fault at one place names it; nil without such a fault, or finding.
  let isPlaceRight: Bool?
}

extension Trial {
  /// Trains the run and its twin in float64, judges the one, and labels it by the other.
  func run() throws -> TrialResult {
    let data = try data()
    let (judged, twin) = try records(data)
    let (record, judgement) = (judged.record, judged.judgement)
    var found: [String: Severity] = [:]
    for finding in judgement.findings {
      found[finding.code] = max(found[finding.code] ?? .note, finding.severity)
    }
    let facts = try TrialFacts(self, record: record, twin: twin, data: data)
    // It stands where no other error does: any error says that the run did not do what it should.
    if facts.outcome.learning == .little, !judgement.isHealthy {
      found[LearnedTooLittle.code] = .error
    }
    return TrialResult(
      trial: self, found: found, notApplicable: Set(judgement.notApplicable.keys),
      labels: RuleLabels.all(facts), outcome: facts.outcome,
      isPlaceRight: fault?.isPlaced(by: judgement.findings))
  }

  /// The run, judged as the command judges it, and its twin.
  func records(_ data: PreparedData) throws -> (run: JudgedRecord, twin: RunRecord) {
    let plain = try Experiment(name: "drawn", configuration: configuration, data: data)
    guard let fault, fault.spoilsParameters || fault.intervenes else {
      let twin = try Experiment(name: "twin", configuration: twin, data: data)
      return (plain.judged(), twin.run())
    }
    let drawn = plain.initialParameters
    // Units that are killed later are alive at first.
    let tensors = fault.spoilsParameters ? fault.spoiled(drawn) : drawn
    guard fault.intervenes else {
      return (
        try Experiment(
          name: "planted", configuration: configuration, data: data, parameters: tensors
        ).judged(),
        try Experiment(
          name: "twin", configuration: twin, data: data, parameters: tensors
        ).run()
      )
    }
    return (
      JudgedRecord(try WatchedRun<Float>(trial: self, data: data, tensors: tensors).run()),
      try WatchedRun<Double>(trial: self, data: data, tensors: tensors).run()
    )
  }
}
