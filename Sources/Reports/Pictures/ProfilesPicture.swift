import Charts
import Records

/// Activations and δ by layer before the first update, over the band that theory draws: whether a
/// value is normal.
struct ProfilesPicture: ReportPicture {
  let context: PictureContext
  static let fileName = "profiles.png"

  var title: String { "Is this value normal? Before the first update, against theory" }

  var size: Size { Size(1600, rows == 1 ? 700 : 170 + 370 * Double(rows)) }

  private var columns: Int { min(context.runs.count, 4) }
  private var rows: Int { (context.runs.count + max(columns, 1) - 1) / max(columns, 1) }

  func draw(on canvas: any Canvas) {
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "Two signals: activations a go forward (grey), δ comes back (colour)."
        + (context.runs.count > 1 ? " Each panel has its own scale." : ""),
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(entries)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let panels = context.pairs.enumerated().map { index, pair in
      ProfilePanel(
        context: context, run: pair.run, color: pair.style.color,
        namesAxis: index.isMultiple(of: max(columns, 1))
      ).panel
    }
    SmallMultiples(
      panels, columns: columns, horizontalGutter: 34, verticalGutter: 34, sharesAxes: false
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
