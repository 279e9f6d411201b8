/// The runs that a picture has a panel for: of those with something to show no more than a page has room for.
struct ShownRuns<Content> {
  typealias Item = (run: JudgedRun, style: RunStyle, content: Content)

  /// In the order of the runs.
  let items: [Item]
  /// All with something to show, those that are not drawn too.
  let total: Int
  /// Which are drawn where not all are, as "those with the largest shares"; nil where these are the first.
  private let choice: String?

  /// The first of so many.
  init(_ all: [Item], atMost most: Int) {
    (items, total, choice) = (Array(all.prefix(most)), all.count, nil)
  }

  /// Those with the highest rank, of equals the first; `choice` says in words what rank is.
  init(_ all: [Item], atMost most: Int, choice: String, by rank: (Item) -> Double) {
    let ranks = all.map(rank)
    let kept = all.indices.sorted { (-ranks[$0], $0) < (-ranks[$1], $1) }.prefix(most)
    (items, total, self.choice) = (kept.sorted().map { all[$0] }, all.count, choice)
  }

  /// Those of a picture that have something to show.
  init(
    _ context: FigureContext, atMost most: Int,
    _ content: (JudgedRun, RunStyle) -> Content?
  ) {
    self.init(
      context.pairs.compactMap { run, style in content(run, style).map { (run, style, $0) } },
      atMost: most)
  }

  /// One row of panels where there are few, else two, or rows of four.
  ///
  /// - Parameter single: so many fit into one row.
  func columns(single: Int) -> Int {
    items.count <= single ? max(items.count, 1) : min((items.count + 1) / 2, 4)
  }

  /// The rows of these columns.
  func rows(single: Int) -> Int {
    let columns = columns(single: single)
    return (items.count + columns - 1) / columns
  }

  /// How many are drawn and which, as a sentence; empty where all are.
  var note: String {
    guard total > items.count, let first = items.first, let last = items.last else { return "" }
    let left = "the other \(total - items.count) have no room."
    return choice.map { "Drawn are \(items.count) of \(total) networks, \($0); \(left)" }
      ?? "Drawn are the first \(items.count) of \(total) networks, from \(first.run.name) to "
      + "\(last.run.name); \(left)"
  }
}

extension ShownRuns: Sendable where Content: Sendable {}
