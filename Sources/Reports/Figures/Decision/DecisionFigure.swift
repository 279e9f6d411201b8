import Charts
import Records
import Texts

/// What networks of one or two features answer all over them, with the examples that they were to learn: the
/// regions of classes, a curve, or a surface; before, while and after training.
struct DecisionFigure: RunFigure {
  let context: FigureContext
  static let name = "decision"
  static let topic = "decision boundary or fitted curve over one or two features"

  /// Of more runs only the last look is shown.
  private static let mostWithAll = 2
  private static let mostRuns = 16
  private static let widestPanel = 720.0

  /// The looks of each run that has something to show.
  private var looks: [[DecisionPanel]] {
    let runs = context.runs.filter { $0.record.outputs?.grids.isEmpty == false }
    return runs.prefix(Self.mostRuns).compactMap { run -> [DecisionPanel]? in
      guard let map = run.record.outputs else { return nil }
      let looks = runs.count > Self.mostWithAll ? Array(map.grids.suffix(1)) : map.grids
      return looks.map {
        DecisionPanel(run: run, map: map, grid: $0, namesRun: runs.count > 1)
      }
    }
  }

  private var shown: [DecisionPanel] { looks.flatMap { $0 } }

  var lack: String? {
    guard shown.isEmpty else { return nil }
    let features = Set(context.runs.compactMap(\.record.facts.data?.features))
    let few = features.allSatisfy { (1...2).contains($0) } && !features.isEmpty
    return few
      ? "nobody looked at the outputs over the features"
      : "it is of runs with one or two features, whose outputs were looked at"
  }

  private var columns: Int {
    let looks = looks
    let most = looks.map(\.count).max() ?? 1
    return max(looks.count > Self.mostWithAll ? min(4, looks.count) : most, 1)
  }

  private var rows: Int { (cells.count + columns - 1) / columns }

  /// What is drawn, row by row: of a run with fewer looks than another the last one stands at the right, and
  /// nil before it.
  private var cells: [DecisionPanel?] {
    let (looks, columns) = (looks, columns)
    guard looks.count <= Self.mostWithAll else { return shown }
    return looks.flatMap { looks -> [DecisionPanel?] in
      looks.dropLast() + Array(repeating: nil, count: columns - looks.count) + looks.suffix(1)
    }
  }

  var size: Size { Size(1600, (rows == 1 ? 360 : 220) + 400 * Double(max(rows, 1))) }

  /// With the numbers of the examples that are drawn.
  var title: String {
    let panels = shown
    guard let first = panels.first, let last = panels.last else { return "No outputs" }
    let data = first.run.record.facts.data.map { " on \(Self.shortName($0.name))" } ?? ""
    guard Set(panels.map(\.run.name)).count == 1 else {
      return "What do these networks answer\(data), and where? At the last look"
    }
    let name = "\(first.run.name)\(data): "
    // What the last panel says is not said again.
    if last.isLost {
      let before = panels.count > 1 ? first.scoreText.map { "; before training, \($0)" } : nil
      return name
        + (last.run.record.status == .diverged ? "it diverged" : "it ends without numbers")
        + " by step \(last.grid.step)" + (before ?? "")
    }
    guard last.trouble == nil, let after = last.scoreText else {
      return name + (last.trouble ?? "what it answers, and where")
    }
    guard panels.count > 1, let before = first.shortScore else { return name + after }
    return name + (last.change(from: first) ?? "\(before) → \(after)")
  }

  /// The file of a path.
  private static func shortName(_ name: String) -> String {
    String(name.split(separator: "/").last ?? Substring(name))
  }

  func draw(on canvas: any Canvas) {
    let panels = shown
    guard let first = panels.first else { return }
    let area = Page(
      title: title, subtitle: context.interruption + first.explanation(with: panels),
      source: context.source()
    ).draw(on: canvas)
    // Maps of runs of other data have classes of their own.
    let isCommon = Set(panels.map(\.map.classes)).count == 1
    let legend = Legend(isCommon ? first.legend : [])
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let top = height > 0 ? height + 18 : 0
    let bar = first.colorBar(of: panels)
    let barWidth = bar.map { $0.width(height: area.height - top, on: canvas) + 30 } ?? 0
    // A single look would be drawn out to a strip.
    let width = min(area.width - barWidth, Self.widestPanel * Double(columns))
    let scale = first.valueScale(of: panels)
    let plots = SmallMultiples(
      cells.map { $0?.panel(scale: scale) ?? .blank }, columns: columns,
      horizontalGutter: 34, verticalGutter: 34, sharesAxes: first.sharesAxes(with: panels)
    ).draw(
      in: Rect(
        x: area.x, y: area.y + top, width: width, height: area.height - top),
      on: canvas)
    guard let bar, let plot = plots.first else { return }
    bar.draw(
      in: Rect(
        x: area.x + width + 30, y: plot.minY - 26, width: barWidth - 30,
        height: plot.height + 26), on: canvas)
  }
}
