import Records

/// What runs side by side have in common, in words: those of one command share their data and depth,
/// stored ones may differ in everything.
struct RunGroup: Sendable {
  let runs: [JudgedRun]

  /// A group of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// Whether some are scored by accuracy and others by loss: then both stand in one column.
  private var isMixed: Bool { Set(runs.map(\.isScoredByLoss)).count > 1 }

  /// What the scores are.
  var scoreHeading: String { isMixed ? "accuracy or loss" : runs.first?.scoreHeading ?? "accuracy" }

  /// How good a run is in the end, in a column of the group.
  func scoreCell(_ run: JudgedRun) -> String { isMixed ? run.scoreText : run.scoreCell }

  /// What a place of the main chains is called: `layer`, `block`, `time step`; `place` where that
  /// differs.
  var noun: String {
    let nouns = Set(chained.map(\.noun))
    return nouns.count == 1 ? nouns.first ?? "layer" : nouns.isEmpty ? "layer" : "place"
  }

  /// The runs that name a chain.
  private var chained: [JudgedRun] { runs.filter { $0.chain != nil } }

  /// Such as `10 hidden layers`, `1 to 12 hidden layers`, `12 blocks`, `4 to 60 places`.
  var depth: String {
    guard !chained.isEmpty || runs.isEmpty else { return "without a chain of places" }
    let depths = chained.map(\.depth)
    let (least, most) = (depths.min() ?? 0, depths.max() ?? 0)
    let nouns = Set(chained.map { JudgedRun.noun($0, of: most) })
    let plain = most == 1 ? noun : noun + "s"
    let words = nouns.count == 1 ? nouns.first ?? plain : runs.isEmpty ? "hidden layers" : plain
    return (least == most ? "\(most)" : "\(least) to \(most)") + " " + words
  }

  /// L of all of them; nil where they differ.
  var commonDepth: Int? { common(\.depth) }

  /// What guessing achieves for all of them; nil where that differs, or is not known of one.
  var commonChanceLoss: Double? { common { $0.record.chance?.loss } ?? nil }

  /// What was trained, but for activation, first weights and shortcuts, in which a lineup differs, and
  /// for how much was recorded.
  struct Setting: Hashable, Sendable {
    /// The facts without the first weights.
    var facts: RunFacts
    /// The network without φ, the first weights and shortcuts.
    var network: NetworkSummary
    /// What its chain goes along.
    var axis: Chain.Axis?

    fileprivate init(_ run: JudgedRun) {
      facts = run.record.facts.setting
      (facts.initializer, facts.recordingTier) = (nil, nil)
      // Which version of a program recorded it changes nothing in what was trained.
      facts.origin.versions = [:]
      network = run.network
      (network.activations, network.initializer, network.residualScale) = ([], nil, nil)
      axis = run.chain?.chain.axis
    }
  }

  /// What all have in common; nil where they differ in more than activation, first weights and
  /// shortcuts: then a difference in outcome has no single cause.
  var commonSetting: Setting? { common(Setting.init) }

  /// A value that all runs have; nil where they differ.
  func common<Value: Hashable>(_ value: (JudgedRun) -> Value) -> Value? {
    Set(runs.map(value)).count == 1 ? runs.first.map(value) : nil
  }

  /// What is said of the runs, each thing once: `width 8 / width 64`; of more than three different ones
  /// the first and how many others. What is said of a run as an empty text is left out.
  func words(_ text: (JudgedRun) -> String) -> String {
    var said: [String] = []
    for word in runs.map(text) where !said.contains(word) && !word.isEmpty { said.append(word) }
    return said.count > 3
      ? "\(said[0]) and \(said.count - 1) others" : said.joined(separator: " / ")
  }
}
