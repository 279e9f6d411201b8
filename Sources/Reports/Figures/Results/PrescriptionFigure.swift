import Charts
import Diagnosis

/// Before and after, change by change: one row a change, one strip a number.
struct PrescriptionFigure: Figure {
  let report: PrescriptionReport
  let command: String
  static let name = "prescription"
  static let topic = "what each change did to a sick network"

  var title: String {
    let layers = RunGroup(report.before).depth
    if report.wasWell { return "Nothing to heal in this network of \(layers)" }
    return report.triedPairs
      ? "Which two changes heal this network of \(layers)?"
      : "Which single change heals this network of \(layers)?"
  }

  /// As high as its rows.
  var size: Size {
    let headings = sections.count(where: { $0.heading != nil })
    return Size(
      1600,
      286 + Self.rowHeight * Double(sections.reduce(0) { $0 + $1.rows.count })
        + Self.headingHeight * Double(headings))
  }

  private static let rowHeight = 40.0
  private static let headingHeight = 44.0
  private static let headerHeight = 50.0

  /// A row: before, or a change.
  private struct Row {
    let title: String
    let reasons: String
    let runs: [JudgedRun]
    let note: String?
    let color: Color
    var isBefore = false
    var isRecommended = false
  }

  private var sections: [(heading: String?, rows: [Row])] {
    let before = Row(
      title: "as it is", reasons: "", runs: report.before, note: nil,
      color: report.wasWell ? Palette.good : Palette.bad, isBefore: true)
    let healed = report.trials.indices.filter { report.trials[$0].lasts }
    let rest = report.trials.indices.filter { !report.trials[$0].lasts }
    let singles = rest.filter { report.trials[$0].isSingle }
    let pairs = rest.filter { !report.trials[$0].isSingle }
    var sections: [(String?, [Row])] = [(nil, [before])]
    if !healed.isEmpty { sections.append(("Healed, the smallest change first", healed.map(row))) }
    if !singles.isEmpty { sections.append(("Did not heal", singles.map(row))) }
    if !pairs.isEmpty { sections.append(("Did not heal together", pairs.map(row))) }
    return sections
  }

  private func row(_ index: Int) -> Row {
    let trial = report.trials[index]
    let isRecommended = index == report.recommended
    let confirmation = trial.isConfirmed.map {
      $0 ? "confirmed with seed \(report.unseenSeed)" : "fails with seed \(report.unseenSeed)"
    }
    let share = "\(trial.wellCount) of \(report.seeds.count) seeds well"
    return Row(
      title: trial.title, reasons: trial.reasons.joined(separator: " "), runs: trial.runs,
      note: isRecommended
        ? (["recommended"] + [confirmation].compactMap { $0 }).joined(separator: ", ")
        : confirmation ?? (trial.isHealed || trial.wellCount == 0 ? nil : share),
      color: trial.lasts
        ? Palette.good : trial.wellCount > 0 ? Palette.caution : Palette.bad,
      isRecommended: isRecommended)
  }

  func draw(on canvas: any Canvas) {
    let sentences = PrescriptionSentences(report)
    let area = Page(title: title, subtitle: sentences.headline, source: source).draw(on: canvas)
    let columns = Columns(area: area, strips: strips.count)
    let bottom =
      area.y + Self.headerHeight
      + sections.reduce(0.0) {
        $0 + Self.rowHeight * Double($1.rows.count) + ($1.heading == nil ? 0 : Self.headingHeight)
      }
    header(columns, canvas)
    forEachRow(from: area.y + Self.headerHeight) { y, row in
      guard row.isRecommended else { return }
      canvas.fill(
        Rect(x: area.x - 12, y: y, width: area.width + 24, height: Self.rowHeight),
        Palette.good.mixed(with: Palette.background, 0.88))
    }
    for (index, strip) in strips.enumerated() {
      let x = columns.strips[index]
      strip.drawAxis(
        x: x, width: columns.stripWidth, top: area.y + Self.headerHeight, bottom: bottom, on: canvas
      )
    }
    forEachRow(from: area.y + Self.headerHeight) { y, row in
      draw(row, y: y, area, columns, canvas)
    } onHeading: { y, heading in
      canvas.text(
        heading, at: Point(area.x, y + Self.headingHeight - 10),
        TextStyle(Typography.panelTitle, color: Palette.ink))
    }
  }

  /// Calls with the upper edge of every row, and of every heading.
  private func forEachRow(
    from top: Double, _ body: (Double, Row) -> Void,
    onHeading: (Double, String) -> Void = { _, _ in }
  ) {
    var y = top
    for section in sections {
      if let heading = section.heading {
        onHeading(y, heading)
        y += Self.headingHeight
      }
      for row in section.rows {
        body(y, row)
        y += Self.rowHeight
      }
    }
  }

  private func header(_ columns: Columns, _ canvas: any Canvas) {
    let y = columns.area.y
    let style = TextStyle(Typography.note, color: Palette.mutedText, baseline: .top)
    canvas.text("change", at: Point(columns.area.x, y), style)
    canvas.text("called for by", at: Point(columns.reasons, y), style)
    for (strip, x) in zip(strips, columns.strips) {
      canvas.text(
        strip.title, at: Point(x, y),
        TextStyle(
          Font(size: Typography.note.size, weight: .bold), color: Palette.secondaryText,
          baseline: .top))
    }
    canvas.text("verdict", at: Point(columns.verdict, y), style)
  }

  private func draw(
    _ row: Row, y: Double, _ area: Rect, _ columns: Columns, _ canvas: any Canvas
  ) {
    let middle = y + Self.rowHeight / 2
    func cell(_ text: String, _ x: Double, _ width: Double, _ font: Font, _ color: Color) {
      let fitted = canvas.fit(
        text, width: width, font: font, maximumLines: 2, minimumSize: 10, breaksWords: true,
        ellipsis: .middle)
      canvas.text(fitted, top: Point(x, middle - fitted.height / 2), color: color)
    }
    cell(
      row.title, area.x, columns.reasons - area.x - 14,
      Font(size: 15, weight: row.isRecommended || row.isBefore ? .bold : .regular),
      Palette.ink)
    cell(
      row.reasons, columns.reasons, columns.strips[0] - columns.reasons - 18, Font(size: 13),
      Palette.mutedText)
    for (strip, x) in zip(strips, columns.strips) {
      strip.draw(
        row.runs, color: row.color, x: x, width: columns.stripWidth, middle: middle, on: canvas)
      cell(
        strip.text(row.runs), x + columns.stripWidth + 12, Columns.numberWidth, Font(size: 14),
        Palette.secondaryText)
    }
    let verdict = row.runs.verdicts
    cell(
      ([verdict] + [row.note].compactMap { $0 }).joined(separator: "; "), columns.verdict,
      area.maxX - columns.verdict, Font(size: 14), row.color)
  }

  private var strips: [PrescriptionStrip] { PrescriptionStrip.all(of: report) }

  private var source: String {
    FigureContext(report.before, command: command).source(
      (report.seeds.count == 1
        ? "" : "dot: median of \(report.seeds.count) seeds, bar: their range, ")
        + "hollow: off the scale, dashed: as it is. Well: no error, and "
        + "\(report.requirement.words)")
  }

  /// Where the columns begin.
  private struct Columns {
    static let numberWidth = 66.0
    let area: Rect
    let reasons: Double
    let strips: [Double]
    let verdict: Double
    /// Fewer strips are wider.
    let stripWidth: Double

    init(area: Rect, strips count: Int) {
      self.area = area
      stripWidth = count < 3 ? 230 : 152
      reasons = area.x + 350
      let first = reasons + 172
      let step = stripWidth + Self.numberWidth + 36
      strips = (0..<count).map { first + step * Double($0) }
      verdict = first + step * Double(count)
    }
  }
}
