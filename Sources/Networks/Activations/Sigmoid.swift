import RealModule
import Tensors

/// φ(z) = 1 / (1 + e⁻ᶻ), range (0, 1), φ′ = a(1 − a) ≤ ¼.
///
/// Saturates on both sides: a(1 − a) = 5 % of ¼ at |z| = 4.357. Because φ′ never exceeds ¼, a
/// gradient loses at least a factor 4 a layer unless the weights make up for it.
///
/// Matching initializer: Xavier (X. Glorot, Y. Bengio, AISTATS 2010).
public struct Sigmoid: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "sigmoid" }
  public var maximumDerivative: Double { 0.25 }
  public var saturation: ClosedRange<Double>? { -4.356544...4.356544 }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "xavier-normal" }
  public var kernel: ActivationKernel? { .sigmoid(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in Self.value(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, a in
      // Near 1, where 1 − a has lost its digits, it is σ(−z), which costs an exponential.
      a <= 0.9375 ? a * (1 - a) : a * Self.value(-z)
    }
  }

  /// σ(z), to the last digits for any finite z; shared by the activations that are made of it.
  @inline(__always)
  static func value<Scalar: RealScalar>(_ z: Scalar) -> Scalar {
    // e^(−|z|) cannot overflow.
    let e = Scalar.exp(-z.magnitude)
    return z < 0 ? e / (1 + e) : 1 / (1 + e)
  }
}
