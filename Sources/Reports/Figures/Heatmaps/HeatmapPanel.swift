import Charts
import Diagnosis
import Records
import Texts

/// One chain of a run: a signal by place and step, as colours; of a single place as a line over the steps.
struct HeatmapPanel: Sendable {
  let rows: HeatmapRows
  let signal: HeatmapSignal
  let measure: HeatmapSignal.Measure
  let scale: HeatmapScale
  let axis: ChainAxis
  let steps: Axis
  /// Such as `ended at step 3`; nil of a run that is as long as the longest.
  let end: String?
  /// Whether the panels are chains of one run, not runs.
  let isOfChains: Bool

  private var run: JudgedRun { rows.run }

  /// Whether colours would be a single band, and a line says more.
  var isLine: Bool { axis.count == 1 && rows.values.allSatisfy { $0.contains { $0 > 0 } } }

  /// The special values that occur.
  var special: [SpecialValue] { rows.isEmpty ? [] : cells.occurringSpecialValues }

  /// Whether a place was never measured, beside others that were.
  var hasGaps: Bool { !rows.isEmpty && rows.values.contains(where: \.isEmpty) }

  /// The run; its chain where that is not the one that the run is about, or where panels are chains.
  private var title: String {
    guard let chain = rows.chain?.chain else { return run.name }
    if isOfChains { return chain.name }
    return chain == run.chain?.chain ? run.name : "\(run.name): \(chain.name)"
  }
  private var titleColor: Color { rows.style.color.readable() }

  var panel: Panel {
    guard !rows.isEmpty else {
      return AbsencePanel.panel(
        title: title, titleColor: titleColor,
        run.lack(of: measure.quantity, called: signal.subject) ?? "\(signal.subject) not measured")
    }
    return Panel(
      title: title, titleColor: titleColor, subtitle: words,
      subtitleColor: run.judgement.isHealthy ? Palette.good : Palette.bad,
      x: steps,
      y: isLine
        ? Axis(
          .left, scale: scale.scale, title: measure.heading, maximumTicks: 6, showsGrid: true)
        : axis.axis(.left, title: axis.title()).reversed(),
      marks: isLine ? [line] : [cells, notes])
  }

  private var cells: CellMark {
    var cells = CellMark(
      rows: rows.values, columnEdges: rows.columns.edges, scale: scale.scale)
    cells.columnValues = rows.columns.steps.map(Double.init)
    return cells
  }

  private var line: LineMark {
    LineMark(
      x: rows.columns.steps.map(Double.init), y: rows.values.first ?? [], style: rows.style.stroke,
      name: title)
  }

  /// What regions of one colour are, and lines at levels that have no colour of their own.
  private var notes: CellNotes {
    let top = scale.scale.domain.upper
    return CellNotes(
      cells,
      regions: [
        CellNotes.Region(zeroWords, color: Palette.ink) { $0 == 0 },
        CellNotes.Region("NaN", color: Palette.onDarkCells) { $0.isNaN },
        CellNotes.Region("infinite", color: Palette.onLightCells) { $0.isInfinite },
        CellNotes.Region("above \(scale.scale.label(top))", color: Palette.onLightCells) {
          $0 > top && $0.isFinite
        },
      ], levels: scale.levels)
  }

  /// The cause is named where it is the only one that this run has.
  private var zeroWords: String {
    if measure.quantity == .activationExampleStd { return "0: the same for every example" }
    let causes = ZeroCauses([run])
    let isOne = (causes.underflow != nil) != causes.hasDeadLayer
    return signal.direction == .backward && isOne ? "exactly 0: \(causes.words)" : "exactly 0"
  }

  /// Such as `✓ healthy · ×0.95 per layer · accuracy 0.97`: the mark is of the verdict, not of the factor.
  private var words: String {
    let score = signal.direction == nil ? nil : run.scoreWords
    let numbered = rows.chain.flatMap {
      ChainAxis.numbered($0, in: run, longest: rows.longestName)
    }
    let parts = [factor, isOfChains ? nil : score, end, numbered]
    return ([VerdictMark.words(run)] + parts.compactMap { $0 }).joined(separator: " · ")
  }

  private var name: String { measure.name ?? signal.name }

  /// The factor of a signal that is handed on; of another the range of its values at first.
  private var factor: String? {
    let start = rows.start.filter { !$0.isNaN }
    let hasNaN = start.count < rows.values.filter({ !$0.isEmpty }).count
    if hasNaN { return "\(name) is NaN" }
    guard signal.direction != nil else {
      guard let least = start.min(), let most = start.max() else { return nil }
      let (low, high) = (Words.short(least), Words.short(most))
      return low == high ? low : "\(low) to \(high) at first"
    }
    guard let chain = rows.chain, let decay = chain.initialMeanFactor(measure.quantity) else {
      return nil
    }
    if measure.quantity == .activationExampleStd,
      let lost = ExampleDifference(run, chain, at: .start)?.lost
    {
      return "rounding from \(lost) on"
    }
    return decay.isNaN
      ? "\(name) is NaN" : "\(Words.factor(decay, over: chain.steps)) per \(chain.noun)"
  }
}
