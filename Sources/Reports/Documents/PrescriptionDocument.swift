/// A prescription as JSON, schema `gradscope.prescription/1`.
public struct PrescriptionDocument: Encodable, Sendable {
  private let report: PrescriptionReport
  private let files: [String]

  private let histories: Bool

  /// The document of this report; `files` are the pictures that were written for it.
  ///
  /// - Parameter histories: whether every run is there whole, with its layers and its curves.
  public init(_ report: PrescriptionReport, files: [String], histories: Bool = false) {
    self.histories = histories
    self.report = report
    self.files = files
  }

  private enum Key: String, CodingKey {
    case schema, version, status, healed, seeds, unseenSeed, configuration, before, candidates
    case recommended, best, confirmation, kinds, triedAll, triedPairs, requirement, sentences, files
  }
  private enum PartKey: String, CodingKey {
    case share, reference, referenceLosses
    case change, options, words, removed, kinds, cost, reason, runs, well, healed, confirmed,
      command, howTo
  }

  /// `healthy`, `healed`, `not-healed` or `interrupted`.
  private var status: String {
    if report.isInterrupted { return "interrupted" }
    return report.wasWell ? "healthy" : report.best == nil ? "not-healed" : "healed"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("gradscope.prescription/1", forKey: .schema)
    try container.encode(Version.current, forKey: .version)
    try container.encode(status, forKey: .status)
    try container.encode(report.best != nil, forKey: .healed)
    try container.encode(report.seeds, forKey: .seeds)
    try container.encode(report.unseenSeed, forKey: .unseenSeed)
    try container.encode(report.before.first?.record.plan, forKey: .configuration)
    var before = container.nestedContainer(keyedBy: PartKey.self, forKey: .before)
    try before.encode(report.before.map(document), forKey: .runs)
    try before.encode(report.wellBefore, forKey: .well)
    try before.encode(
      report.commandBefore.isEmpty ? nil : report.commandBefore, forKey: .command)
    try container.encode(report.trials.map(candidate), forKey: .candidates)
    // The keys are there, as null: a script need not ask whether they exist.
    try container.encode(report.best.map(candidate), forKey: .recommended)
    try container.encode(report.farthest.map { candidate(report.trials[$0]) }, forKey: .best)
    try container.encode(report.best?.confirmation.map(document), forKey: .confirmation)
    try container.encode(report.kinds, forKey: .kinds)
    try container.encode(report.triedAll, forKey: .triedAll)
    try container.encode(report.triedPairs, forKey: .triedPairs)
    var requirement = container.nestedContainer(keyedBy: PartKey.self, forKey: .requirement)
    try requirement.encode(report.requirement.share, forKey: .share)
    try requirement.encode(report.requirement.reference, forKey: .reference)
    try requirement.encode(report.requirement.referenceLosses, forKey: .referenceLosses)
    try container.encode(PrescriptionSentences(report).all, forKey: .sentences)
    try container.encode(files, forKey: .files)
  }

  private func document(_ run: JudgedRun) -> PrescribedRunDocument {
    PrescribedRunDocument(run, hasHistory: histories)
  }

  private func candidate(_ trial: PrescriptionReport.Trial) -> Candidate {
    Candidate(trial: trial, histories: histories)
  }

  /// A change and its runs.
  private struct Candidate: Encodable {
    let trial: PrescriptionReport.Trial
    let histories: Bool

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: PartKey.self)
      try container.encode(trial.title, forKey: .change)
      var options = container.nestedContainer(keyedBy: OptionKey.self, forKey: .options)
      for edit in trial.edits {
        // A flag is true; what is left out is null.
        if edit.isRemoved {
          try options.encodeNil(forKey: OptionKey(edit.option))
        } else if let value = edit.value {
          try options.encode(value, forKey: OptionKey(edit.option))
        } else {
          try options.encode(true, forKey: OptionKey(edit.option))
        }
      }
      let words = trial.edits.filter { !$0.isRemoved }
        .flatMap { [$0.option] + [$0.value].compactMap { $0 } }
      try container.encode(words, forKey: .words)
      try container.encode(trial.edits.filter(\.isRemoved).map(\.option), forKey: .removed)
      try container.encode(trial.kinds, forKey: .kinds)
      try container.encode(trial.cost, forKey: .cost)
      try container.encode(trial.reasons, forKey: .reason)
      try container.encode(
        trial.runs.map { PrescribedRunDocument($0, hasHistory: histories) }, forKey: .runs)
      try container.encode(trial.wellCount, forKey: .well)
      try container.encode(trial.isHealed, forKey: .healed)
      try container.encode(trial.isConfirmed, forKey: .confirmed)
      try container.encode(trial.lines == nil ? trial.command : nil, forKey: .command)
      try container.encodeIfPresent(trial.lines, forKey: .howTo)
    }
  }

  private struct OptionKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ option: String) { stringValue = option }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
