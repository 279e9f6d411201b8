import Records

/// What runs side by side have in common, in words: those of one command share their data and depth,
/// stored ones may differ in everything.
struct RunGroup: Sendable {
  let runs: [JudgedRun]

  /// A group of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// Whether some predict classes and others values: then accuracies and losses stand in one column.
  private var isMixed: Bool { Set(runs.map(\.isRegression)).count > 1 }

  /// What the scores are.
  var scoreHeading: String { isMixed ? "accuracy or loss" : runs.first?.scoreHeading ?? "accuracy" }

  /// How good a run is in the end, in a column of the group.
  func scoreCell(_ run: JudgedRun) -> String { isMixed ? run.scoreText : run.scoreCell }

  /// Such as `10 hidden layers`, `1 to 12 hidden layers`.
  var depth: String {
    let depths = runs.map(\.record.depth)
    let (least, most) = (depths.min() ?? 0, depths.max() ?? 0)
    return (least == most ? "\(most)" : "\(least) to \(most)")
      + (most == 1 ? " hidden layer" : " hidden layers")
  }

  /// L of all of them; nil where they differ.
  var commonDepth: Int? { common(\.record.depth) }

  /// What guessing achieves for all of them; nil where that differs.
  var commonChanceLoss: Double? { common(\.record.chance.loss) }

  /// What was trained, but for activation, first weights and shortcuts, in which a lineup differs, and
  /// how much was recorded; nil where the runs differ in more.
  var commonConfiguration: RunConfiguration? {
    common { run in
      var rest = run.record.configuration
      (rest.activation, rest.initializer) = ("", "")
      (rest.residual, rest.residualScale) = (false, nil)
      (rest.recordingTier, rest.recordEvery) = (.full, nil)
      return rest
    }
  }

  /// A value that all runs have; nil where they differ.
  func common<Value: Hashable>(_ value: (JudgedRun) -> Value) -> Value? {
    Set(runs.map(value)).count == 1 ? runs.first.map(value) : nil
  }

  /// What is said of the runs, each thing once: `width 8 / width 64`; of more than three different ones
  /// the first and how many others.
  func words(_ text: (JudgedRun) -> String) -> String {
    var said: [String] = []
    for word in runs.map(text) where !said.contains(word) { said.append(word) }
    return said.count > 3
      ? "\(said[0]) and \(said.count - 1) others" : said.joined(separator: " / ")
  }
}
