import Charts

/// The axis of what was measured, with the bands of theory on it where they are not so far off that the lines would
/// become flat.
struct TheoryScale {
  let scale: LogScale
  /// Whether a part of a band has no place on it; whoever draws it says so.
  let cutsBands: Bool

  /// So many times above or below what was measured a band still widens the axis.
  private static let farthest = 1e3

  /// Whole decades around these; without anything positive that was measured, around the bands.
  init(measured: [Double], bands: [Double]) {
    let placed = measured.filter { $0 > 0 && $0.isFinite }
    let scale =
      if let low = placed.min(), let high = placed.max() {
        LogScale(
          fitting: placed
            + bands.filter { $0 > low / Self.farthest && $0 < high * Self.farthest })
      } else {
        LogScale(fitting: bands)
      }
    self.scale = scale
    cutsBands = bands.contains { $0.isFinite && $0 > 0 && !scale.contains($0) }
  }
}
