import Charts
import Records

/// What the columns of a course of distributions have: cells up an axis, and how values become shares in them.
struct TimeCells {
  /// The axis.
  let scale: any Scale
  private let shares: (MagnitudeHistogram) -> [Double]
  /// The chain whose histograms are counted: of a = φ(z) that of z.
  private let source: SampledChain
  /// The name of φ where the axis is linear from bound to bound.
  let bounded: String?

  /// So many equal cells has a linear axis: an odd number, that one lies around φ(0).
  static let linearCells = 41
  /// The cells of exactly 0 take this part of the axis, however many others there are.
  private static let zeroPart = 0.06

  /// The cells of a run.
  init(_ sampled: SampledChain) {
    if let (slots, source) = BoundedSlots.drawn(sampled) {
      (scale, self.source, bounded) = (slots.axis, source, slots.name)
      shares = { Self.equal(slots.bins(slots.shares($0)), over: slots.axis.domain) }
      return
    }
    let slots = MagnitudeSlots(
      sampled.histograms(in: sampled.samples), atMost: BoundedSlots.highest(sampled))
    let width = max(Int((Self.zeroPart * Double(slots.scale.slots)).rounded()), 1)
    let zero = slots.scale.hasNegative ? (slots.scale.slots - 1) / 2 : 0
    (source, bounded) = (sampled, nil)
    scale = SignedLogScale(
      lowest: slots.scale.lowest, highest: slots.scale.highest,
      hasNegative: slots.scale.hasNegative, zeroWidth: width)
    shares = { histogram in
      slots.shares(histogram).enumerated().flatMap { slot, share in
        [Double](repeating: share, count: slot == zero ? width : 1)
      }
    }
  }

  /// Bars of any width as shares in equal cells; of a bar that reaches over several each has its part.
  static func equal(
    _ bins: [RidgeMark.Bin], over domain: (lower: Double, upper: Double)
  ) -> [Double] {
    let width = (domain.upper - domain.lower) / Double(linearCells)
    return (0..<linearCells).map { cell in
      let lower = domain.lower + Double(cell) * width
      return bins.reduce(0) { sum, bin in
        let inside = min(bin.upper, lower + width) - max(bin.lower, lower)
        return inside > 0
          ? sum + (bin.told ?? bin.value) * inside / (bin.upper - bin.lower) : sum
      }
    }
  }

  /// The shares at a place in each sample, from the lowest cell to the highest; NaN in all where half of
  /// the values or more are no numbers: the shares of the others would hide that.
  func columns(_ position: Int) -> [[Double]] {
    source.samples.map { sample in
      let histogram = source.histogram(position, in: sample)
      let shares = shares(histogram)
      let isBroken = histogram.count > 0 && 2 * histogram.nonFinite >= histogram.count
      return isBroken ? shares.map { _ in .nan } : shares
    }
  }

  /// So few columns are narrow and apart: side by side they would look like a long time.
  static let apart = 4

  /// The edges of the columns of these steps, each an interval of its own where they are few; else one for all.
  static func edges(_ steps: [Double]) -> [(columns: Range<Int>, lower: Double, upper: Double)] {
    guard steps.count > 1 else { return [(0..<steps.count, -0.5, 0.5)] }
    func way(_ index: Int) -> Double {
      let index = min(max(index, 0), steps.count - 2)
      return steps[index + 1] - steps[index]
    }
    guard steps.count <= apart else {
      return [
        (
          0..<steps.count, steps[0] - way(0) / 2, steps[steps.count - 1] + way(steps.count) / 2
        )
      ]
    }
    return steps.indices.map { index in
      (
        index..<index + 1, steps[index] - 0.2 * way(index - 1), steps[index] + 0.2 * way(index)
      )
    }
  }
}
