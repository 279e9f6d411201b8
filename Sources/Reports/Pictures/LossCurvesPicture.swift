import Charts
import Records

/// One panel a family on one scale: what the initialization alone changes.
struct LossCurvesPicture: RunPicture {
  let context: PictureContext
  static let fileName = "loss-curves.png"

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

  var size: Size { Size(1600, rowCount == 1 ? 760 : 260 + 340 * Double(rowCount)) }

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
      subtitle: context.interruption + key + "Faint: \(faint); strong: running median.",
      source: context.source()
    ).draw(on: canvas)
    let panels = families.map { family, members in
      let group = RunGroup(members.map(\.run))
      return LossPanel(context: context).panel(
        members, title: family, titleColor: members[0].style.color.readable(),
        subtitle: members.map { "\($0.run.name) \(group.scoreCell($0.run))" }
          .joined(separator: ",  ") + "  \(group.scoreHeading)",
        labels: nil)
    }
    SmallMultiples(panels, columns: max(columns, 1), verticalGutter: 36).draw(in: area, on: canvas)
  }
}
