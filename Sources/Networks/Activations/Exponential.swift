import RealModule
import Tensors

/// φ(z) = eᶻ, range (0, ∞), φ′ = eᶻ: each is as large as the other, and neither has a bound.
///
/// Levels off on the negative side, but has no largest slope of which 5 % could be taken: nothing is
/// counted as saturated. From z = 88.7 on it is infinite in float32, from 709.8 on in float64.
///
/// Matching initializer: none is right. With z ~ N(0, q), E[φ²] = E[φ′²] = e^{2q}, so that the
/// variance of z goes from layer to layer as q ← g·e^{2q}, g = fan-in · Var W, and the squared
/// gradient as χ = g·e^{2q}, which is q itself where q stays the same. Only q = ½ or less stays (the
/// map has the slope 2q there), and only if g ≤ 1/(2e) = 0.184: with He's 2 or LeCun's 1 every signal
/// explodes within some layers, and where it does not, a gradient loses at least a factor √2 a layer.
/// `fan-in:0.13` is the compromise: q = 0.190 is reached from any start below 1.04, of which inputs of
/// mean square 1 are far (they begin with q = 0.13), for a gradient of × 0.44 a layer.
///
/// Source: the map is that of S. S. Schoenholz et al., "Deep information propagation", ICLR 2017,
/// with E[e^{2z}] = e^{2q} of the lognormal distribution put in.
public struct Exponential: Activation {
  /// The activation φ above.
  public init() {}

  public var name: String { "exponential" }
  public var maximumDerivative: Double { .infinity }
  public var saturation: ClosedRange<Double>? { nil }
  public var canGoSilent: Bool { false }
  public var matchingInitializer: String { "fan-in:0.13" }
  public var kernel: ActivationKernel? { .exponential }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Elementwise.map(z, into: a, count: count) { z in Scalar.exp(z) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) { _, a in a }
  }
}
