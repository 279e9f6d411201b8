import Charts
import Records

/// Loss and accuracy over steps, training and held out: a row a family on one scale.
struct LossCurvesFigure: RunFigure {
  let context: FigureContext
  static let name = "loss-curves"
  static let topic = "loss and accuracy by step, training and held out"
  static let isUsual = true

  private typealias Pair = CurveGroups.Pair

  var title: String { CurveTitle(context.runs).text }

  private var groups: [(name: String?, members: [Pair])] { CurveGroups(context.pairs).groups }
  private var hasAccuracy: Bool { context.runs.contains(where: AccuracyPanel.isKnown) }

  /// Loss and accuracy side by side; without accuracies the families are.
  private var columns: Int {
    if hasAccuracy { return 2 }
    return groups.count <= 3 ? groups.count : (groups.count + 1) / 2
  }
  private var rows: Int { hasAccuracy ? groups.count : (groups.count + columns - 1) / columns }

  /// Higher where more lines are to be named than there is room for.
  var size: Size {
    let lines = groups.map { CurveLabels(pairs: $0.members, columns: columns).lines }.max() ?? 0
    let named = 19 * Double(lines)
    return Size(
      1600, rows == 1 ? max(760, 360 + named) : 270 + max(270, 130 + named) * Double(rows))
  }

  /// What the faint marks are: late in a long run a point is several steps.
  var faint: String {
    context.runs.contains { $0.record.curves.counts.contains { $0 > 1 } }
      ? "single batches, later mean and range of several" : "single batches"
  }

  func draw(on canvas: any Canvas) {
    let area = Page(
      title: title,
      subtitle: context.interruption + context.colourKey + outcome
        + CurveLabels(pairs: context.pairs, columns: columns).otherEnds,
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(entries)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    SmallMultiples(panels, columns: max(columns, 1), verticalGutter: 36, sharesAxes: !hasAccuracy)
      .draw(
        in: Rect(
          x: area.x, y: area.y + height + 16, width: area.width, height: area.height - height - 16),
        on: canvas)
  }

  /// How much of what was held out is looked at, where that is known and not all.
  private var outcome: String {
    let looks = context.runs.map { HeldOutLooks($0.record) }.filter { !$0.looks.isEmpty }
    guard !looks.isEmpty else { return "Nothing was held out." }
    let examples = Set(looks.map(\.examples))
    let count = examples.count == 1 ? examples.first ?? 0 : 0
    let what = count > 0 ? "the same \(count) examples" : "examples"
    return "Held out: \(what) that no update saw"
      + (looks.allSatisfy(\.isOfEndOnly) ? ", evaluated at the end only." : ".")
  }

  private var entries: [Legend.Entry] {
    let hasNaive = context.styles.contains { $0.isNaive }
    let hasMatched = context.styles.contains { !$0.isNaive }
    let ink = Palette.ink
    var entries = [
      Legend.Entry(
        "training, \(faint)", .line(StrokeStyle(ink.faint(1.6), width: 1))),
      Legend.Entry("running median", .line(StrokeStyle(ink, width: 2.6))),
    ]
    if hasNaive && hasMatched {
      entries.append(
        .init(
          "dashed: weights of a fixed size",
          .line(StrokeStyle(ink, width: 2.6, dash: StrokeStyle.dashes(width: 2.6)))))
    }
    if context.runs.contains(where: { !HeldOutLooks($0.record).looks.isEmpty }) {
      entries.append(.init("dots: held out", .marker(ink)))
    }
    return entries
  }

  private var panels: [Panel] {
    let losses = LossPanel(context: context, showsHeldOut: true)
    return groups.flatMap { name, members -> [Panel] in
      let color =
        name != nil && Set(members.map(\.style.color)).count == 1
        ? members[0].style.color.readable() : Palette.ink
      let notes = CurveNotes(members.map(\.run)).text(top: losses.top)
      let parts = [notes.isEmpty ? nil : notes, unnamed(members)].compactMap { $0 }
      func title(_ what: String) -> String { name.map { "\($0): \(what)" } ?? what }
      let loss = losses.panel(
        members, title: title("loss"), titleColor: color,
        subtitle: parts.isEmpty ? nil : parts.joined(separator: "; "),
        labels: CurveLabels(pairs: members, columns: columns).loss)
      guard hasAccuracy else { return [loss] }
      let accuracy = AccuracyPanel(context: context).panel(
        members, title: title("accuracy"), titleColor: color, subtitle: nil,
        labels: CurveLabels(pairs: members, columns: columns).accuracy)
      return [loss, accuracy]
    }
  }

  private func unnamed(_ members: [Pair]) -> String? {
    members.count > CurveLabels.mostNames
      ? "\(members.count - CurveLabels.mostNames) others have no name here" : nil
  }
}
