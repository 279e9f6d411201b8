import Diagnosis

/// A finding with those that it explains, unless they are graver.
struct FindingTree: Sendable {
  let finding: Finding
  /// What comes of it.
  let consequences: [FindingTree]

  /// The findings of a judgement, each once, causes before consequences.
  static func all(_ judgement: Judgement) -> [FindingTree] {
    var builder = Builder(findings: judgement.findings)
    let indices = judgement.findings.indices
    let first = indices.filter { builder.parent(of: $0) == nil }
    // Two findings of one rule can lie on both sides of a third; nothing is left out for that.
    return (first + indices).compactMap { builder.tree(of: $0) }
  }

  private struct Builder {
    let findings: [Finding]
    var listed: Set<Int> = []

    /// The finding under which one is listed; nil for those that stand by themselves.
    func parent(of index: Int) -> Int? {
      let finding = findings[index]
      return findings.firstIndex {
        $0.code == finding.causedBy && $0.severity >= finding.severity
      }
    }

    mutating func tree(of index: Int) -> FindingTree? {
      guard listed.insert(index).inserted else { return nil }
      var consequences: [FindingTree] = []
      for other in findings.indices where parent(of: other) == index {
        if let tree = tree(of: other) { consequences.append(tree) }
      }
      return FindingTree(finding: findings[index], consequences: consequences)
    }
  }
}
