import Diagnosis
import Records

/// One run in the form of `Documentation/json.md`, schema `gradscope.run/1`.
public struct RunDocument: Encodable, Sendable {
  private let run: JudgedRun
  private let files: [String]
  private let isTopLevel: Bool
  private let stored: StoredPlace?
  private let next: NextStep

  /// A document of a run.
  ///
  /// - Parameters:
  ///   - files: the files that were written for it.
  ///   - isTopLevel: whether `schema` and `version` stand beside the run's keys.
  ///   - next: the next step, where more is known of it than the record says.
  ///   - stored: where the run is kept; nil where it is not.
  public init(
    _ run: JudgedRun, files: [String] = [], isTopLevel: Bool = false, stored: StoredPlace? = nil,
    next: NextStep? = nil
  ) {
    self.next = next ?? NextStep(run)
    self.stored = stored
    self.run = run
    self.files = files
    self.isTopLevel = isTopLevel
  }

  private enum Key: String, CodingKey {
    case schema, version, name, status, verdict, configuration, loss, accuracy, decayPerLayer
    case facts, chains, places, layers, history, clipping, findings, notApplicable, timing, files
    case events, stored, heldOut, predictionLimits, reference, counterfactuals, tried, next
  }
  private enum LossKey: String, CodingKey { case initial, final, validation }
  private enum AccuracyKey: String, CodingKey { case training, validation }
  private enum DecayKey: String, CodingKey { case delta, activation }
  private enum HistoryKey: String, CodingKey {
    case steps, loss, gradientNorm, accuracy, learningRate, clippingFactor
  }
  private enum TimingKey: String, CodingKey {
    case steps, trainingSeconds, instrumentationSeconds, microsecondsPerStep
  }

  public func encode(to encoder: any Encoder) throws {
    let record = run.record
    var container = encoder.container(keyedBy: Key.self)
    if isTopLevel {
      try container.encode("gradscope.run/1", forKey: .schema)
      try container.encode(Version.current, forKey: .version)
    }
    try container.encode(run.name, forKey: .name)
    try container.encode(run.isRunning ? "running" : record.status.rawValue, forKey: .status)
    try container.encode(run.judgement.verdict, forKey: .verdict)
    try container.encodeIfPresent(record.plan, forKey: .configuration)
    try container.encodeIfPresent(record.facts.reference, forKey: .reference)
    if !record.facts.counterfactuals.isEmpty {
      try container.encode(record.facts.counterfactuals, forKey: .counterfactuals)
    }
    if !record.facts.tried.isEmpty {
      try container.encode(record.facts.tried, forKey: .tried)
    }
    try container.encode(next.arguments.map { "gradscope \($0)" }, forKey: .next)
    try container.encode(record.facts, forKey: .facts)

    // Keys without a value are there, as null: a script need not ask whether they exist.
    var loss = container.nestedContainer(keyedBy: LossKey.self, forKey: .loss)
    try loss.encode(run.knownInitialLoss, forKey: .initial)
    try loss.encode(run.isEvaluated ? record.evaluation.finalLoss : nil, forKey: .final)
    try loss.encode(record.evaluation.validationLoss, forKey: .validation)
    var accuracy = container.nestedContainer(keyedBy: AccuracyKey.self, forKey: .accuracy)
    // Values have no accuracy.
    let classifies = !run.isRegression
    let training = record.evaluation.trainingAccuracy
    try accuracy.encode(
      classifies && (run.isOwn ? run.isEvaluated : !training.isNaN) ? training : nil,
      forKey: .training)
    try accuracy.encode(
      classifies ? record.evaluation.validationAccuracy : nil, forKey: .validation)
    var decay = container.nestedContainer(keyedBy: DecayKey.self, forKey: .decayPerLayer)
    try decay.encode(run.evidence.initialDeltaDecay, forKey: .delta)
    try decay.encode(run.evidence.initialActivationDecay, forKey: .activation)

    try container.encode(run.evidence.chains.map(ChainDocument.init), forKey: .chains)
    try container.encode(
      record.places.indices.map { PlaceDocument($0, of: run) }, forKey: .places)
    try container.encode(
      record.weightLayers.map { PlaceDocument($0, of: run, isLayer: true) }, forKey: .layers)
    try encodeHistory(into: &container, classifies: classifies)
    try container.encode(record.heldOut.map(HeldOutDocument.init), forKey: .heldOut)

    try container.encode(
      run.judgement.findings.map { FindingDocument($0, of: run) }, forKey: .findings)
    try container.encode(run.judgement.notApplicable, forKey: .notApplicable)
    var timing = container.nestedContainer(keyedBy: TimingKey.self, forKey: .timing)
    try timing.encode(record.timing.steps, forKey: .steps)
    try timing.encode(record.timing.trainingSeconds, forKey: .trainingSeconds)
    try timing.encode(record.timing.instrumentationSeconds, forKey: .instrumentationSeconds)
    try timing.encode(record.timing.microsecondsPerStep, forKey: .microsecondsPerStep)
    try container.encode(files, forKey: .files)
    try container.encode(record.events.map { EventDocument($0, of: record) }, forKey: .events)
    try container.encode(stored, forKey: .stored)
    try container.encode(record.prediction?.limits, forKey: .predictionLimits)
  }

  /// The curves; of another program those that it recorded.
  private func encodeHistory(
    into container: inout KeyedEncodingContainer<Key>, classifies: Bool
  ) throws {
    let curves = run.record.curves
    var history = container.nestedContainer(keyedBy: HistoryKey.self, forKey: .history)
    func isKnown(_ values: [Double]) -> Bool { run.isOwn || values.contains { !$0.isNaN } }
    try history.encode(curves.steps, forKey: .steps)
    try history.encode(curves.loss, forKey: .loss)
    if classifies, isKnown(curves.accuracy) {
      try history.encode(curves.accuracy, forKey: .accuracy)
    }
    if isKnown(curves.gradientNorm) {
      try history.encode(curves.gradientNorm, forKey: .gradientNorm)
    }
    if run.isOwn || curves.learningRate.contains(where: { $0 != 0 }) {
      try history.encode(curves.learningRate, forKey: .learningRate)
    }
    if let clipping = ClippingSummary(run.record) {
      try history.encode(curves.clippingFactor, forKey: .clippingFactor)
      try container.encode(clipping, forKey: .clipping)
    }
  }
}
