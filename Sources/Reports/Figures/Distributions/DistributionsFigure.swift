import Charts
import Diagnosis
import Records

/// How the activations of each place are spread, at the first and at the last sample: a row a place.
struct DistributionsFigure: RunFigure {
  let context: FigureContext
  static let name = "distributions"
  static let topic =
    "how activations are spread in each layer, start and end, saturated ends marked"

  /// More runs have no room side by side.
  static let mostRuns = 8

  var lack: String? { SampledChain.lack(context.runs, .activations) }

  /// The runs that are drawn.
  private let drawn: ShownRuns<SampledChain>

  init(context: FigureContext) {
    self.context = context
    drawn = ShownRuns(context, atMost: Self.mostRuns) { run, _ in
      SampledChain(run, .activations, atMost: RidgePanel.mostRows)
    }
  }

  private var shown: [ShownRuns<SampledChain>.Item] { drawn.items }
  private var columns: Int { drawn.columns(single: 3) }
  private var rows: Int { drawn.rows(single: 3) }

  var size: Size {
    let places = shown.map(\.content.positions.count).max() ?? 1
    return Size(1600, 240 + Double(rows) * (150 + max(26 * Double(places), 150)))
  }

  var title: String { DistributionWords(shown.map(\.content)).title }

  func draw(on canvas: any Canvas) {
    let left = context.runs.count - shown.count
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "Each row is a \(SampledChain.noun(shown.map(\.content))). " + axes
        + "Every row has its own height."
        + (left > 0 ? " \(left) more runs are not drawn." : ""),
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(entries)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    SmallMultiples(
      shown.map { panel($0.run, $0.style, $0.content) }, columns: columns, horizontalGutter: 30,
      verticalGutter: 30, sharesAxes: false
    ).draw(
      in: Rect(
        x: area.x, y: area.y + height + 18, width: area.width, height: area.height - height - 18),
      on: canvas)
  }

  /// What the bars are, on each kind of axis that is drawn.
  private var axes: String {
    let bounded = Set(shown.compactMap { BoundedSlots.drawn($0.content)?.slots.name }).sorted()
    let isMixed = shown.contains { $0.content.hasNumbers && BoundedSlots.drawn($0.content) == nil }
    let isSigned = shown.contains {
      BoundedSlots.drawn($0.content) == nil
        && DistributionWords.hasNegative($0.content, in: [$0.content.first, $0.content.end])
    }
    let linear =
      bounded.isEmpty
      ? ""
      : "Of \(bounded.joined(separator: " and ")) the axis is linear and shows all that a can be; the "
        + "area of a bar is the share of the activations in it. "
    let magnitudes =
      isMixed || bounded.isEmpty
      ? (bounded.isEmpty ? "Each bar is" : "Of the others each bar is")
        + " the share of the activations within a factor of 2, "
        + "\(isSigned ? "on the same scale in both signs" : "by magnitude"); "
        + "the bar at 0 is those exactly 0. " : ""
    return linear + magnitudes
  }

  private static let saturated = Palette.reddishPurple

  private var entries: [Legend.Entry] {
    let start = shown.first.map { DistributionWords.step($0.content.first) } ?? "start"
    let isSaturated = shown.contains { _, _, sampled in
      sampled.positions.contains { DistributionWords([sampled]).saturation($0, sampled) != nil }
    }
    let entries: [Legend.Entry] = [
      .init("at the end of the run", .fill(Palette.ink.faded(0.45))),
      .init("outline: \(start)", .line(StrokeStyle(Palette.ink, width: 1))),
    ]
    guard isSaturated else { return entries }
    return entries + [
      .init(
        "saturated at the end: φ′ below 5 % of its maximum, beside it their share",
        .fill(Self.saturated))
    ]
  }

  private func panel(_ run: JudgedRun, _ style: RunStyle, _ sampled: SampledChain) -> Panel {
    guard sampled.hasNumbers else {
      return AbsencePanel.panel(
        title: run.name, titleColor: style.color.readable(),
        "no activation that was sampled is a number")
    }
    let bounded = BoundedSlots.drawn(sampled)
    let magnitudes = MagnitudeSlots(
      sampled.histograms(in: [sampled.first, sampled.end]), atMost: BoundedSlots.highest(sampled))
    let slots: any HistogramSlots = bounded?.slots ?? magnitudes
    let ridges = RidgePanel(
      sampled: bounded?.source ?? sampled, slots: slots, color: style.color)
    let words = DistributionWords([sampled])
    let notes = [
      sampled.axis.selection, sampled.numbered, words.note, bounded == nil ? magnitudes.note : nil,
    ].compactMap { $0 }
    return Panel(
      title: run.name, titleColor: style.color.readable(),
      subtitle: notes.isEmpty ? nil : notes.joined(separator: "; "),
      x: Axis(.bottom, scale: slots.axis, title: "activation a", maximumTicks: 7),
      y: sampled.axis.axis,
      marks: ridges.marks(markColor: Self.saturated) { position, shares in
        words.saturation(position, sampled).map {
          MagnitudeSlots.ends(shares, low: $0.low, high: $0.high)
        }
      },
      labels: ridges.labels { position in
        let bad = DistributionWords.nonFinite(sampled.histogram(position, in: sampled.end))
        if bad > 0 { return ("\(ShareWords.bounded(bad)) NaN, ∞", Palette.bad) }
        return words.saturation(position, sampled).map {
          (Words.percent($0.low + $0.high), Self.saturated.readable())
        }
      })
  }
}
