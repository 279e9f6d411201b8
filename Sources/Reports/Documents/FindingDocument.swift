import Diagnosis
import Records

/// A finding in the form of `Documentation/json.md`: its remedies as a sentence, and as values with what
/// to type for them.
struct FindingDocument: Encodable {
  private let finding: Finding
  private let words: RemedyWords

  /// A finding on a run.
  init(_ finding: Finding, of run: JudgedRun) {
    self.finding = finding
    words = RemedyWords(run.record, of: finding)
  }

  private enum Key: String, CodingKey {
    case code, rule, severity, layers, chain, places, steps, evidence, threshold, message
    case remedy, remedies, cause, causedBy
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(finding.code, forKey: .code)
    try container.encode(finding.rule, forKey: .rule)
    try container.encode(finding.severity, forKey: .severity)
    // As null where its places are no weight layers; empty where it concerns the whole run.
    let isOfLayers = finding.places.isEmpty || !finding.layers.isEmpty
    try container.encode(isOfLayers ? finding.layers : nil, forKey: .layers)
    try container.encode(finding.chain, forKey: .chain)
    try container.encode(finding.places, forKey: .places)
    try container.encode(finding.steps, forKey: .steps)
    try container.encode(finding.evidence, forKey: .evidence)
    try container.encode(finding.threshold, forKey: .threshold)
    try container.encode(finding.message, forKey: .message)
    try container.encode(finding.remedy, forKey: .remedy)
    try container.encode(
      finding.remedies.map { RemedyDocument($0, lines: words.lines($0)) }, forKey: .remedies)
    try container.encodeIfPresent(finding.cause, forKey: .cause)
    try container.encodeIfPresent(finding.causedBy, forKey: .causedBy)
  }
}
