import Diagnosis
import Records

/// A run of a prescription in few words: a hundred of them are read for their verdicts, not their histories.
struct PrescribedRunDocument: Encodable {
  private let run: JudgedRun
  private let hasHistory: Bool

  /// The run; whole where histories are asked for.
  init(_ run: JudgedRun, hasHistory: Bool) {
    (self.run, self.hasHistory) = (run, hasHistory)
  }

  private enum Key: String, CodingKey {
    case name, seed, status, verdict, loss, accuracy, decayPerLayer, reference, findings
    case initial, final, validation, training, delta, activation, code, severity, causedBy
  }

  func encode(to encoder: any Encoder) throws {
    if hasHistory { return try RunDocument(run).encode(to: encoder) }
    let record = run.record
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(run.name, forKey: .name)
    try container.encode(record.facts.seed, forKey: .seed)
    try container.encode(record.status.rawValue, forKey: .status)
    try container.encode(run.judgement.verdict, forKey: .verdict)
    var loss = container.nestedContainer(keyedBy: Key.self, forKey: .loss)
    try loss.encode(run.knownInitialLoss, forKey: .initial)
    try loss.encode(run.isEvaluated ? record.evaluation.finalLoss : nil, forKey: .final)
    try loss.encode(record.evaluation.validationLoss, forKey: .validation)
    var accuracy = container.nestedContainer(keyedBy: Key.self, forKey: .accuracy)
    let classifies = !run.isRegression
    try accuracy.encode(
      classifies && run.isEvaluated ? record.evaluation.trainingAccuracy : nil, forKey: .training)
    try accuracy.encode(
      classifies ? record.evaluation.validationAccuracy : nil, forKey: .validation)
    var decay = container.nestedContainer(keyedBy: Key.self, forKey: .decayPerLayer)
    try decay.encode(run.evidence.initialDeltaDecay, forKey: .delta)
    try decay.encode(run.evidence.initialActivationDecay, forKey: .activation)
    try container.encodeIfPresent(record.facts.reference, forKey: .reference)
    var findings = container.nestedUnkeyedContainer(forKey: .findings)
    for finding in run.judgement.findings {
      var entry = findings.nestedContainer(keyedBy: Key.self)
      try entry.encode(finding.code, forKey: .code)
      try entry.encode(finding.severity.rawValue, forKey: .severity)
      try entry.encodeIfPresent(finding.causedBy, forKey: .causedBy)
    }
  }
}
