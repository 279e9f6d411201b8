import Charts
import Records

/// The names at the ends of update ratios; of lines that end where the axis has no place one for all of them.
struct UpdateRatioLabels {
  let lines: [UpdateRatioLines.Line]
  let colors: [Color]
  let scale: LogScale
  /// Whether the run went on without numbers: over those steps nothing is drawn, nor dots.
  let isLost: Bool

  /// What has no place at the end of a line, nor before.
  private enum Fate: CaseIterable {
    case below, zero, notFinite
  }

  private func fate(_ line: UpdateRatioLines.Line) -> Fate? {
    guard let end = line.points.last?.y else { return nil }
    if !end.isFinite { return last(line) == nil ? .notFinite : nil }
    return end == 0 ? .zero : end < scale.domain.lower ? .below : nil
  }

  /// The last point of a line that has a place on a logarithmic axis.
  private func last(_ line: UpdateRatioLines.Line) -> Point? {
    line.points.last { $0.y > 0 && $0.y.isFinite }
  }

  /// `layer 3`, and of a line that stops being a number `layer 3, then NaN`.
  private func name(_ line: UpdateRatioLines.Line) -> String {
    guard let end = line.points.last?.y, !end.isFinite else { return line.name }
    return "\(line.name), then \(end.isNaN ? "NaN" : "infinite")"
  }

  /// The labels: `layers 1–10: below 10⁻¹⁰` at the foot, and each other name beside its line.
  var labels: DirectLabels {
    var entries: [DirectLabels.Entry] = []
    for fate in Fate.allCases {
      let lost = lines.indices.filter { self.fate(lines[$0]) == fate }
      guard let last = lost.last else { continue }
      let words =
        switch fate {
        case .below: "below \(scale.label(scale.domain.lower))"
        case .zero: "0"
        case .notFinite: lines[last].points.last?.y.isNaN == true ? "NaN" : "infinite"
        }
      entries.append(
        DirectLabels.Entry(
          "\(names(lost)): \(words)", color: lost.count == 1 ? colors[last] : Palette.ink,
          point: Point(.nan, .nan)))
    }
    entries += lines.indices.filter { fate(lines[$0]) == nil }.map { index in
      DirectLabels.Entry(
        name(lines[index]), color: colors[index],
        point: self.last(lines[index]) ?? Point(.nan, .nan))
    }
    var labels = DirectLabels(entries, side: .trailing)
    labels.joinsFarEnds = !isLost
    return labels
  }

  /// `layers 1–10, output` of numbered layers that follow each other, `layer 3` of one, else how many.
  private func names(_ indices: [Int]) -> String {
    guard indices.count > 1 else { return indices.first.map { lines[$0].name } ?? "" }
    if indices.count == lines.count { return "all \(lines.count)" }
    let numbers = indices.map { lines[$0].layer }
    let layers = numbers.compactMap { $0 }
    guard layers.count >= indices.count - 1, layers.count > 1 || indices.count == 2,
      let first = layers.first, let last = layers.last, last - first == layers.count - 1
    else { return "\(indices.count) of \(lines.count)" }
    let others = indices.filter { lines[$0].layer == nil }.map { ", \(lines[$0].name)" }
    return (layers.count == 1 ? "layer \(first)" : "layers \(first)–\(last)") + others.joined()
  }
}
