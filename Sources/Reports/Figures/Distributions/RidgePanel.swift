import Charts
import Diagnosis
import Records

/// A row a place, each a histogram: outlined at the first sample, filled at the last.
struct RidgePanel {
  let sampled: SampledChain
  let slots: any HistogramSlots
  let color: Color
  /// How much of the ground is seen through the bars of the last sample.
  var paleness = 0.45
  /// Whether the bar of those exactly 0 is cut at the height of the row, which the other bars decide: where most are 0
  /// the others would be too low to be seen.
  var cutsZeros = false

  /// Rows that still can be read.
  static let mostRows = 12
  /// The highest bar of a row reaches so far up to the next one.
  private static let highest = 0.88

  /// The marks of all rows.
  ///
  /// - Parameter marked: what of each bar at the last sample is drawn in `markColor`; nil for nothing.
  func marks(
    markColor: Color, marked: (_ position: Int, _ shares: [Double]) -> [Double]?
  ) -> [any Mark] {
    sampled.positions.enumerated().flatMap { row, position -> [any Mark] in
      let shares = slots.shares(sampled.histogram(position, in: sampled.end))
      var start = slots.bins(slots.shares(sampled.histogram(position, in: sampled.first)))
      var end = slots.bins(shares)
      let all = (start + end).map(\.value).max() ?? 0
      let others = (start.dropFirst() + end.dropFirst()).map(\.value).max() ?? 0
      let top = cutsZeros && others > 0 ? others : all
      guard top > 0 else { return [] }
      if cutsZeros {
        (start, end) = (Self.cut(start, at: top), Self.cut(end, at: top))
      }
      let height = Self.highest / top
      let base = Double(row + 1)
      let name = "\(sampled.run.name), \(sampled.label(position))"
      var marks: [any Mark] = [
        RidgeMark(
          end, base: base, height: height,
          fill: color.faded(paleness), name: name)
      ]
      if let part = marked(position, shares), part.contains(where: { $0 > 0 }) {
        marks.append(RidgeMark(slots.bins(part), base: base, height: height, fill: markColor))
      }
      if sampled.last != nil {
        marks.append(
          RidgeMark(
            start, base: base, height: height,
            outline: StrokeStyle(Palette.ink, width: 1), name: "\(name), start"))
      }
      return marks
    }
  }

  /// The first bar, that of those exactly 0, no higher than the others; who asks is told what it counts.
  private static func cut(_ bins: [RidgeMark.Bin], at top: Double) -> [RidgeMark.Bin] {
    var bins = bins
    guard let first = bins.first, first.value > top else { return bins }
    bins[0] = RidgeMark.Bin(
      lower: first.lower, upper: first.upper, value: top, told: first.told ?? first.value)
    return bins
  }

  /// Beside rows that have something to say.
  func labels(_ text: (_ position: Int) -> (text: String, color: Color)?) -> DirectLabels? {
    let right = slots.axis.domain.upper
    let entries = sampled.positions.enumerated().compactMap { row, position in
      text(position).map {
        DirectLabels.Entry($0.text, color: $0.color, point: Point(right, Double(row + 1)))
      }
    }
    var labels = DirectLabels(entries, side: .trailing, font: Typography.note)
    labels.maximumLines = 1
    return entries.isEmpty ? nil : labels
  }
}
