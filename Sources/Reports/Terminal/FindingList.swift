import Diagnosis

/// The findings on a run as text: code, name, where and when, the message, the remedy. Of another program's
/// run also what could not be judged, so that a clean bill is seen to be earned.
public struct FindingList: TextReport {
  private let run: JudgedRun

  /// The findings on this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines, causes before consequences: what another finding explains is listed under it, further
  /// in, unless it is graver.
  public var blocks: [TextBlock] {
    var lines: [String] = []
    func list(_ tree: FindingTree, indent: String) {
      lines += text(of: tree.finding).map { indent + $0 }
      for consequence in tree.consequences { list(consequence, indent: indent + "  ") }
    }
    for tree in FindingTree.all(run.judgement) { list(tree, indent: "") }
    return (lines.isEmpty ? ["no findings"] : lines).map { .line($0) }
      + (run.isOwn ? [] : NotJudged(run).blocks)
  }

  private func text(of finding: Finding) -> [String] {
    let cause = run.judgement.findings.first { $0.code == finding.causedBy }
    return [
      "\(finding.severity.rawValue) \(finding.code) \(finding.rule)\(place(finding))",
      "  \(finding.message)",
    ] + (cause.map { ["  Explained by \($0.code) \($0.rule)."] } ?? [])
      + remedy(finding)
  }

  /// The sentence, with the options behind it; lines of a program stand by themselves.
  private func remedy(_ finding: Finding) -> [String] {
    let words = RemedyWords(run.record)
    guard words.language == .pytorch else { return ["  What to do: \(run.whatToDo(finding))"] }
    return ["  What to do: \(finding.remedy)"]
      + words.all(finding.remedies).map { "  In PyTorch: \($0)" }
  }

  private func place(_ finding: Finding) -> String {
    run.placeWords(finding).map { ", \($0)" } ?? ""
  }
}
