import Foundation

/// δ over the layers as small bars, on one logarithmic scale for all runs.
///
/// `·` is exactly 0, `!` is NaN or infinite, `–` was not measured.
public struct DeltaProfile: Sendable {
  private let lower: Double
  private let upper: Double
  /// The most characters a profile takes.
  static let maximumWidth = 20

  /// The scale of these profiles: the decades they span, three to twenty from the top.
  public init(fitting profiles: [[Double?]]) {
    let logs = profiles.joined().compactMap { $0 }.filter { $0.isFinite && $0 > 0 }.map {
      log10($0)
    }
    upper = logs.max() ?? 0
    // At least three decades, so that a factor of two does not look like a cliff.
    lower = min(max(logs.min() ?? -1, upper - 20), upper - 3)
  }

  /// Decades from the lowest bar to the full one.
  public var decades: Double { upper - lower }

  /// One character a layer, layer 1 first; deep networks show evenly spaced layers.
  public func text(_ profile: [Double?]) -> String {
    let count = min(profile.count, Self.maximumWidth)
    guard count > 0 else { return "" }
    return String(
      (0..<count).map { place in
        let layer =
          count == 1 ? 0 : Int((Double(place * (profile.count - 1)) / Double(count - 1)).rounded())
        return bar(profile[layer])
      })
  }

  private func bar(_ value: Double?) -> Character {
    let bars = Array("▁▂▃▄▅▆▇█")
    guard let value else { return "–" }
    guard value.isFinite else { return "!" }
    guard value > 0 else { return "·" }
    let height = upper > lower ? (log10(value) - lower) / (upper - lower) : 1
    return bars[min(max(Int((height * 7).rounded()), 0), 7)]
  }
}
