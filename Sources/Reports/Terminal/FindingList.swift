import Diagnosis

/// The findings on a run as text: code, name, where and when, the message, the remedy.
public struct FindingList: Sendable {
  private let run: JudgedRun

  /// The findings on this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines, causes before consequences: what another finding explains is listed under it, further
  /// in, unless it is graver.
  public var lines: [String] {
    let findings = run.judgement.findings
    guard !findings.isEmpty else { return ["no findings"] }
    return findings.filter { parent(of: $0) == nil }.flatMap { tree($0, indent: "") }
  }

  /// A finding and what it explains.
  private func tree(_ finding: Finding, indent: String) -> [String] {
    let cause = run.judgement.findings.first { $0.code == finding.causedBy }
    let origin = cause.map { ["  Explained by \($0.code) \($0.rule)."] } ?? []
    let own =
      [
        "\(finding.severity.rawValue) \(finding.code) \(finding.rule)\(place(finding))",
        "  \(finding.message)",
      ] + origin + ["  What to do: \(finding.remedy)"]
    // A rule can have two findings; what they explain is listed once, under the first.
    let isFirst = run.judgement.findings.first { $0.code == finding.code } == finding
    let consequences =
      isFirst ? run.judgement.findings.filter { parent(of: $0)?.code == finding.code } : []
    return own.map { indent + $0 }
      + consequences.flatMap { tree($0, indent: indent + "  ") }
  }

  /// The finding under which one is listed; nil for those that stand by themselves.
  private func parent(of finding: Finding) -> Finding? {
    run.judgement.findings.first {
      $0.code == finding.causedBy && $0.severity >= finding.severity
    }
  }

  private func place(_ finding: Finding) -> String {
    guard let first = finding.layers.first, let last = finding.layers.last, first <= last else {
      return ""
    }
    return ", \(Words.layers(first...last))"
  }
}
