import Charts
import Records

/// One panel a family on one scale: what the initialization alone changes.
struct LossCurvesFigure: RunFigure {
  let context: FigureContext
  static let name = "loss-curves"
  static let topic = "loss and accuracy by step, training and held out"
  static let isUsual = true

  var title: String {
    guard context.runs.count > 1 else {
      return "\(context.count): does the loss leave the level of guessing?"
    }
    let group = context.group
    let isSame =
      (group.common(\.record.facts.data) ?? nil) != nil
      && group.common { $0.record.facts.plannedSteps ?? $0.evidence.learning.updates } != nil
    return isSame
      ? "Same data, same steps: which networks leave the level of guessing?"
      : "Which networks leave the level of guessing?"
  }

  private var families: [(name: String, members: [(run: JudgedRun, style: RunStyle)])] {
    var order: [String] = []
    var members: [String: [(run: JudgedRun, style: RunStyle)]] = [:]
    for pair in context.pairs {
      let family = RunStyle.family(of: pair.run)
      if members[family] == nil { order.append(family) }
      members[family, default: []].append(pair)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private var columns: Int { families.count <= 3 ? families.count : (families.count + 1) / 2 }
  private var rowCount: Int { (families.count + max(columns, 1) - 1) / max(columns, 1) }

  /// Higher where more lines are to be named than there is room for.
  var size: Size {
    let untold = families.map(\.members).filter { !isTold($0) }
    let lines =
      untold.map { members in
        let longest = members.map(\.run.name.count).max() ?? 0
        let isWrapped = columns > 1 && longest > Self.longestName
        return min(members.count, Self.mostNames) * (isWrapped ? 3 : 1)
      }.max() ?? 0
    let named = 19 * Double(lines)
    return Size(
      1600,
      rowCount == 1 ? max(760, 330 + named) : 260 + max(340, 150 + named) * Double(rowCount))
  }

  /// Letters of a name that one line has room for beside panels that are side by side, and their width.
  private static let longestName = 15
  private static let widestName = 160.0

  /// Of more runs in one panel some are named.
  private static let mostNames = 40

  /// Whether dashes tell the runs of a panel apart, so that its subtitle can name them.
  private func isTold(_ members: [(run: JudgedRun, style: RunStyle)]) -> Bool {
    Set(members.map(\.style.isNaive)).count == members.count
  }

  /// What the faint marks are: late in a long run a point is several steps.
  var faint: String {
    context.runs.contains { $0.record.curves.counts.contains { $0 > 1 } }
      ? "single batches, later mean and range of several" : "single batches"
  }

  func draw(on canvas: any Canvas) {
    let hasNaive = context.styles.contains { $0.isNaive }
    let hasMatched = context.styles.contains { !$0.isNaive }
    let key =
      hasNaive && hasMatched
      ? "Dashed: weights of a fixed size. Solid: weights scaled to the layer. " : ""
    let area = Page(
      title: title,
      subtitle: context.interruption + key + context.colourKey
        + "Faint: \(faint); strong: running median.",
      source: context.source()
    ).draw(on: canvas)
    let panels = families.map { family, members in
      let group = RunGroup(members.map(\.run))
      return LossPanel(context: context).panel(
        members, title: family,
        titleColor: isTold(members) ? members[0].style.color.readable() : Palette.ink,
        subtitle: isTold(members)
          ? members.map { "\($0.run.name) \(group.scoreCell($0.run))" }
            .joined(separator: ",  ") + "  \(group.scoreHeading)"
          : "beside each name: \(group.scoreHeading)" + unnamed(members),
        labels: isTold(members) ? nil : labels(members, group))
    }
    SmallMultiples(panels, columns: max(columns, 1), verticalGutter: 36).draw(in: area, on: canvas)
  }

  /// The names at the ends of the lines; of very many those of every so-manieth, in the order of the loss at
  /// the end, with the least and the greatest.
  private func labels(
    _ members: [(run: JudgedRun, style: RunStyle)], _ group: RunGroup
  ) -> DirectLabels {
    let ends = members.map { run, style -> (entry: DirectLabels.Entry, loss: Double) in
      let line = SmoothedLoss(run.record.curves)
      let last = line.losses.lastIndex(where: \.isFinite)
      let end = last.map { Point(line.steps[$0], line.losses[$0]) } ?? Point(.nan, .nan)
      return (
        DirectLabels.Entry(
          run.name, detail: group.scoreCell(run), color: style.color, weight: .bold, point: end),
        end.y.isNaN ? .infinity : end.y
      )
    }
    var named = ends.map(\.entry)
    if ends.count > Self.mostNames {
      let sorted = ends.sorted { $0.loss < $1.loss }.map(\.entry)
      named = (0..<Self.mostNames).map { sorted[$0 * (sorted.count - 1) / (Self.mostNames - 1)] }
    }
    var labels = DirectLabels(named, side: .trailing)
    if columns > 1 {
      (labels.widestName, labels.maximumLines) = (Self.widestName, 3)
    } else if named.count > 12 {
      labels.maximumLines = 1
    }
    return labels
  }

  private func unnamed(_ members: [(run: JudgedRun, style: RunStyle)]) -> String {
    members.count > Self.mostNames
      ? "; \(members.count - Self.mostNames) others have no name here" : ""
  }
}
