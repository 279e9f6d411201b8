import Charts

/// A panel that says in a sentence why there is nothing to draw.
enum AbsencePanel {
  /// A panel with a title and what is missing.
  static func panel(title: String, titleColor: Color = Palette.ink, _ reason: String) -> Panel {
    .blank(
      title: title, titleColor: titleColor, marks: [SentenceMark(text: sentence(reason))],
      background: Palette.grid.opacity(0.35))
  }

  /// A reason as a sentence.
  static func sentence(_ reason: String) -> String { reason.asBeginning + "." }

  /// Why no line can be drawn of these values: `NaN in every layer`; nil where there is one that has a place.
  ///
  /// - Parameter isLogarithmic: whether the axis has no place for 0.
  static func reason(_ values: [Double], isLogarithmic: Bool, noun: String) -> String? {
    let isPlaced = { (value: Double) in value.isFinite && (value > 0 || !isLogarithmic) }
    guard !values.contains(where: isPlaced) else { return nil }
    return "\(kinds(values)) in every \(noun)"
  }

  /// What values without a place on an axis are: `exactly 0 or NaN`.
  static func kinds(_ values: [Double]) -> String {
    let kinds = [
      values.contains { $0 == 0 } ? "exactly 0" : nil,
      values.contains { $0 < 0 && $0.isFinite } ? "negative" : nil,
      values.contains(where: \.isNaN) ? "NaN" : nil,
      values.contains(where: \.isInfinite) ? "infinite" : nil,
    ].compactMap { $0 }
    return kinds.joined(separator: " or ")
  }

  /// What several runs lack: each reason once, with the runs that have it where they differ.
  static func reason(_ runs: [JudgedRun], _ lack: (JudgedRun) -> String?) -> String {
    let reasons = Set(runs.compactMap(lack))
    guard reasons.count > 1 else { return reasons.first ?? "nothing was recorded" }
    return runs.compactMap { run in lack(run).map { "\(run.name): \($0)" } }.joined(separator: "; ")
  }
}

/// A sentence in the middle of a plot, wrapped to its width.
private struct SentenceMark: Mark {
  let text: String

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    let fitted = canvas.fit(
      text, width: plot.width * 0.9, font: Typography.panelSubtitle, maximumLines: 8,
      minimumSize: 11, breaksWords: true)
    canvas.text(
      fitted, top: Point(plot.midX, plot.midY - fitted.height / 2), color: Palette.secondaryText,
      anchor: .middle)
  }
}
