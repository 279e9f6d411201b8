import Diagnosis
import RecordStore

extension StoredVerdict {
  /// What is stored of a judgement.
  init(_ judgement: Judgement) {
    self.init(
      verdict: judgement.verdict,
      findings: judgement.findings.map { finding in
        StoredFinding(
          code: finding.code, rule: finding.rule, severity: finding.severity.rawValue,
          firstLayer: finding.layers.first, lastLayer: finding.layers.last,
          firstStep: finding.steps.first, lastStep: finding.steps.last,
          message: finding.message, remedy: finding.remedy,
          causedBy: finding.causedBy, chain: finding.chain, places: finding.places)
      },
      unjudged: judgement.notApplicable.count)
  }
}
