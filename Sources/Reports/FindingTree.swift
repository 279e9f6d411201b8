import Diagnosis

/// The findings on a run as a tree of causes: what another finding explains stands below it, further in,
/// however grave the two are. A reader heals what stands above.
public struct FindingTree: Sendable {
  /// A finding and what it explains.
  public struct Node: Sendable {
    /// The finding.
    public let finding: Finding
    /// The finding that explains it; nil where none does.
    public let cause: Finding?
    /// How many causes stand above it.
    public let depth: Int
  }

  /// All findings, each once, a cause directly above what it explains; the trees with the gravest finding
  /// first, else in the order of the judgement.
  public let nodes: [Node]

  /// The tree of these findings.
  public init(_ findings: [Finding]) {
    let parents = findings.map { Self.parent(of: $0, among: findings) }
    var listed: Set<Int> = []
    func list(_ index: Int, depth: Int) -> [Node] {
      guard listed.insert(index).inserted else { return [] }
      let own = Node(
        finding: findings[index], cause: parents[index].map { findings[$0] }, depth: depth)
      return [own]
        + findings.indices.filter { parents[$0] == index }.flatMap {
          list($0, depth: depth + 1)
        }
    }
    // Two findings that explain one another have no root: the first of them is one.
    let roots = findings.indices.filter { parents[$0] == nil } + findings.indices
    let trees = roots.map { list($0, depth: 0) }.filter { !$0.isEmpty }
    func gravest(_ tree: [Node]) -> Severity { tree.map(\.finding.severity).max() ?? .note }
    nodes = trees.enumerated().sorted {
      (gravest($1.element), $0.offset) < (gravest($0.element), $1.offset)
    }.flatMap(\.element)
  }

  /// The trees of a stretch of nodes: each root with what stands below it.
  static func branches(_ nodes: ArraySlice<Node>) -> [(node: Node, below: ArraySlice<Node>)] {
    guard let first = nodes.first else { return [] }
    let starts = nodes.indices.filter { nodes[$0].depth == first.depth }
    return zip(starts, starts.dropFirst() + [nodes.endIndex]).map { start, end in
      (nodes[start], nodes[(start + 1)..<end])
    }
  }

  /// The finding that explains one: where a rule has found several, that of the same chain.
  private static func parent(of finding: Finding, among findings: [Finding]) -> Int? {
    guard let code = finding.causedBy else { return nil }
    let causes = findings.indices.filter { findings[$0].code == code && findings[$0] != finding }
    return causes.first { findings[$0].chain == finding.chain } ?? causes.first
  }
}
