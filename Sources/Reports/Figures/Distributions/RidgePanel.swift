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
      let start = slots.bins(slots.shares(sampled.histogram(position, in: sampled.first)))
      let end = slots.bins(shares)
      let top = (start + end).map(\.value).max() ?? 0
      guard top > 0 else { return [] }
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
