import RealModule
import Tensors

/// φ(z) = tanh z, range (−1, 1), φ′ = 1 − a² ≤ 1.
///
/// Saturates on both sides: 1 − a² = 5 % at |z| = 2.178.
///
/// Matching initializer: Xavier (X. Glorot, Y. Bengio, AISTATS 2010).
public struct Tanh: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "tanh" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { -2.178272...2.178272 }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "xavier-normal" }
  public var kernel: ActivationKernel? { .tanh(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in Scalar.tanh(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, a in
      if a * a <= 0.9375 { return 1 - a * a }
      // Near ±1, where 1 − a² has lost its digits: 1 / cosh² z = 4e / (1 + e)² with e = e^(−2|z|).
      let e = Scalar.exp(-2 * z.magnitude)
      return 4 * e / ((1 + e) * (1 + e))
    }
  }
}
