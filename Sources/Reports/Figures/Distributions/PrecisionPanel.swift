import Charts
import Diagnosis
import Records

/// One run's gradients by magnitude over the ranges in which half-width formats lose them.
struct PrecisionPanel {
  let run: JudgedRun
  let style: RunStyle
  let sampled: SampledChain

  /// Grounds of the ranges in grey, so that no bar has the colour of its ground: runs have every other colour.
  static let lost = Palette.ink.opacity(0.24)
  static let coarse = Palette.ink.opacity(0.11)
  static let lostInBFloat16 = Palette.ink.opacity(0.42)

  static let paleness = 0.15

  var panel: Panel {
    let slots = slots
    // Strong, for they stand on grounds.
    let ridges = RidgePanel(
      sampled: sampled, slots: slots, color: style.color, paleness: Self.paleness, cutsZeros: true)
    let note = sampled.tensor == .deltas ? "δ; weight gradients were not sampled" : nil
    let notes =
      [sampled.axis.selection, sampled.numbered, note, slots.note].compactMap { $0 } + [losses]
    return Panel(
      title: run.name, titleColor: style.color.readable(),
      subtitle: notes.joined(separator: "; "),
      x: Axis(.bottom, scale: slots.scale, title: "magnitude", maximumTicks: 7),
      y: sampled.axis.axis,
      marks: grounds(slots.scale)
        + ridges.marks(markColor: Self.lost) { _, _ in nil },
      labels: ridges.labels { position in
        let histogram = sampled.histogram(position, in: sampled.end)
        guard histogram.nonZeros > 0 else {
          return (histogram.count > histogram.zeros ? "NaN" : "all 0", Palette.mutedText)
        }
        let shares = NumberFormat.allCases.map { format -> Double in
          let losses = format.losses(histogram)
          return losses.zero + losses.infinite
        }
        let zeros = PrecisionFigure.zeros(histogram).map { "(\($0))" }
        let lost =
          shares.allSatisfy { $0 == 0 }
          ? nil : shares.map(ShareWords.bounded).joined(separator: " / ")
        let words = [lost, zeros].compactMap { $0 }.joined(separator: " ")
        return words.isEmpty ? nil : (words, Palette.secondaryText)
      })
  }

  /// What the numbers beside the rows are, or that none is lost.
  private var losses: String {
    let lost = sampled.positions.contains { position in
      NumberFormat.allCases.contains { format in
        let losses = format.losses(sampled.histogram(position, in: sampled.end))
        return losses.zero + losses.infinite > 0
      }
    }
    let hasZeros = sampled.positions.contains {
      PrecisionFigure.zeros(sampled.histogram($0, in: sampled.end)) != nil
    }
    let zeros = hasZeros ? " (exactly 0)" : ""
    if lost { return "right: lost in float16 / bfloat16\(zeros); blank: nothing" }
    let ends = sampled.positions.map { sampled.histogram($0, in: sampled.end) }
    if ends.contains(where: { $0.nonFinite > 0 }) { return "NaN or infinite at the end" }
    return ends.allSatisfy { $0.nonZeros == 0 }
      ? "none but 0 at the end" : "nothing lost at the end"
  }

  /// The axis.
  private var slots: MagnitudeSlots {
    MagnitudeSlots(sampled.histograms(in: [sampled.first, sampled.end]), signed: false)
  }

  /// What the grounds that are seen mean.
  var legend: [Legend.Entry] {
    let (half, scale) = (NumberFormat.float16, slots.scale)
    let entries: [(Bool, String, Color)] = [
      (
        scale.lowest < half.zeroBelow || scale.highest >= half.infiniteFrom,
        "float16: becomes 0 or infinite", Self.lost
      ),
      (
        scale.lowest < half.fewerDigitsBelow && scale.highest >= half.zeroBelow,
        "float16: fewer digits", Self.coarse
      ),
      (
        scale.lowest < NumberFormat.bfloat16.zeroBelow, "bfloat16: becomes 0",
        Self.lostInBFloat16
      ),
    ]
    return entries.filter(\.0).map { Legend.Entry($0.1, .fill($0.2)) }
  }

  /// The ranges as grounds behind the rows, where the axis has them.
  private func grounds(_ scale: SignedLogScale) -> [any Mark] {
    let (low, high) = (scale.lowest, scale.highest + 1)
    func ground(_ from: Int, _ to: Int, _ color: Color) -> (any Mark)? {
      let (from, to) = (max(from, low), min(to, high))
      guard from < to else { return nil }
      let edges = [from, to].map { Double(sign: .plus, exponent: $0, significand: 1) }
      let rows = Double(sampled.positions.count)
      return BandMark(
        x: edges, lower: [0.05, 0.05], upper: [rows + 0.25, rows + 0.25], color: color)
    }
    let (half, brain) = (NumberFormat.float16, NumberFormat.bfloat16)
    // Where one ends, a line that is seen also where the ground is faint.
    let limits = [half.zeroBelow, half.fewerDigitsBelow, half.infiniteFrom, brain.zeroBelow]
    let edges = limits.filter { $0 > low && $0 < high }.map { limit in
      RuleMark(
        .vertical(x: Double(sign: .plus, exponent: limit, significand: 1)),
        style: StrokeStyle(Palette.mutedText, width: 0.8))
    }
    let grounds: [any Mark] = [
      // Beside that of bfloat16, not under it: two layers of grey are none of the legend's.
      ground(brain.zeroBelow, half.zeroBelow, Self.lost),
      ground(half.zeroBelow, half.fewerDigitsBelow, Self.coarse),
      ground(half.infiniteFrom, .max, Self.lost),
      ground(.min, brain.zeroBelow, Self.lostInBFloat16),
    ].compactMap { $0 }
    return grounds + edges
  }
}
