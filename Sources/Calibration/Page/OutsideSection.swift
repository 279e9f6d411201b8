/// What the page says of networks in the forms of published programs.
struct OutsideSection {
  let runs: OutsideRuns
  /// Disagreements of each kind that are shown.
  let listed: Int

  /// Headings and what stands under them.
  var parts: [String] {
    let table = ScoreTable(scores: runs.scores)
    let lines = table.disagreements(limit: listed)
    return [
      "## Networks of other people's form", introduction,
      "### Healthy ones", Self.aboutHealthy, runs.healthy,
      "### What was planted", Self.aboutFaults, runs.faults,
      "### Errors in them", Self.aboutErrors, table.markdown(\.error),
      "### Findings of any severity in them", table.markdown(\.presenceOrNil),
      "### What differs in them",
      "`Calibration --seeds SEEDS --outside-only PLACE --outside-table outside-PLACE.csv` shows one of "
        + "these runs, by the number that comes first, and writes its table, which the command reads.",
      "```\n"
        + (lines.isEmpty ? "none" : lines.joined(separator: "\n")).trimmed + "\n```",
    ]
  }

  private var introduction: String {
    let planted = runs.results.count { $0.trial.fault != nil }
    return """
      \(runs.results.count) runs in the forms of programs that people publish, and ask about: 1 to 4 \
      layers, mostly of 1 to 20 units, batches of 1 to 32 or the whole set, 3 to 14,000 updates of SGD, \
      momentum or Adam; tables in their own units, with several classes, two classes (by binary \
      cross-entropy or not), values, rare classes, noisy labels, columns that nobody standardized. The \
      tables have the shapes of well-known ones (flowers, wines, glyphs, spirals, rings, corners, tumours, \
      lenders, passengers, houses, cars, counts of rentals, curves) and are drawn from the seed; the \
      program reads them as it reads a file. \(runs.results.count - planted) are as they were drawn, in \
      \(planted) one mistake was planted. They are judged as the command judges, with the runs that it \
      makes once more with one thing changed.

      The labels: what was planted is there where it *bit*, that is, where the same run without it, from the \
      same seed, came far and this one came less than 0.4 of its way; it is not there where the \
      configuration rules it out, or where the run came more than 0.6 of the way to another small network \
      (2 layers of 48, on scaled columns; not the one that the program compares with). Between the two, and \
      where two of these contradict each other, nobody can tell. Rules that say that they do not apply \
      where what they look for was planted and bit have missed it. The other labels are made as above.
      """
  }

  private static let aboutHealthy = """
    Drawn without a fault, and at least 0.8 of the way from guessing to the other small network, held out \
    where 20 examples are. Goal: at most 1 % with an error.
    """
  private static let aboutFaults = """
    How often each mistake kept the run from learning, whether that was called an error, and whether the \
    rule that is made for it names it.
    """
  private static let aboutErrors = """
    Goals: precision .98, recall .95.
    """
}

extension String {
  fileprivate var trimmed: String { String(drop(while: \.isNewline)) }
}
