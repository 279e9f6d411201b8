import Charts
import Records
import Texts

/// Whether heads still choose among tokens, and tokens still differ: entropy and largest logit of attention,
/// and likeness of tokens, by place and step; a row a run.
struct AttentionFigure: RunFigure {
  let context: FigureContext
  static let name = "attention"
  static let topic = "attention entropy, largest logit and likeness of tokens by block and step"

  /// More runs than this have no room on a page.
  private static let mostRuns = 6

  var lack: String? {
    context.runs.contains { run in !AttentionMeasure.allCases.allSatisfy { $0.lines(run).isEmpty } }
      ? nil : "no place has attention entropy, logits or likeness of tokens"
  }

  /// Runs that have something of it.
  private var shown: [JudgedRun] {
    Array(
      context.runs.filter { run in AttentionMeasure.allCases.contains { !$0.lines(run).isEmpty } }
        .prefix(Self.mostRuns))
  }

  /// What is measured in one of them.
  private var measures: [AttentionMeasure] {
    AttentionMeasure.allCases.filter { measure in shown.contains { !measure.lines($0).isEmpty } }
  }

  var title: String {
    guard let run = shown.first, shown.count == 1 else {
      return "Do the heads still choose, and do tokens still differ? \(shown.count) networks"
    }
    return "\(run.name): " + measures.compactMap { $0.change(run) }.joined(separator: ", ")
  }

  var size: Size { Size(1600, shown.count < 2 ? 700 : 240 + 390 * Double(shown.count)) }

  func draw(on canvas: any Canvas) {
    let left = context.runs.count - shown.count
    let area = Page(
      title: title,
      subtitle: context.interruption
        + measures.map(\.reading).filter { !$0.isEmpty }.joined(separator: " ")
        + (shown.count == 1 ? " Above: of the place that went farthest." : "")
        + (left > 0 ? " \(left) more \(left == 1 ? "network has" : "networks have") no room." : ""),
      source: context.source()
    ).draw(on: canvas)
    let measures = measures
    SmallMultiples(
      shown.flatMap { run in measures.map { panel($0, of: run) } }, columns: measures.count,
      horizontalGutter: 30, verticalGutter: 36, sharesAxes: false
    ).draw(in: area, on: canvas)
  }

  private func panel(_ measure: AttentionMeasure, of run: JudgedRun) -> Panel {
    let title = shown.count > 1 ? "\(run.name): \(measure.shortTitle)" : measure.title
    let lines = measure.lines(run)
    guard !lines.isEmpty else {
      return AbsencePanel.panel(title: title, "\(measure.title) was not measured")
    }
    guard lines.contains(where: { $0.points.contains { $0.y.isFinite } }) else {
      return AbsencePanel.panel(title: title, "every number of it is NaN or infinite")
    }
    let colors = lines.indices.map { index in
      ColorMap.viridis.color(
        at: lines.count < 2 ? 0.3 : 0.86 * Double(index) / Double(lines.count - 1))
    }
    let rules: [any Mark] = measure.guides.map { value, label in
      var rule = RuleMark(.horizontal(y: value), label: label, labelAnchor: .middle)
      rule.avoids = lines.map(\.points)
      return rule
    }
    return Panel(
      title: title, subtitle: measure.explanation, x: context.stepAxis(),
      y: measure.axis(shown.flatMap { measure.lines($0).flatMap { $0.points.map(\.y) } }),
      marks: rules
        + zip(lines, colors).map { line, color in
          LineMark(line.points, style: StrokeStyle(color, width: 2.4), name: line.place)
        },
      labels: labels(lines, colors, in: run))
  }

  /// A block with the number that other pictures give it: `block 2 (blocks.1)`; another name as it is.
  static func numbered(_ name: String, in run: JudgedRun) -> String {
    for chain in run.evidence.chains where chain.noun == "block" {
      if let position = chain.places.firstIndex(where: { $0.name == name }) {
        return "block \(position + 1) (\(name))"
      }
    }
    return name
  }

  /// Of more lines than there is room for, some are named, with the first and the last.
  private static let mostNames = 8

  private func labels(_ lines: [AttentionMeasure.Line], _ colors: [Color], in run: JudgedRun)
    -> DirectLabels
  {
    let count = min(lines.count, Self.mostNames)
    let named =
      count < 2
      ? Array(lines.indices) : (0..<count).map { $0 * (lines.count - 1) / (count - 1) }
    let names = ShownNames.of(AttentionMeasure.distinctive(named.map { lines[$0].place }))
      .map { Self.numbered($0, in: run) }
    var labels = DirectLabels(
      zip(named, names).map { index, name in
        DirectLabels.Entry(
          name, color: colors[index],
          point: lines[index].points.last { $0.y.isFinite } ?? Point(.nan, .nan))
      }, side: .trailing)
    (labels.widestName, labels.maximumLines) = (120, 3)
    return labels
  }
}
