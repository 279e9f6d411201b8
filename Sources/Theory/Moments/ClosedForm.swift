import Networks
import RealModule

/// Moments that need no quadrature.
enum ClosedForm {
  /// The moments of an activation that has closed ones; nil for the others.
  static func moments(of activation: any Activation, variance q: Double) -> GaussianMoments? {
    switch activation {
    case is Identity: piecewiseLinear(slope: 1, variance: q)
    case is ReLU: piecewiseLinear(slope: 0, variance: q)
    case let leaky as LeakyReLU: piecewiseLinear(slope: leaky.slope, variance: q)
    case is Exponential: exponential(variance: q)
    case is SELU where seluVariances.contains(q): selu(variance: q)
    default: nil
    }
  }

  /// φ = z for z > 0 and s·z for z ≤ 0: half of each moment of z from either side.
  ///
  /// E[φ²] = q·(1 + s²)/2, E[φ′²] = (1 + s²)/2, E[φ⁴] = 3q²·(1 + s⁴)/2.
  private static func piecewiseLinear(slope s: Double, variance q: Double) -> GaussianMoments {
    var moments = GaussianMoments(variance: q)
    moments.mean = (1 - s) * (q / (2 * Double.pi)).squareRoot()
    moments.square = q * (1 + s * s) / 2
    moments.slopeSquare = (1 + s * s) / 2
    moments.fourth = 3 * q * q * (1 + s * s * s * s) / 2
    moments.slopeFourth = (1 + s * s * s * s) / 2
    moments.product = q * (1 + s * s * s * s) / 2
    moments.squareGrowth = 1
    moments.slopeGrowth = 0
    return moments
  }

  /// φ = φ′ = eᶻ: E[e^{kz}] = e^{k²q/2}, so that E[φ] = e^{q/2}, E[φ²] = e^{2q}, E[φ⁴] = e^{8q}, and both
  /// growths are 2q. From q = 355 on no Double holds E[φ²], and it is infinite here.
  private static func exponential(variance q: Double) -> GaussianMoments {
    var moments = GaussianMoments(variance: q)
    moments.mean = Double.exp(q / 2)
    moments.square = Double.exp(2 * q)
    moments.slopeSquare = moments.square
    moments.fourth = Double.exp(8 * q)
    moments.slopeFourth = moments.fourth
    moments.product = moments.fourth
    moments.squareGrowth = 2 * q
    moments.slopeGrowth = 2 * q
    return moments
  }

  /// Below, the terms of SELU's forms cancel; above, e^{8q} leaves the range of numbers.
  private static let seluVariances = 1e-2...30.0

  /// With e_k = E[e^{kz}; z < 0] = e^{k²q/2}·Φ(−k√q):
  /// E[φ²] = λ²q/2 + (λα)²·(e₂ − 2e₁ + ½), E[φ′²] = λ²/2 + (λα)²·e₂.
  ///
  /// Source: G. Klambauer et al., NeurIPS 2017, equations 4 and 5.
  private static func selu(variance q: Double) -> GaussianMoments {
    let (scale, depth) = (SELU.scale, SELU.scale * SELU.alpha)
    let deviation = q.squareRoot()
    func below(_ k: Double) -> Double {
      Double.exp(k * k * q / 2) * Double.erfc(k * deviation / 2.0.squareRoot()) / 2
    }
    let (e1, e2, e3, e4) = (below(1), below(2), below(3), below(4))
    // d e_k/dq = ½·(k²·e_k − k·density), the density of z at 0 being 1/√(2πq).
    let density = 1 / (2 * Double.pi * q).squareRoot()
    func slope(_ k: Double, _ e: Double) -> Double { (k * k * e - k * density) / 2 }
    let (s2, d2) = (scale * scale, depth * depth)
    var moments = GaussianMoments(variance: q)
    moments.mean = scale * q * density + depth * (e1 - 0.5)
    moments.square = s2 * q / 2 + d2 * (e2 - 2 * e1 + 0.5)
    moments.slopeSquare = s2 / 2 + d2 * e2
    moments.fourth = s2 * s2 * 1.5 * q * q + d2 * d2 * (e4 - 4 * e3 + 6 * e2 - 4 * e1 + 0.5)
    moments.slopeFourth = s2 * s2 / 2 + d2 * d2 * e4
    moments.product = s2 * s2 * q / 2 + d2 * d2 * (e4 - 2 * e3 + e2)
    moments.squareGrowth =
      q * (s2 / 2 + d2 * (slope(2, e2) - 2 * slope(1, e1))) / moments.square
    moments.slopeGrowth = q * d2 * slope(2, e2) / moments.slopeSquare
    return moments
  }
}
