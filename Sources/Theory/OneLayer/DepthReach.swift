import Networks
import RealModule

/// How many layers δ passes before it has changed by a given factor, layer after layer of one design,
/// each with its own q.
public struct DepthReach: Sendable {
  /// ln of the factor of δ's root mean square per layer going back: the first layers each, the last
  /// entry for all that follow.
  private let steps: [Double]

  /// More layers than this nobody counts.
  public static let deepest = 100_000

  /// The reach of square hidden layers whose signal starts with variance q.
  ///
  /// - Parameter residualScale: s of residual blocks; nil for plain layers.
  public init(_ map: MeanFieldMap, startingAt variance: Double, residualScale: Double? = nil) {
    var q = map.normalization == .none ? variance : 1
    var steps: [Double] = []
    // Where q no longer moves, every further layer is the same.
    while steps.count < 2000 {
      let moments = GaussianMoments(of: map.activation, variance: q)
      let chi = MeanFieldMap.chi(
        moments, map.weightVariance, map.biasVariance, map.normalization, kept: map.kept)
      let sums =
        map.normalization == .none
        ? map.weightVariance * map.kept * moments.square + map.biasVariance : 1
      var next = sums
      var factor = chi
      if let s = residualScale {
        next = q + s * s * sums
        factor = 1 + s * s * chi
      } else if map.normalization != .none {
        next = 1
      }
      steps.append(Double.log(factor) / 2)
      let isStill = (next / q - 1).magnitude < 1e-12
      q = min(next, 1e24)
      if isStill || !q.isFinite || q < 1e-24 { break }
    }
    self.steps = steps
  }

  /// The number of layers after which |ln(δ₁/δ_L)| passes ln(1/share); nil where it does not within
  /// `deepest`.
  public func layers(until share: Double) -> Int? {
    let wanted = -Double.log(share)
    var sum = 0.0
    for (index, step) in steps.enumerated() {
      sum += step
      if sum.magnitude >= wanted { return index + 1 }
    }
    // The solver's error must not make a decay of what is kept.
    guard let last = steps.last, last.magnitude > 1e-9 else { return nil }
    let rest = ((last < 0 ? -wanted : wanted) - sum) / last
    let total = Double(steps.count) + rest.rounded(.up)
    return total <= Double(Self.deepest) ? Int(total) : nil
  }
}
