import Networks
import RealModule

/// ln E[φ²] and ln E[φ′²] over ln q, from a table: what a re-draw that has strayed from the typical q
/// asks for. A tangent would not do where the map is unstable, as GELU's near σw² = 2: there a small
/// deviation grows until it meets the next fixed point.
struct MomentCurve {
  private let start: Double
  private let squares: [Double]
  private let slopes: [Double]
  private static let step = 0.125
  private static let largest = Double.log(Double.greatestFiniteMagnitude)

  /// The curves over these variances and six powers of e to either side.
  init(of activation: any Activation, variances: some Sequence<Double>) {
    let logarithms = variances.map { Double.log(GaussianMoments.variances.clamp($0)) }
    let start = (logarithms.min() ?? 0) - 6
    // An exploding or dying network covers many decades; then the ends do.
    let count = min(Int(((logarithms.max() ?? 0) + 6 - start) / Self.step) + 2, 512)
    self.start = start
    let moments = (0..<count).map { index in
      GaussianMoments(
        of: activation, variance: Double.exp(start + Self.step * Double(index)))
    }
    // Between two infinite entries there would be no straight line.
    squares = moments.map { min(Double.log($0.square), Self.largest) }
    slopes = moments.map { min(Double.log($0.slopeSquare), Self.largest) }
  }

  /// ln E[φ²] at ln q.
  func square(_ logarithm: Double) -> Double { value(squares, logarithm) }
  /// ln E[φ′²] at ln q.
  func slope(_ logarithm: Double) -> Double { value(slopes, logarithm) }

  /// Between two entries, and beyond the ends, on a straight line.
  private func value(_ table: [Double], _ logarithm: Double) -> Double {
    let place = (logarithm - start) / Self.step
    let index = Int((0...Double(table.count - 2)).clamp(place.rounded(.down)))
    return table[index] + (place - Double(index)) * (table[index + 1] - table[index])
  }
}
