import Charts
import Diagnosis
import Records

/// Activations and δ by place, at the start, in the middle and at the end, over the band that theory draws of the
/// start: whether a value is normal, and what training makes of it. Of several runs a panel each, with its
/// main chain; of one run a panel a chain.
struct ProfilesFigure: RunFigure {
  let context: FigureContext
  static let name = "profiles"
  static let topic = "activations and δ by layer, start to end, over the band of theory"
  static let isUsual = true

  /// A profile is of two places at least.
  var lack: String? {
    let chains = context.runs.flatMap(chains)
    guard !chains.contains(where: { ($0?.count ?? 0) > 1 }) else { return nil }
    guard let first = chains.lazy.compactMap({ $0 }).first else {
      return "the record names no chain of places"
    }
    return "a profile needs two places, and no network has more than \(first.count) \(first.noun)"
  }

  var title: String { ProfileTitle(context.runs).text }

  var size: Size { Size(1600, rows == 1 ? 740 : 190 + 390 * Double(rows)) }

  /// More chains than this no page has room for.
  private static let mostChains = 8
  /// And more runs neither.
  private static let mostRuns = 16

  /// The chains of a run that have a panel.
  private func chains(_ run: JudgedRun) -> [ChainEvidence?] {
    guard context.runs.count == 1, run.evidence.chains.count > 1 else { return [run.chain] }
    let measured = run.evidence.chains.filter { chain in
      chain.firstEntry(of: .deltaRMS) != nil || chain.firstEntry(of: .activationRMS) != nil
    }
    let chains = measured.isEmpty ? Array(run.evidence.chains.prefix(1)) : measured
    return Array(chains.prefix(Self.mostChains))
  }

  private var hasAlike: Bool {
    context.runs.prefix(Self.mostRuns).contains { run in
      chains(run).contains {
        ProfileCaption(run, $0, isMain: false, isClipped: false).alike != nil
      }
    }
  }

  private var panels: [ProfilePanel] {
    var panels = context.pairs.prefix(Self.mostRuns).flatMap { run, style in
      chains(run).map { ProfilePanel(context: context, run: run, chain: $0, color: style.color) }
    }
    let columns = columns(panels)
    for index in panels.indices { panels[index].namesAxis = index.isMultiple(of: columns) }
    return panels
  }

  private func columns(_ panels: [ProfilePanel]) -> Int { max(min(panels.count, 4), 1) }
  private var rows: Int {
    let panels = panels
    return (panels.count + columns(panels) - 1) / columns(panels)
  }

  func draw(on canvas: any Canvas) {
    let panels = panels
    let left = context.runs.count - Self.mostRuns
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "Two signals: activations a go forward (grey), δ comes back (colour)."
        + (panels.count > 1 ? " Each panel has its own scale." : "")
        + (context.runs.contains { $0.record.prediction?.applies == true }
          ? " “Within ×”: how far δ at most is from what theory expects." : "")
        + (hasAlike
          ? " “Alike”: at the end a differs by less than "
            + "\(Words.percent(ProfileCaption.alikeShare)) of its size between examples." : "")
        + (left > 0 ? " \(left) more runs are not drawn." : ""),
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(entries)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    SmallMultiples(
      panels.map(\.panel), columns: columns(panels), horizontalGutter: 34, verticalGutter: 34,
      sharesAxes: false
    ).draw(
      in: Rect(
        x: area.x, y: area.y + height + 18, width: area.width, height: area.height - height - 18),
      on: canvas)
  }

  private var entries: [Legend.Entry] {
    var entries = Moment.allCases.compactMap { moment -> Legend.Entry? in
      let steps = Set(
        context.runs.compactMap {
          $0.step(of: .deltaRMS, at: moment) ?? $0.step(of: .activationRMS, at: moment)
        })
      guard let step = steps.first else { return nil }
      let at = steps.count == 1 ? ", step \(step)" : ""
      return Legend.Entry(
        moment == .start ? "\(context.start)\(at)" : "\(moment.words)\(at)",
        .line(moment.stroke(Palette.ink)))
    }
    let predictions = context.runs.compactMap(\.record.prediction)
    if predictions.contains(where: \.applies) {
      entries.append(
        .init(
          "what theory expects of the start: 99 of 100 draws of the weights lie in it",
          .fill(Palette.ink.faint(1.3))))
    }
    if predictions.contains(where: { !$0.applies }) {
      entries.append(
        .init(
          "what a very wide network would have at the start: a guide only, for the theory does not "
            + "apply here",
          .line(StrokeStyle(Palette.axis, width: 1.4, dash: StrokeStyle.dashes(width: 1.4)))))
    }
    return entries
  }
}
