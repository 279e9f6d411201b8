import Diagnosis
import Records
import Texts

/// A sweep for a terminal: a coarse picture of the plane in characters, and what it says.
public struct SweepTable: TextReport {
  private let sweep: SweepRecord
  private let measure: SweepMeasure

  /// A table of a sweep.
  public init(_ sweep: SweepRecord, measure: SweepMeasure) {
    self.sweep = sweep
    self.measure = measure
  }

  private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]
  private static let diverged: Character = "x"
  private static let open: Character = "·"

  /// The plane, with cells of two characters, or of one where there is less room; the legend; the
  /// sentences.
  public var blocks: [TextBlock] {
    let words = SweepWords(sweep, measure: measure)
    let mark = nearestToCritical == nil ? nil : words.critical.map { "↑ \($0)" }
    let border = words.border.map { "The border of \($0)." }
    return [
      .line("\(sweep.y.variable.symbol) ↑   \(sweep.x.variable.symbol) →"), .blank,
      .drawing([plane(cell: 2), plane(cell: 1)]),
    ] + [mark, "", legend, words.message, border].compactMap { $0 }.map { .line($0) }
  }

  private func plane(cell: Int) -> [String] {
    let labels = sweep.y.values.map(SweepWords.text)
    let width = labels.map(\.count).max() ?? 0
    let rows = sweep.y.values.indices.reversed().map { row in
      let label = String(repeating: " ", count: width - labels[row].count) + labels[row]
      return "\(label) │"
        + sweep.cells[row].map { String(repeating: shade($0), count: cell) }.joined()
    }
    let margin = String(repeating: " ", count: width + 1)
    let axis = margin + "└" + String(repeating: "─", count: cell * sweep.x.values.count)
    let arrow = nearestToCritical.map {
      margin + String(repeating: " ", count: 1 + cell * $0) + "↑"
    }
    return rows + [axis, margin + ruler(cell: cell)] + [arrow].compactMap { $0 }
  }

  private func shade(_ cell: SweepCell?) -> Character {
    guard let cell else { return Self.open }
    let value = measure.value(of: cell)
    guard value.isFinite else { return Self.diverged }
    let fraction = min(max(measure.scale(of: sweep).fraction(of: value) ?? 0, 0), 1)
    let goodness = measure == .loss ? 1 - fraction : fraction
    return Self.shades[min(Int(goodness * Double(Self.shades.count)), Self.shades.count - 1)]
  }

  /// Values under their columns, as many as have room.
  private func ruler(cell: Int) -> String {
    var text = " "
    for (column, value) in sweep.x.values.enumerated() {
      let start = 1 + cell * column
      guard start >= text.count + (column == 0 ? 0 : 2) || column == 0 else { continue }
      text += String(repeating: " ", count: max(start - text.count, 0)) + SweepWords.text(value)
    }
    return text
  }

  /// The column nearest to the critical value; nil where there is none in the plane.
  private var nearestToCritical: Int? {
    guard let theory = sweep.theory, theory.along == sweep.x.variable,
      let critical = theory.critical, let first = sweep.x.values.first,
      let last = sweep.x.values.last, (first...last).contains(critical)
    else { return nil }
    return sweep.x.values.indices.min {
      abs(sweep.x.values[$0] - critical) < abs(sweep.x.values[$1] - critical)
    }
  }

  /// A shade and what it stands for stay on one line.
  private var legend: String {
    let scale = measure.scale(of: sweep)
    let count = Self.shades.count
    let ends = (0...count).map { index -> String in
      let fraction = Double(index) / Double(count)
      let t = measure == .loss ? 1 - fraction : fraction
      return Words.short(scale.domain.lower + t * (scale.domain.upper - scale.domain.lower))
    }
    let parts = Self.shades.enumerated().map { index, shade in
      "\(index == 0 ? "blank" : "\(shade)\(shade)")\u{A0}\(ends[index])–\(ends[index + 1])"
    }
    let extra =
      (sweep.done.contains { $0.cell.status == .diverged }
        ? ["\(Self.diverged)\(Self.diverged)\u{A0}diverged"] : [])
      + (sweep.done.count < sweep.cellCount
        ? ["\(Self.open)\(Self.open)\u{A0}not\u{A0}trained"] : [])
    return "\(measure.rawValue): " + (parts + extra).joined(separator: "   ")
  }
}
