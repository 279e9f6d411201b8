/// A sign beside the colour of a verdict, so that it is told apart in grey too.
enum VerdictMark {
  /// `✓` of a healthy run, `✗` of one with an error, `–` of one that was not trained.
  static func of(_ run: JudgedRun) -> String {
    !run.judgement.isHealthy ? "✗" : run.isTrained ? "✓" : "–"
  }

  /// The sign and its meaning in a word: `✓ healthy`, `✗ sick`, `– not trained`.
  static func words(_ run: JudgedRun) -> String {
    let meaning = !run.judgement.isHealthy ? "sick" : run.isTrained ? "healthy" : "not trained"
    return "\(of(run)) \(meaning)"
  }

  /// What the signs of these runs mean, for a subtitle: `✓ healthy, ✗ sick: a fault keeps it from learning. `.
  static func key(_ runs: [JudgedRun]) -> String {
    let meanings = [
      ("✓", "healthy"), ("✗", "sick: a fault keeps it from learning"), ("–", "not trained"),
    ]
    let marks = Set(runs.map(of))
    let words = meanings.filter { marks.contains($0.0) }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "" : words.joined(separator: ", ") + ". "
  }
}
