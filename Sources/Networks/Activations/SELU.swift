import RealModule
import Tensors

/// φ(z) = λz for z > 0 and λα(eᶻ − 1) for z ≤ 0, range (−λα, ∞), φ′ = λ for z > 0 and λαeᶻ for z ≤ 0;
/// λ = 1.0507, α = 1.6733.
///
/// λ and α are chosen so that E[φ] = 0 and E[φ²] = 1 for z ~ N(0, 1): a deep network normalizes its
/// own signal. Saturates on the negative side: λαeᶻ = 5 % of its maximum λα at z = −2.996. The slope
/// jumps from λα to λ at z = 0.
///
/// Matching initializer: LeCun (Var W = 1 / fan-in), with which z has the variance of the
/// activations below; the fixed point holds for no other gain.
///
/// Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, "Self-normalizing neural
/// networks", NeurIPS 2017.
public struct SELU: Activation {
  /// λ, the slope for z > 0.
  public static let scale = 1.0507009873554805
  /// α, so that λα is the depth of the negative side.
  public static let alpha = 1.6732632423543772

  /// The activation φ above.
  public init() {}

  public var name: String { "selu" }
  public var maximumDerivative: Double { Self.scale * Self.alpha }
  public var saturation: ClosedRange<Double>? { -2.995732 ... .infinity }
  public var canGoSilent: Bool { false }
  public var kinks: [Double] { [0] }
  public var matchingInitializer: String { "lecun-normal" }
  public var kernel: ActivationKernel? { .selu(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let scale = Scalar(Self.scale)
    let depth = Scalar(Self.scale * Self.alpha)
    // Beyond this, λz would be infinite where z is finite: it stays at the largest number.
    let largest = Scalar.greatestFiniteMagnitude / scale
    Elementwise.map(z, into: a, count: count) { z in
      if z > largest { return max(z, .greatestFiniteMagnitude) }
      return z > 0 ? scale * z : depth * Scalar.expMinusOne(z)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    let scale = Scalar(Self.scale)
    let depth = Scalar(Self.scale * Self.alpha)
    return Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) {
      z, _ in
      z > 0 ? scale : depth * Scalar.exp(z)
    }
  }
}
