import Charts
import Diagnosis
import Records

/// Activations and δ by place before the first update, over the band that theory draws: whether a value is
/// normal. Of several runs a panel each, with its main chain; of one run a panel a chain.
struct ProfilesFigure: RunFigure {
  let context: FigureContext
  static let name = "profiles"
  static let topic = "activations and δ by layer over the band of theory"
  static let isUsual = true

  var title: String {
    hasTheory
      ? "Is this value normal? Before the first update, against theory"
      : "How large are the two signals \(context.start)?"
  }

  /// Of another program's networks there is none.
  private var hasTheory: Bool {
    context.runs.contains { $0.isOwn || $0.record.prediction != nil } || context.runs.isEmpty
  }

  var size: Size { Size(1600, rows == 1 ? 700 : 170 + 370 * Double(rows)) }

  /// More chains than this no page has room for.
  private static let mostChains = 8

  private var panels: [ProfilePanel] {
    var panels: [ProfilePanel] = []
    for (run, style) in context.pairs {
      let chains: [ChainEvidence?] =
        context.runs.count == 1 && run.evidence.chains.count > 1
        ? Array(measured(run).prefix(Self.mostChains)) : [run.chain]
      for chain in chains {
        panels.append(
          ProfilePanel(context: context, run: run, chain: chain, color: style.color))
      }
    }
    for index in panels.indices { panels[index].namesAxis = index.isMultiple(of: columns(panels)) }
    return panels
  }

  /// The chains that have something to show; without any the main one.
  private func measured(_ run: JudgedRun) -> [ChainEvidence] {
    let chains = run.evidence.chains.filter { chain in
      chain.firstEntry(of: .deltaRMS) != nil || chain.firstEntry(of: .activationRMS) != nil
    }
    return chains.isEmpty ? Array(run.evidence.chains.prefix(1)) : chains
  }

  private func columns(_ panels: [ProfilePanel]) -> Int { max(min(panels.count, 4), 1) }
  private var rows: Int {
    let panels = panels
    return (panels.count + columns(panels) - 1) / columns(panels)
  }

  func draw(on canvas: any Canvas) {
    let panels = panels
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "Two signals: activations a go forward (grey), δ comes back (colour)."
        + (panels.count > 1 ? " Each panel has its own scale." : ""),
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
    var entries: [Legend.Entry] = [
      .init("measured", .line(StrokeStyle(Palette.ink, width: 2.4)))
    ]
    let predictions = context.runs.compactMap(\.record.prediction)
    if predictions.contains(where: \.applies) {
      entries.append(
        .init(
          "mean-field theory: 99 of 100 draws of the weights lie in it",
          .fill(Palette.ink.mixed(with: Palette.background, 0.75))))
    }
    if predictions.contains(where: { !$0.applies }) {
      entries.append(
        .init(
          "a guide only: the theory does not apply",
          .line(StrokeStyle(Palette.axis, width: 1.4, dash: StrokeStyle.dashes(width: 1.4)))))
    }
    return entries
  }
}
