import Charts
import Records
import Texts

/// δ of one chain in time: by training step and time step, and as lines at the first and the last training
/// step.
struct TimeGradientColumn: Sendable {
  let rows: HeatmapRows
  let scale: HeatmapScale
  /// Whether the chain is named beside its run.
  let isNamed: Bool

  /// Rows are equal: unequal time points are drawn on so many.
  private static let finest = 240

  private var first: [Double] { rows.start }
  private var last: [Double] { rows.values.map { $0.last ?? .nan } }
  /// All values of the two lines.
  var profiles: [Double] { first + last }

  /// A row a training step, from the top; a mark for each stretch of time steps that were measured, as there
  /// is no cell without a value in it.
  var cells: [CellMark] {
    let common = LogScale(fitting: rows.values.joined())
    return measured.map { stretch in
      let edges = rows.columns.edges
      let mark = CellMark(rows: Array(rows.values[stretch]), columnEdges: edges, scale: common)
      let equal = mark.aggregated(rows: stretch.count, columns: Self.finest)
      let steps = equal.map(\.count).max() ?? 0
      return CellMark(
        rows: (0..<steps).map { step in equal.map { $0[step] ?? .nan } },
        xEdges: (Double(stretch.lowerBound) + 0.5, Double(stretch.upperBound) + 0.5),
        yEdges: edges.first.flatMap { first in edges.last.map { (first, $0) } },
        scale: scale.scale)
    }
  }

  /// The indices of the time steps that were measured, those that follow each other together.
  private var measured: [Range<Int>] {
    rows.measured.reduce(into: []) { stretches, index in
      if let last = stretches.last, last.upperBound == index {
        stretches[stretches.count - 1] = last.lowerBound..<index + 1
      } else {
        stretches.append(index..<index + 1)
      }
    }
  }

  private var title: String {
    isNamed ? "\(rows.run.name), \(rows.chain?.chain.name ?? "")" : rows.run.name
  }

  func heatmap(_ axis: ChainAxis, _ steps: Axis) -> Panel {
    let run = rows.run
    let factor = rows.chain?.initialMeanFactor(.deltaRMS).map {
      $0.isNaN
        ? "δ is NaN"
        : "\(Words.factor($0, over: rows.chain?.steps ?? 1)) per time step going back"
    }
    return Panel(
      title: title, titleColor: rows.style.color.readable(),
      subtitle: [factor, run.isInterrupted ? "interrupted" : nil].compactMap { $0 }
        .joined(separator: " · "),
      x: axis.axis(.bottom, title: axis.title("the last is right")), y: steps.reversed(),
      marks: cells.flatMap { cells -> [any Mark] in
        [
          cells,
          CellNotes(
            cells,
            regions: [
              .init("exactly 0", color: Palette.ink) { $0 == 0 },
              .init("NaN", color: Palette.onDarkCells) { $0.isNaN },
              .init("infinite", color: Palette.onLightCells) { $0.isInfinite },
            ], levels: scale.levels),
        ]
      })
  }

  func profile(_ axis: ChainAxis, _ scale: LogScale) -> Panel {
    let color = rows.style.color
    let x = ChainAxis.positions(rows.values.count)
    return Panel(
      subtitle: words, x: axis.axis(.bottom, title: axis.title("the last is right")),
      y: Axis(.left, scale: scale, title: "δ RMS", maximumTicks: 6, showsGrid: true),
      marks: [
        LineMark(
          x: x, y: first, style: Self.firstStyle,
          name: "\(title), \(step(rows.columns.steps.first))"),
        LineMark(
          x: x, y: last, style: StrokeStyle(color, width: 2.6),
          name: "\(title), \(step(rows.columns.steps.last))"),
      ])
  }

  private static let firstStyle = StrokeStyle(Palette.axis, width: 1.8)

  private func step(_ step: Int?) -> String { step.map { "training step \($0)" } ?? "" }

  /// Such as `δ at time step 1: 2·10⁻¹⁴ at first, 3·10⁻⁶ at step 50`.
  private var words: String {
    guard let place = measured.first?.lowerBound else { return "" }
    let (what, start) = ("δ at time step \(place + 1)", Words.short(first[place]))
    guard let step = rows.columns.steps.last, rows.columns.steps.count > 1 else {
      return "\(what): \(start)"
    }
    return "\(what): \(start) at first, \(Words.short(last[place])) at step \(step)"
  }

  /// What the lines are.
  static func key(_ context: FigureContext) -> [Legend.Entry] {
    let colors = context.styles.map(\.color)
    let words = "at the last training step" + (colors.count > 1 ? ", in the colour of the run" : "")
    return [
      .init(context.start, .line(firstStyle)),
      .init(words, .line(StrokeStyle(colors.count == 1 ? colors[0] : Palette.ink, width: 2.6))),
    ]
  }
}
