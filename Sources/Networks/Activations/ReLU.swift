import RealModule
import Tensors

/// φ(z) = max(0, z), range [0, ∞), φ′ = 1 for z > 0 and 0 for z ≤ 0.
///
/// Does not saturate for z > 0; a unit with z ≤ 0 on every example is silent and gets no gradient.
/// NaN stays NaN: a maximum that turns it into 0 would hide the fault.
///
/// Matching initializer: He (K. He et al., ICCV 2015), whose factor 2 pays for the half of the
/// units that output 0.
///
/// Source: V. Nair, G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines",
/// ICML 2010.
public struct ReLU: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "relu" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { nil }
  public var canGoSilent: Bool { true }
  public var kinks: [Double] { [0] }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .relu }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z <= 0 ? 0 : z }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      z <= 0 ? 0 : 1
    }
  }
}
