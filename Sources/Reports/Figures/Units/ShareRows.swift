import Charts
import Diagnosis
import Records

/// A share of entries or units that pass no gradient, over the places of a run's main chain and its steps.
struct ShareRows: Sendable {
  /// What of the entries or units is counted.
  enum Kind: Sendable, Hashable {
    /// φ′ small because φ levels off at its low or high end, or at either where these were not told apart.
    case saturatedLow, saturatedHigh, saturated
    /// z ≤ 0 on every example of the probe set, before a φ that is 0 there.
    case silent

    /// After the name of a run.
    var words: String {
      switch self {
      case .saturatedLow: "saturated, low end"
      case .saturatedHigh: "saturated, high end"
      case .saturated: "saturated"
      case .silent: "silent"
      }
    }

    /// The quantity that was recorded; nil of what the probe set shows.
    fileprivate var quantity: Quantity? {
      switch self {
      case .saturatedLow: .saturatedLowFraction
      case .saturatedHigh: .saturatedHighFraction
      case .saturated: .saturatedFraction
      case .silent: nil
      }
    }
  }

  /// The largest share, and where and when it was.
  struct Peak: Sendable, Hashable {
    var share: Double
    /// From 1.
    var position: Int
    var step: Int
    /// The look before, of what is seen at looks only; nil at the first, and of what is measured at every step.
    var lookBefore: Int?

    /// Whether it stays so to the end, and more than the last time point has it.
    var isLasting: Bool
    /// Whether it is seen at looks only.
    var isOfLooks: Bool

    /// Such as `step 120`, `from step 15 on`, `from some step between 72 and 216 on`.
    var when: String {
      guard isLasting else { return isOfLooks ? "at the look before step \(step)" : "step \(step)" }
      return lookBefore.map { "from some step between \($0) and \(step) on" }
        ?? "from step \(step) on"
    }
  }

  let run: JudgedRun
  let style: RunStyle
  let kind: Kind
  /// A row a place; empty where φ cannot have it, or nothing was measured.
  let values: [[Double]]
  let columns: StepColumns
  let peak: Peak?

  /// All shares that a run has; where the two ends of saturation were told apart, not their sum.
  static func all(_ run: JudgedRun, _ style: RunStyle) -> [ShareRows] {
    let ends = [Kind.saturatedLow, .saturatedHigh].compactMap { ShareRows(run, style, $0) }
    let both = ends.isEmpty ? ShareRows(run, style, .saturated) : nil
    return ends + [both, ShareRows(run, style, .silent)].compactMap { $0 }
  }

  /// The shares of one kind that a run has; nil where its φ cannot have it, or it was not measured.
  init?(_ run: JudgedRun, _ style: RunStyle, _ kind: Kind) {
    guard let chain = run.chain else { return nil }
    (self.run, self.style, self.kind) = (run, style, kind)
    if let quantity = kind.quantity {
      let rows = HeatmapRows(run, style, chain: chain, quantity)
      columns = rows.columns
      values = zip(chain.places, rows.values).map { place, row in
        Self.canSaturate(place, row) ? row : []
      }
    } else {
      let looks = run.evidence.record.probes
      // What a single look finds has no course.
      guard looks.count > 1 else { return nil }
      columns = StepColumns(looks: looks.map(\.step))
      values = zip(chain.chain.places, chain.places).map { index, place in
        let counts = looks.map {
          $0.silentUnits.indices.contains(index) ? $0.silentUnits[index] : nil
        }
        guard place.units > 0, counts.contains(where: { $0 != nil }) else { return [] }
        return counts.map { $0.map { Double($0) / Double(place.units) } ?? .nan }
      }
    }
    guard values.contains(where: { !$0.isEmpty }) else { return nil }
    peak = Self.peak(values, columns.steps, isOfLooks: kind == .silent)
  }

  /// Whether φ levels off at a place; where nobody said, whether anything was seen of it.
  private static func canSaturate(_ place: Place, _ row: [Double]) -> Bool {
    place.activation?.saturates ?? row.contains { $0 > 0 }
  }

  /// The largest share, of several the first.
  private static func peak(_ values: [[Double]], _ steps: [Int], isOfLooks: Bool) -> Peak? {
    var peak: Peak?
    for (index, row) in values.enumerated() {
      for (look, (share, step)) in zip(row, steps).enumerated() where share.isFinite {
        let isFirst = share == peak?.share && step < peak?.step ?? 0
        if peak == nil || share > peak?.share ?? 0 || isFirst {
          let later = row[min(look, row.count)...].filter(\.isFinite)
          peak = Peak(
            share: share, position: index + 1, step: step,
            lookBefore: isOfLooks && look > 0 ? steps[look - 1] : nil,
            isLasting: later.count > 1 && later.allSatisfy { $0 >= 0.99 * share },
            isOfLooks: isOfLooks)
        }
      }
    }
    return peak
  }
}
