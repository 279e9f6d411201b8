import Charts
import Foundation

/// The colour scale that heatmaps share, and what it cannot show.
struct HeatmapScale: Sendable {
  /// Of the colours.
  let scale: LogScale
  /// The smallest number that occurs and is not 0; nil without any.
  let smallest: Double?
  /// The largest finite number that occurs.
  private let largest: Double

  /// Below this colours end, unless what occurs ends soon after.
  private static let floor = 1e-16
  /// Down to this every number has a colour of its own.
  private static let soon = 1e-20
  private static let ceiling = 1e6
  /// As far as float32 reaches, the numbers that are told have a colour of their own.
  private static let narrow = (low: 1e-46, high: 1e39)

  /// A scale of all these numbers: every one that occurs, down to 10⁻¹⁶ and up to 10⁶, and every one that is told.
  /// More colours for what is lost would leave fewer for what is not.
  init(_ values: some Sequence<Double>, told: [Double] = []) {
    var (least, most) = (Double.infinity, 0.0)
    for value in values where value > 0 && value.isFinite {
      least = min(least, value)
      most = max(most, value)
    }
    (smallest, largest) = (least.isFinite ? least : nil, most)
    let full = LogScale(fitting: [least, most])
    let floor =
      full.domain.lower >= Self.soon * (1 - 1e-9)
      ? full.domain.lower : min(Self.floor, full.domain.upper * 1e-3)
    let named = LogScale(
      fitting: told.filter { $0 >= Self.narrow.low && $0 <= Self.narrow.high }
        + [least, most].map { min(max($0, floor), Self.ceiling) })
    scale = LogScale(
      from: max(full.domain.lower, min(floor, named.domain.lower)),
      to: min(full.domain.upper, max(Self.ceiling, floor * 10, named.domain.upper)))
  }

  /// Whether any number has a place on it.
  var isUsed: Bool { smallest != nil }

  /// The end of the scale and a few round numbers below, where numbers are below it.
  var levels: [CellNotes.Level] {
    guard let smallest, smallest < scale.domain.lower else { return [] }
    let floor = Int(log10(scale.domain.lower).rounded())
    let lowest = Int(log10(smallest).rounded(.down))
    let step = [2, 5, 10, 20, 50].first { (floor - lowest) / $0 <= 6 } ?? 100
    let round = (lowest...floor).reversed().filter {
      $0.isMultiple(of: step) && 2 * (floor - $0) > step
    }
    return ([floor] + round).map { exponent in
      let value = pow(10, Double(exponent))
      return CellNotes.Level(value, label: scale.label(value))
    }
  }

  /// What the ends of the scale hide; empty where nothing.
  var note: String {
    var parts: [String] = []
    if let smallest, smallest < scale.domain.lower {
      parts.append(
        "darkest: all below \(scale.label(scale.domain.lower)), with lines at smaller powers, "
          + "down to \(scale.label(pow(10, log10(smallest).rounded(.down))))")
    }
    if largest > scale.domain.upper {
      parts.append("brightest: all above \(scale.label(scale.domain.upper))")
    }
    return parts.joined(separator: "; ")
  }
}
