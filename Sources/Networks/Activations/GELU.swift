import RealModule
import Tensors

/// φ(z) = z·Φ(z) with Φ(z) = ½ erfc(−z/√2), the normal distribution's cumulative function; range
/// [−0.17, ∞), φ′ = Φ(z) + z·e^(−z²/2)/√(2π), from −0.129 to 1.129 (at z = ∓√2).
///
/// Exact, not the approximation by tanh. Saturates on the negative side: |φ′| stays below 5 % of
/// its maximum for z < −2.279.
///
/// Matching initializer: He. Like ReLU it passes one side and closes the other: at z ~ N(0, 1) the
/// mean square slope is 0.46, near ReLU's ½.
///
/// Source: D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", arXiv 1606.08415, 2016.
public struct GELU: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "gelu" }
  public var maximumDerivative: Double { 1.1289041451851547 }
  public var saturation: ClosedRange<Double>? { -2.278561 ... .infinity }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .gelu(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z * Self.cumulative(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    let height = 1 / (2 * Scalar.pi).squareRoot()
    return Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) {
      z, _ in
      // z² may overflow; its exponential is then 0, as it should be.
      Self.cumulative(z) + z * (height * Scalar.exp(-z * z / 2))
    }
  }

  /// Φ(z). The complement keeps its digits for z ≪ 0, where 1 + erf would cancel.
  @inline(__always)
  private static func cumulative<Scalar: RealScalar>(_ z: Scalar) -> Scalar {
    Scalar.erfc(-z * Scalar(0.5).squareRoot()) / 2
  }
}
