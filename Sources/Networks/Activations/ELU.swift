import RealModule
import Tensors

/// φ(z) = z for z > 0 and eᶻ − 1 for z ≤ 0 (α = 1), range (−1, ∞), φ′ = 1 for z > 0 and eᶻ for z ≤ 0.
///
/// Saturates on the negative side: eᶻ = 5 % at z = −2.996. With α = 1 the slope is continuous at
/// z = 0; the curvature jumps there.
///
/// Matching initializer: He, as in the paper. At z ~ N(0, 1) the mean square slope is 0.67, between
/// the ½ of ReLU and the 1 of a linear unit; as z grows, ELU becomes a ReLU and He's 2 exact.
///
/// Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter, "Fast and accurate deep network learning
/// by exponential linear units (ELUs)", ICLR 2016.
public struct ELU: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "elu" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { -2.995732 ... .infinity }
  public var canGoSilent: Bool { false }
  public var kinks: [Double] { [0] }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .elu(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z > 0 ? z : Scalar.expMinusOne(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      // a + 1 is the same number, without its digits where a is near −1.
      z > 0 ? 1 : Scalar.exp(z)
    }
  }
}
