import Charts
import Records
import Texts

/// Place × step of a signal, every run on one colour scale: what the three pictures of this kind share.
struct SignalHeatmaps: Sendable {
  let context: FigureContext
  let signal: HeatmapSignal
  private let measure: HeatmapSignal.Measure
  private let rows: [HeatmapRows]

  /// More runs than this no page has room for.
  private static let mostRuns = 32

  init(context: FigureContext, signal: HeatmapSignal) {
    (self.context, self.signal) = (context, signal)
    measure = signal.measure(context.runs)
    rows = HeatmapRows.all(context.prefix(Self.mostRuns), measure.quantity)
  }

  private var words: HeatmapTitle {
    HeatmapTitle(context: context, signal: signal, rows: rows, measure: measure)
  }
  var title: String { words.text }

  var size: Size { Size(1600, rowCount == 1 ? 640 : 200 + 350 * Double(rowCount)) }

  /// Why there is nothing to draw of any run; nil where there is something of one.
  var lack: String? {
    guard rows.allSatisfy(\.isEmpty) else { return nil }
    return AbsencePanel.reason(context.runs) {
      $0.lack(of: measure.quantity, called: signal.subject)
    }
  }

  private var columns: Int {
    isPaired ? rows.count / 2 : rows.count <= 4 ? max(rows.count, 1) : min((rows.count + 1) / 2, 4)
  }
  private var rowCount: Int { (rows.count + columns - 1) / columns }

  /// Whether a row of naive runs can stand above the same families with matched weights.
  private var isPaired: Bool {
    let naive = rows.filter(\.style.isNaive)
    let matched = rows.filter { !$0.style.isNaive }
    func families(_ rows: [HeatmapRows]) -> [String] { rows.map { RunStyle.family(of: $0.run) } }
    return naive.count > 1 && naive.count <= 4 && families(naive) == families(matched)
  }

  private var ordered: [HeatmapRows] {
    isPaired ? rows.filter(\.style.isNaive) + rows.filter { !$0.style.isNaive } : rows
  }

  /// The first row alone with the colours that explain it, for a page of one run; nil where nothing was
  /// measured.
  var firstPanel: (panel: Panel, bar: ColorBar)? {
    guard let row = rows.first, !row.isEmpty, let steps = StepColumns.axes([row.columns]).first
    else { return nil }
    let scale = HeatmapScale(row.values.joined(), told: words.told)
    let panel = HeatmapPanel(
      rows: row, signal: signal, measure: measure, scale: scale,
      axis: row.axis, steps: steps, end: nil, isOfChains: false)
    return (
      panel.panel,
      ColorBar(
        scale: scale.scale, title: measure.heading, occurring: panel.special, maximumTicks: 6)
    )
  }

  func draw(on canvas: any Canvas) {
    let ordered = ordered
    let scale = HeatmapScale(ordered.lazy.flatMap { $0.values.joined() }, told: words.told)
    let longest = ordered.map(\.longestName).max() ?? ChainAxis.longestName
    let axis = ChainAxis(ordered.compactMap(\.chain), longest: longest)
    // Chains of one run have places of their own, as runs of several kinds have.
    let isShared = !axis.isMixed && Set(ordered.compactMap(\.chain?.chain.name)).count <= 1
    let steps = StepColumns.axes(ordered.map(\.columns))
    let panels = zip(ordered, steps).map { row, steps in
      HeatmapPanel(
        rows: row, signal: signal, measure: measure, scale: scale,
        axis: isShared ? axis : row.axis, steps: steps,
        end: context.end(of: row.run), isOfChains: context.runs.count < ordered.count)
    }
    let isLines = panels.allSatisfy(\.isLine)
    let occurring = isLines ? [] : Set(panels.flatMap(\.special))
    let special = SpecialValue.allCases.filter(occurring.contains)
    let area = Page(
      title: title, subtitle: subtitle(isLines: isLines, panels),
      source: context.source(note(scale, special, isLines: isLines))
    ).draw(on: canvas)
    let multiples = SmallMultiples(
      panels.map(\.panel), columns: columns, horizontalGutter: 26, sharesAxes: isShared)
    guard !isLines, scale.isUsed || !special.isEmpty else {
      multiples.draw(in: area, on: canvas)
      return
    }
    var bar = ColorBar(scale: scale.scale, title: measure.heading, occurring: special)
    bar.hasScale = scale.isUsed
    let barWidth = bar.width(height: area.height - 40, on: canvas)
    let plots = multiples.draw(
      in: Rect(x: area.x, y: area.y, width: area.width - barWidth - 36, height: area.height),
      on: canvas)
    let top = (plots.map(\.minY).min() ?? area.y) - 34
    let bottom = plots.map(\.maxY).max() ?? area.maxY
    bar.draw(
      in: Rect(x: area.maxX - barWidth, y: top, width: barWidth, height: bottom - top), on: canvas
    )
  }

  private func subtitle(isLines: Bool, _ panels: [HeatmapPanel]) -> String {
    let pairs =
      isPaired
      ? "Top: weights of a fixed size. Bottom: the initialization made for the activation. " : ""
    let shared =
      panels.count > 1 ? "One \(isLines ? "" : "colour ")scale for all panels. " : ""
    let missing =
      panels.contains(where: \.hasGaps) ? "White: never measured. " : ""
    return context.interruption + pairs + shared + missing + VerdictMark.key(context.runs)
      + (measure.quantity == .deltaRMS
        ? DeltaDefinition.text(of: rows.compactMap(\.chain)) : measure.definition)
      + ActivationWords.lack(measure.quantity, context.runs)
      + (isOfStillness ? HeatmapSignal.flatness : "") + fitted + end
      + (hasEqualExamples(panels) ? " 0 is not death: such a layer may still be alive." : "")
      + context.left(of: Self.mostRuns)
  }

  /// Whether weights of some sick run do not move although their gradients are alike, and numbers to the end.
  private var isOfStillness: Bool {
    HeatmapSignal.isOfWeights(measure.quantity)
      && rows.contains { row in
        !row.run.judgement.isHealthy && !row.isEmpty && !row.losesNumbers
          && row.measured.count > 1 && row.reach(signal).kind == .level
      }
  }

  /// What is told of the end of training; empty where nothing is.
  private var end: String {
    let isOfSeveral = rows.contains { $0.columns.weights(from: 0.9, to: 1).count > 1 }
    return isOfSeveral && title.contains(HeatmapChange.end)
      ? " At the end of training: the median over the last tenth of the steps." : ""
  }

  /// Of a healthy run a gradient that falls as it learns looks like one that vanishes: why, of the runs in which it
  /// falls in every place.
  private var fitted: String {
    guard signal.direction == .backward || signal.direction == nil else { return "" }
    let healthy = rows.filter { $0.run.judgement.isHealthy && !$0.isEmpty }
    let fitted = healthy.filter { row in
      guard row.run.hasLearned, let last = row.measured.last, row.falls,
        let start = row.values[last].first
      else { return false }
      return row.end(last) > 0 && row.end(last) < Self.fittedShare * start
    }
    guard !fitted.isEmpty else { return "" }
    let names = fitted.map(\.run.name)
    let who =
      rows.count == 1
      ? "It"
      : fitted.count == healthy.count
        ? "Of \(healthy.count == 1 ? "the healthy run" : "healthy runs") it"
        : names.count <= Self.mostNamed
          ? "In \(names.joined(separator: " and ")) it"
          : "In \(names.count) of the \(healthy.count) healthy runs it"
    return " \(who) falls to the right because the examples are learned: little is left to correct."
  }

  /// So many runs have their names in a caption.
  private static let mostNamed = 2

  /// Below this share of the first gradient at the output, examples are fitted.
  private static let fittedShare = 0.1

  /// Whether somewhere the deviation over examples is exactly 0, of units that are silent or not.
  private func hasEqualExamples(_ panels: [HeatmapPanel]) -> Bool {
    measure.quantity == .activationExampleStd && panels.contains { $0.special.contains(.zero) }
  }

  /// What of the colours needs a word: the ends of the scale, and why something is exactly 0.
  private func note(
    _ scale: HeatmapScale, _ special: [SpecialValue], isLines: Bool
  ) -> String {
    let causes = ZeroCauses(context.runs)
    let zero =
      special.contains(.zero) && signal.direction == .backward && !causes.words.isEmpty
      ? "exactly 0 here: \(causes.words)" : ""
    let isRounded =
      measure.quantity == .activationExampleStd
      && rows.contains { row in
        row.chain.map { ExampleDifference.isRounded(row.run, $0) } ?? false
      }
    let isEqual =
      measure.quantity == .activationExampleStd
      && rows.contains { row in
        row.chain.map { ExampleDifference.isRoundedToZero(row.run, $0) } ?? false
      }
    let rounded =
      (isRounded || isEqual ? ExampleDifference.roundingNote : "")
      + (isEqual ? ", which also makes it exactly 0 where activations are not 0" : "")
    return [isLines ? "" : scale.note, zero, rounded].filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
