import Reports

/// What verdicts of a table have in their words that a learner has not met.
enum VerdictNotes {
  /// A note for each such word that stands there.
  static func of(_ runs: [JudgedRun]) -> [PlainTable.Note] {
    let verdicts = runs.map(\.verdictText)
    func stands(_ word: String) -> Bool { verdicts.contains { $0.contains(word) } }
    var notes: [String] = []
    if stands("warning") {
      notes.append(
        "warning: not as it should be, but it did not keep the network from learning.")
    }
    if stands("φ′") {
      notes.append("φ′: the slope of the activation φ; ¼ is the most a sigmoid has.")
    }
    if stands("dies at") {
      notes.append("a layer dies: from that step on it answers 0 to every example.")
    }
    return notes.map { .init($0) }
  }
}
