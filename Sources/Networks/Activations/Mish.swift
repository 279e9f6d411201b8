import RealModule
import Tensors

/// φ(z) = z·tanh(ln(1 + eᶻ)), range [−0.309, ∞), φ′ = t + z·σ(z)·(1 − t²) with t = tanh(ln(1 + eᶻ)),
/// from −0.113 (at z = −2.256) to 1.088 (at z = 1.491).
///
/// Saturates on the negative side: |φ′| stays below 5 % of its maximum for z < −3.981.
///
/// Matching initializer: He, as for ReLU, which it becomes for large |z|. At z ~ N(0, 1) the mean
/// square slope is 0.48 and E[φ²] is 0.45, both near ReLU's ½.
///
/// Source: D. Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020.
public struct Mish: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "mish" }
  public var maximumDerivative: Double { 1.0884981612517279 }
  public var saturation: ClosedRange<Double>? { -3.981251 ... .infinity }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .mish(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z * Self.gate(z).share }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      let gate = Self.gate(z)
      return gate.share + z * gate.slope
    }
  }

  /// t = tanh(ln(1 + eᶻ)) and dt/dz = σ(z)·(1 − t²), as fractions of e = e^(−|z|):
  ///
  /// - z ≤ 0: t = e(e + 2)/d and dt/dz = 4e(1 + e)/d² with d = e² + 2e + 2;
  /// - z > 0: t = (1 + 2e)/d and dt/dz = 4e²(1 + e)/d² with d = 1 + 2e + 2e².
  ///
  /// Nothing overflows, and no two near numbers are taken from each other.
  @inline(__always)
  private static func gate<Scalar: RealScalar>(_ z: Scalar) -> (share: Scalar, slope: Scalar) {
    let e = Scalar.exp(-z.magnitude)
    let isBelow = z <= 0
    let d = isBelow ? e * e + 2 * e + 2 : 1 + 2 * e + 2 * e * e
    let share = (isBelow ? e * (e + 2) : 1 + 2 * e) / d
    let slope = 4 * (isBelow ? e : e * e) * (1 + e) / (d * d)
    return (share, slope)
  }
}
