import RealModule
import Tensors

/// φ(z) = ln(1 + eᶻ), range (0, ∞), φ′ = σ(z) = 1 / (1 + e⁻ᶻ) < 1: a ReLU with a rounded corner.
///
/// Saturates on the negative side: σ(z) = 5 % at z = −ln 19 = −2.944. The bound 1 of φ′ is
/// approached for z ≫ 0 and not reached.
///
/// Matching initializer: He, as for ReLU, which it becomes for large |z|. It is a weaker match: at
/// z ~ N(0, 1) the mean square slope is 0.29 against ReLU's ½, and every output is positive, so that
/// a deep network loses gradient and its signal has a mean.
///
/// Source: C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia, "Incorporating second-order
/// functional knowledge for better option pricing", NeurIPS 2000.
public struct Softplus: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "softplus" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { -2.944439 ... .infinity }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .softplus(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in
      // ln(1 + eᶻ) = max(z, 0) + ln(1 + e^(−|z|)), in which nothing overflows.
      (z > 0 ? z : 0) + Scalar.log(onePlus: Scalar.exp(-z.magnitude))
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      Sigmoid.value(z)
    }
  }
}
