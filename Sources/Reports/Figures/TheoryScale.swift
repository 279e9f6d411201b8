import Charts
import Foundation

/// The axis of what was measured, with the bands of theory on it where they are not so far off that the lines would
/// become flat.
struct TheoryScale {
  let scale: LogScale
  /// Whether a part of a band has no place on it; whoever draws it says so.
  let cutsBands: Bool

  /// So many times above or below what was measured a band still widens the axis.
  private static let farthest = 1e3

  /// Fewer decades would make what is level look like a slope.
  private static let fewestDecades = 3

  /// Whole decades around these, three at least; without anything positive that was measured, around the bands.
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
    self.scale = scale.widened(to: Self.fewestDecades)
    cutsBands = bands.contains { $0.isFinite && $0 > 0 && !scale.contains($0) }
  }
}

extension LogScale {
  /// The same with so many decades at least, added alternately below and above.
  fileprivate func widened(to decades: Int) -> LogScale {
    var (low, high) = domain
    var isBelow = true
    while low > 1e-300, high < 1e300, log10(high / low) < Double(decades) - 1e-6 {
      if isBelow { low /= 10 } else { high *= 10 }
      isBelow.toggle()
    }
    return LogScale(from: low, to: high)
  }
}
