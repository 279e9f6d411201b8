import Diagnosis

/// The findings on a run as text: code, name, where and when, the message, the remedy.
public struct FindingList: Sendable {
  private let run: JudgedRun

  /// The findings on this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines, causes before consequences.
  public var lines: [String] {
    let findings = run.judgement.findings
    guard !findings.isEmpty else { return ["no findings"] }
    return findings.flatMap { finding in
      [
        "\(finding.severity.rawValue) \(finding.code) \(finding.rule)\(place(finding))",
        "  \(finding.message)",
        "  What to do: \(finding.remedy)",
      ]
    }
  }

  private func place(_ finding: Finding) -> String {
    guard let first = finding.layers.first, let last = finding.layers.last, first <= last else {
      return ""
    }
    return ", \(Words.layers(first...last))"
  }
}
