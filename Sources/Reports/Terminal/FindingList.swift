import Diagnosis
import Texts

/// The findings on a run as text: code, name, where and when, the message, the remedy.
public struct FindingList: TextReport {
  private let run: JudgedRun

  /// The findings on this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines, causes before consequences: what another finding explains is listed under it, further
  /// in, unless it is graver.
  public var blocks: [TextBlock] {
    let findings = run.judgement.findings
    var lines: [String] = []
    var listed: Set<Int> = []
    func list(_ index: Int, indent: String) {
      guard listed.insert(index).inserted else { return }
      lines += text(of: findings[index]).map { indent + $0 }
      for consequence in findings.indices where parent(of: findings[consequence]) == index {
        list(consequence, indent: indent + "  ")
      }
    }
    for index in findings.indices where parent(of: findings[index]) == nil {
      list(index, indent: "")
    }
    // Two findings of one rule can lie on both sides of a third; nothing is left out for that.
    for index in findings.indices { list(index, indent: "") }
    return (lines.isEmpty ? ["no findings"] : lines).map { .line($0) }
  }

  private func text(of finding: Finding) -> [String] {
    let cause = run.judgement.findings.first { $0.code == finding.causedBy }
    return [
      "\(finding.severity.rawValue) \(finding.code) \(finding.rule)\(place(finding))",
      "  \(finding.message)",
    ] + (cause.map { ["  Explained by \($0.code) \($0.rule)."] } ?? [])
      + ["  What to do: \(finding.remedy)"]
  }

  /// The finding under which one is listed; nil for those that stand by themselves.
  private func parent(of finding: Finding) -> Int? {
    run.judgement.findings.firstIndex {
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
