import Charts
import Records
import Texts

/// Place × step, log₁₀ of δ RMS, every run on one colour scale.
struct GradientHeatmapsFigure: RunFigure {
  let context: FigureContext
  static let name = "gradient-heatmaps"
  static let topic = "δ by layer and step, all runs on one colour scale"
  static let isUsual = true

  var title: String {
    let deep = context.group.depth
    return "Where does the gradient go? δ by \(context.group.noun) and \(step), \(deep)"
  }

  /// Of a chain in time, a step of training is to be told from one of its own.
  private var step: String { context.axis.isInTime ? "training step" : "step" }

  var size: Size { Size(1600, rowCount == 1 ? 640 : 200 + 350 * Double(rowCount)) }

  private var columns: Int { context.runs.count <= 4 ? context.runs.count : columnsOfMany }
  private var columnsOfMany: Int { min((context.runs.count + 1) / 2, 4) }
  private var rowCount: Int {
    (context.runs.count + max(columns, 1) - 1) / max(columns, 1)
  }

  /// Whether a row of naive runs can stand above the same families with matched weights.
  private var isPaired: Bool {
    let naive = context.pairs.filter { $0.style.isNaive }
    let matched = context.pairs.filter { !$0.style.isNaive }
    func families(_ pairs: [(run: JudgedRun, style: RunStyle)]) -> [String] {
      pairs.map { RunStyle.family(of: $0.run) }
    }
    return naive.count > 1 && naive.count <= 4 && families(naive) == families(matched)
  }

  private var ordered: [(run: JudgedRun, style: RunStyle)] {
    guard isPaired else { return context.pairs }
    return context.pairs.filter { $0.style.isNaive } + context.pairs.filter { !$0.style.isNaive }
  }

  func draw(on canvas: any Canvas) {
    let scale = colorScale
    let cells = ordered.map { pair in
      pair.run.initialProfile(.deltaRMS).isEmpty ? nil : cellMark(pair.run, scale)
    }
    let special = SpecialValue.allCases.filter { value in
      cells.compactMap { $0 }.contains { $0.occurringSpecialValues.contains(value) }
    }
    let rows =
      isPaired
      ? "Top: weights of a fixed size. Bottom: the initialization made for the activation. " : ""
    let area = Page(
      title: title,
      subtitle: context.interruption + rows
        + (ordered.count > 1 || context.runs.isEmpty ? "One colour scale for all panels." : ""),
      source: context.source(note(special))
    ).draw(on: canvas)
    let bar = ColorBar(scale: scale, title: "δ RMS", occurring: special)
    let barWidth = bar.width(height: area.height - 40, on: canvas)
    let panels = zip(ordered, cells).map { panel($0.run, $0.style, $1) }
    let room = Rect(
      x: area.x, y: area.y, width: area.width - barWidth - 36, height: area.height)
    let plots = SmallMultiples(
      panels, columns: max(isPaired ? ordered.count / 2 : columns, 1), horizontalGutter: 26,
      sharesAxes: !context.axis.isMixed
    ).draw(in: room, on: canvas)
    let top = (plots.map(\.minY).min() ?? area.y) - 34
    let bottom = plots.map(\.maxY).max() ?? area.maxY
    bar.draw(
      in: Rect(x: area.maxX - barWidth, y: top, width: barWidth, height: bottom - top), on: canvas
    )
  }

  private func panel(_ run: JudgedRun, _ style: RunStyle, _ cells: CellMark?) -> Panel {
    guard let cells else {
      return AbsencePanel.panel(
        title: run.name, titleColor: style.color.readable(),
        run.lack(of: .deltaRMS, called: "δ was") ?? "δ was not measured")
    }
    let axis = context.axis.isMixed ? ChainAxis([run.chain].compactMap { $0 }) : context.axis
    let factor =
      run.evidence.initialDeltaDecay.map {
        $0.isNaN ? "δ is NaN   ·   " : "\(Words.factor($0)) per \(run.noun)   ·   "
      } ?? ""
    let stopped = run.isInterrupted ? "   ·   interrupted" : ""
    return Panel(
      title: run.name, titleColor: style.color.readable(),
      subtitle: factor + "\(run.scoreHeading) \(run.scoreCell)" + stopped,
      subtitleColor: run.judgement.isHealthy ? Palette.good : Palette.bad,
      x: context.stepAxis(),
      y: axis.axis(.left, title: axis.title()).reversed(),
      marks: [cells])
  }

  private func cellMark(_ run: JudgedRun, _ scale: LogScale) -> CellMark {
    let history = run.history
    let last = history.lastStep ?? 0
    let columns = min(last + 1, Self.finestColumns)
    let rows = (run.chain?.chain.places ?? []).map { place -> [Double] in
      // Of time points without δ of this place nothing is shown: that is no NaN. A place that was never
      // measured is an empty row.
      let measured = (0..<history.count).filter {
        history[$0, place: place].measured.contains(.deltaRMS)
      }
      guard !measured.isEmpty else { return [] }
      // Time points are not equally far apart: each column shows the one that its step belongs to.
      var entry = 0
      return (0..<columns).map { column in
        let step = last * column / max(columns - 1, 1)
        while entry + 1 < measured.count, history.steps[measured[entry + 1]] <= step { entry += 1 }
        return history[measured[entry], place: place].deltaRMS
      }
    }
    var mark = CellMark(rows: rows, xEdges: (0, Double(max(last, 1))), scale: scale)
    mark.columnValues = (0..<columns).map { Double(last * $0 / max(columns - 1, 1)) }
    return mark
  }

  /// More columns than a panel has pixels show nothing more.
  private static let finestColumns = 800

  /// The lowest decade that has a colour of its own.
  private static let floor = 1e-16

  /// Every δ that occurs, down to 10⁻¹⁶: below, more colours for what is lost would leave fewer
  /// for what is not.
  private var colorScale: LogScale {
    let full = LogScale(fitting: context.runs.flatMap(deltas))
    return LogScale(
      from: max(full.domain.lower, min(Self.floor, full.domain.upper * 1e-3)),
      to: min(full.domain.upper, 1e6))
  }

  /// Every δ of the main chain.
  private func deltas(_ run: JudgedRun) -> [Double] {
    (0..<run.history.count).flatMap { run.evidence.profile(.deltaRMS, at: $0) }
  }

  private func note(_ special: [SpecialValue]) -> String? {
    let smallest = context.runs.flatMap(deltas).filter { $0 > 0 }.min()
    var notes: [String] = []
    if let smallest, smallest < colorScale.domain.lower {
      notes.append("darkest colour: all below \(colorScale.label(colorScale.domain.lower))")
    }
    let underflow = context.runs.first { run in
      run.judgement.findings.contains { $0.code == "GS104" }
    }
    let dead = context.runs.contains { run in
      run.judgement.findings.contains { $0.code == "GS204" }
    }
    if special.contains(.zero), underflow != nil || dead {
      let causes = [
        underflow.map { "\($0.record.facts.precision.map { "\($0.name) " } ?? "")underflow" },
        dead ? "a dead layer" : nil,
      ].compactMap { $0 }
      notes.append("exactly 0 here: \(causes.joined(separator: " or "))")
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
