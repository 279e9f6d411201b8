import RealModule
import Tensors

/// φ(z) = z, φ′ = 1: a deep linear network, the reference in which only the weights act.
///
/// Matching initializer: LeCun (Var W = 1 / fan-in), which keeps the variance of the signal and, on
/// square layers, that of the gradient.
public struct Identity: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "identity" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { nil }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "lecun-normal" }
  public var kernel: ActivationKernel? { .identity }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { _, _ in 1 }
  }
}
