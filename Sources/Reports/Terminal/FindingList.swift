import Diagnosis

/// The findings on a run as text: code, name, where and when, the message, the remedy. Of another program's
/// run also what could not be judged, so that a clean bill is seen to be earned.
public struct FindingList: TextReport {
  private let run: JudgedRun

  /// The findings on this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines, a cause above what it explains, which stands further in.
  public var blocks: [TextBlock] {
    let nodes = FindingTree(run.judgement.findings).nodes
    let lines = nodes.flatMap { node in
      text(of: node).map { RichText(String(repeating: "  ", count: node.depth)) + $0 }
    }
    return (lines.isEmpty ? [RichText("no findings")] : lines).map { .line($0) }
      + (run.isOwn ? [] : NotJudged(run).blocks)
  }

  private func text(of node: FindingTree.Node) -> [RichText] {
    let finding = node.finding
    let severity = finding.severity
    return [
      """
      \(severity.rawValue, severity.role) \("\(finding.code) \(finding.rule)", .strong)\(place(finding))
      """,
      "  \(finding.message)",
    ] + (node.cause.map { ["  Explained by \($0.code) \($0.rule)."] } ?? [])
      + remedy(finding)
  }

  /// The sentence, with the options behind it; lines of a program stand by themselves.
  private func remedy(_ finding: Finding) -> [RichText] {
    let words = RemedyWords(run.record, of: finding)
    let lead = RichText("  What to do:", .strong)
    guard words.language == .pytorch else { return [lead + " \(run.whatToDo(finding))"] }
    return [lead + " \(finding.remedy)"]
      + words.all(finding.remedies).map { "  In PyTorch: \($0, .command)" }
  }

  private func place(_ finding: Finding) -> String {
    run.placeWords(finding).map { ", \($0)" } ?? ""
  }
}

extension Severity {
  /// What its word means.
  var role: TextRole {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
