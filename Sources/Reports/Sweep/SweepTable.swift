import Diagnosis
import TrainingRecords

/// A sweep for a terminal: a coarse picture of the plane in characters, and what it says.
public struct SweepTable: Sendable {
  private let sweep: SweepRecord
  private let measure: SweepMeasure

  /// A table of a sweep.
  public init(_ sweep: SweepRecord, measure: SweepMeasure) {
    self.sweep = sweep
    self.measure = measure
  }

  private static let shades = ["  ", "░░", "▒▒", "▓▓", "██"]
  private static let diverged = "xx"
  private static let open = "··"

  /// The lines.
  public var lines: [String] {
    let words = SweepWords(sweep, measure: measure)
    var lines = ["\(sweep.y.variable.symbol) ↑   \(sweep.x.variable.symbol) →", ""]
    let labels = sweep.y.values.map(SweepWords.text)
    let width = labels.map(\.count).max() ?? 0
    for row in sweep.y.values.indices.reversed() {
      let label = String(repeating: " ", count: width - labels[row].count) + labels[row]
      lines.append("\(label) │" + sweep.cells[row].map(shade).joined())
    }
    let margin = String(repeating: " ", count: width + 1)
    lines.append(margin + "└" + String(repeating: "──", count: sweep.x.values.count))
    lines.append(margin + ruler)
    if let mark = criticalMark { lines.append(margin + mark) }
    lines += ["", legend, words.message]
    if let border = words.border { lines.append("The border of " + border + ".") }
    return lines.map { line in
      var line = Substring(line)
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  private func shade(_ cell: SweepCell?) -> String {
    guard let cell else { return Self.open }
    let value = measure.value(of: cell)
    guard value.isFinite else { return Self.diverged }
    let fraction = min(max(measure.scale(of: sweep).fraction(of: value) ?? 0, 0), 1)
    let goodness = measure == .loss ? 1 - fraction : fraction
    return Self.shades[min(Int(goodness * Double(Self.shades.count)), Self.shades.count - 1)]
  }

  /// Values under their columns, as many as have room.
  private var ruler: String {
    var text = " "
    for (column, value) in sweep.x.values.enumerated() {
      let start = 1 + 2 * column
      guard start >= text.count + (column == 0 ? 0 : 2) || column == 0 else { continue }
      text += String(repeating: " ", count: max(start - text.count, 0)) + SweepWords.text(value)
    }
    return text
  }

  /// An arrow under the column nearest to the critical value.
  private var criticalMark: String? {
    guard let theory = sweep.theory, theory.along == sweep.x.variable,
      let critical = theory.critical, let first = sweep.x.values.first,
      let last = sweep.x.values.last, (first...last).contains(critical),
      let nearest = sweep.x.values.indices.min(by: {
        abs(sweep.x.values[$0] - critical) < abs(sweep.x.values[$1] - critical)
      })
    else { return nil }
    let words = SweepWords(sweep, measure: measure).critical ?? ""
    return String(repeating: " ", count: 1 + 2 * nearest) + "↑ " + words
  }

  private var legend: String {
    let scale = measure.scale(of: sweep)
    let count = Self.shades.count
    let ends = (0...count).map { index -> String in
      let fraction = Double(index) / Double(count)
      let t = measure == .loss ? 1 - fraction : fraction
      return Words.short(scale.domain.lower + t * (scale.domain.upper - scale.domain.lower))
    }
    let parts = Self.shades.enumerated().map { index, shade in
      "\(index == 0 ? "blank" : shade) \(ends[index])–\(ends[index + 1])"
    }
    let extra =
      (sweep.done.contains { $0.cell.status == .diverged } ? ["\(Self.diverged) diverged"] : [])
      + (sweep.done.count < sweep.cellCount ? ["\(Self.open) not trained"] : [])
    return "\(measure.rawValue): " + (parts + extra).joined(separator: "   ")
  }
}
