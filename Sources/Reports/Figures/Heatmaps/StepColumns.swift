import Charts
import Records

/// Where the time points of a record lie along the steps: each has a column around its steps that reaches
/// half of the way to its neighbours, so that the column of a step lies over the tick of that step.
struct StepColumns: Sendable, Hashable {
  /// The first step of each time point.
  let steps: [Int]
  /// The outer edges of the columns, one more than there are time points; empty without any.
  ///
  /// The first and the last column reach outward by half of the smallest distance between neighbours: half a
  /// step where every step was recorded.
  let edges: [Double]

  /// The columns of these time points, in order of steps.
  init(steps: [Int], lastSteps: [Int]) {
    self.steps = steps
    let spans = zip(steps, lastSteps).map { (first: Double($0), last: Double(max($0, $1))) }
    guard let first = spans.first, let last = spans.last else {
      edges = []
      return
    }
    let neighbours = Array(zip(spans, spans.dropFirst()))
    let outward = neighbours.map { max($1.first - $0.last, 0) / 2 }.min() ?? 0.5
    edges =
      [first.first - outward] + neighbours.map { ($0.last + $1.first) / 2 } + [last.last + outward]
  }

  /// The columns of these time points of a history.
  init(_ history: RunHistory, _ entries: [Int]) {
    self.init(
      steps: entries.map { history.steps[$0] }, lastSteps: entries.map { history.lastSteps[$0] })
  }

  /// The columns of looks at single steps.
  init(looks: [Int]) { self.init(steps: looks, lastSteps: looks) }

  /// The columns that lie in a part of the axis, of which 0 is its first end and 1 its last, each weighted by how
  /// much of it does.
  func weights(from start: Double, to end: Double) -> [(column: Int, weight: Int)] {
    guard let first = edges.first, let last = edges.last, last > first else { return [] }
    let (low, high) = (first + start * (last - first), first + end * (last - first))
    return steps.indices.compactMap { column in
      let inside = min(edges[column + 1], high) - max(edges[column], low)
      let part = inside / (last - first)
      return part > 1e-9 ? (column, Int((part * 1e6).rounded(.up))) : nil
    }
  }

  /// The part of the axis that columns with a property take.
  func share(where holds: (Int) -> Bool) -> Double {
    guard let first = edges.first, let last = edges.last, last > first else { return 0 }
    return steps.indices.filter(holds).reduce(0) { $0 + edges[$1 + 1] - edges[$1] }
      / (last - first)
  }

  /// So many ticks stand at the steps themselves.
  private static let mostTicks = 12

  /// The axis of steps over all columns: a tick at every step where there are few, else at round numbers.
  static func axis(
    _ all: [StepColumns], _ side: Axis.Side = .bottom, title: String = "training step"
  ) -> Axis {
    let steps = Set(all.flatMap(\.steps)).sorted()
    return Axis(
      side,
      scale: LinearScale(
        from: all.compactMap(\.edges.first).min() ?? 0,
        to: all.compactMap(\.edges.last).max() ?? 1), title: title,
      ticks: 1...mostTicks ~= steps.count
        ? .values(steps.map(Double.init)) : .integers(includingEnds: false),
      maximumTicks: 6)
  }

  /// An axis for each of several lists of columns: one for all, but for what ends before half of the longest,
  /// which would be a strip beside an empty plot.
  static func axes(_ all: [StepColumns], title: String = "training step") -> [Axis] {
    let longest = all.compactMap(\.edges.last).max() ?? 1
    func isLong(_ columns: StepColumns) -> Bool { 2 * (columns.edges.last ?? longest) >= longest }
    let common = axis(all.filter(isLong), title: title)
    return all.map { isLong($0) ? common : axis([$0], title: title) }
  }
}
