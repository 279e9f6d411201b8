import Tensors

/// φ(z) = min(max(z, −1), 1), range [−1, 1], φ′ = 1 for −1 < z < 1 and 0 elsewhere: tanh drawn with a
/// ruler.
///
/// Saturates on both sides, at z = ∓1, and beyond φ′ is exactly 0: a unit with |z| ≥ 1 on every
/// example passes no gradient, as a silent ReLU does not. At z = ∓1 itself φ′ is 0, as in PyTorch. NaN
/// stays NaN.
///
/// Matching initializer: Xavier, as for tanh. For small z it is a linear unit, for which Var W =
/// 1/fan-in keeps signal and gradient; at z ~ N(0, 1) the mean square slope is 0.68, the share of
/// units between −1 and 1.
///
/// Source: R. Collobert, "Large scale machine learning", thesis, Université Paris 6, 2004.
public struct HardTanh: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "hard-tanh" }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { -1...1 }
  public var canGoSilent: Bool { false }
  public var kinks: [Double] { [-1, 1] }
  public var matchingInitializer: String { "xavier-normal" }
  public var kernel: ActivationKernel? { .hardTanh(saturation: saturation) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in z >= 1 ? 1 : z <= -1 ? -1 : z }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { z, _ in
      z >= 1 ? 0 : z <= -1 ? 0 : 1
    }
  }
}
