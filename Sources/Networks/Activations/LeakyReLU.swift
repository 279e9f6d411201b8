import RealModule
import Tensors

/// φ(z) = z for z > 0 and slope·z for z ≤ 0, range (−∞, ∞), φ′ = 1 for z > 0 and slope for z ≤ 0.
///
/// Does not saturate: neither side levels off. A unit with z ≤ 0 on every example still gets the
/// share `slope` of its gradient, so that it does not die.
///
/// Matching initializer: He. The exact number is Var W = 2 / ((1 + slope²)·fan-in) (K. He et al.,
/// ICCV 2015, equation 15); at a slope of 0.01 that is He's 2 to one part in 10⁴, at 0.3 it is 8 %
/// less.
///
/// Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network
/// acoustic models", ICML 2013.
public struct LeakyReLU: Activation {
  /// The slope where none is given.
  public static let defaultSlope = 0.01

  /// What the slope can be.
  private static let slopes = 1e-6...(1 - 1e-6)

  /// φ′ for z ≤ 0, from 10⁻⁶ to 1 − 10⁻⁶.
  public let slope: Double

  /// The activation with the default slope, 0.01.
  public init() { slope = Self.defaultSlope }

  /// The activation with a slope of its own; nil unless 10⁻⁶ ≤ slope ≤ 1 − 10⁻⁶.
  ///
  /// A slope of 0 is `relu`, whose units can go silent, and a slope of 1 is `identity`; in float32,
  /// a number too near to either would be the same.
  public init?(slope: Double) {
    guard Self.slopes.contains(slope) else { return nil }
    self.slope = slope
  }

  public var name: String {
    slope == Self.defaultSlope ? "leaky-relu" : "leaky-relu:\(shortest(slope))"
  }
  public var usage: String { "leaky-relu[:SLOPE]" }
  public var parameterRange: ClosedRange<Double>? { Self.slopes }
  public func with(parameter: Double) -> (any Activation)? { LeakyReLU(slope: parameter) }
  public var maximumDerivative: Double { 1 }
  public var saturation: ClosedRange<Double>? { nil }
  public var canGoSilent: Bool { false }
  public var kinks: [Double] { [0] }
  public var matchingInitializer: String { "he-normal" }
  public var kernel: ActivationKernel? { .leakyReLU(slope: slope) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let slope = Scalar(slope)
    Elementwise.map(z, into: a, count: count) { z in z > 0 ? z : slope * z }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    let slope = Scalar(slope)
    return Elementwise.chain(g, z: z, a: a, into: delta, count: count, measuring: measuring) {
      z, _ in
      z > 0 ? 1 : slope
    }
  }
}
