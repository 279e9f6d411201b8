import RealModule
import Tensors

/// φ(z) = z·σ(z) with σ(z) = 1 / (1 + e⁻ᶻ), range [−0.278, ∞), φ′ = σ(z)·(1 + z·σ(−z)), from −0.100
/// to 1.100 (at z = ∓2.399). Also called swish.
///
/// Saturates on the negative side: |φ′| stays below 5 % of its maximum for z < −3.930.
///
/// Matching initializer: He, as for ReLU, which it becomes for large |z|. At z ~ N(0, 1) the mean
/// square slope is 0.38 against ReLU's ½, so that a deep network still loses some gradient.
///
/// Sources: S. Elfwing, E. Uchibe, K. Doya, "Sigmoid-weighted linear units for neural network
/// function approximation in reinforcement learning", Neural Networks 107, 2018; P. Ramachandran,
/// B. Zoph, Q. V. Le, "Searching for activation functions", arXiv 1710.05941, 2017.
public struct SiLU: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "silu" }
  public var maximumDerivative: Double { 1.099839320128867 }
  public var saturation: ClosedRange<Double>? { -3.929897 ... .infinity }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .silu(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z * Sigmoid.value(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      // σ(−z), because 1 − σ(z) cancels.
      Sigmoid.value(z) * (1 + z * Sigmoid.value(-z))
    }
  }
}
