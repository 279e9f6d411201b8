import LinearAlgebra

/// A scalar function φ applied to every pre-activation: a = φ(z).
///
/// Adding one: a file with a type that conforms, and one line in `ActivationCatalog`.
public protocol Activation: Sendable {
  /// The name on the command line and in records, a parameter included where it is not the default:
  /// `leaky-relu`, `leaky-relu:0.2`.
  var name: String { get }

  /// The name as a person may type it, for messages: `leaky-relu[:SLOPE]`.
  var usage: String { get }

  /// sup |φ′(z)| over all z, reached or only approached; saturation is measured against it.
  var maximumDerivative: Double { get }

  /// The z outside of which |φ′(z)| < 5 % of its maximum and stays there, on a side that levels off;
  /// nil where φ does not saturate. One that levels off on its negative side only has the upper
  /// bound +∞. (A ReLU's zero side is silence, which is counted on its own.)
  var saturation: ClosedRange<Double>? { get }

  /// Whether a unit with z ≤ 0 on every example outputs 0 and passes no gradient.
  var canGoSilent: Bool { get }

  /// Whether every derivative of φ exists everywhere; false where one of them jumps, at z = 0 for
  /// all that are here. Finite differences across the jump say nothing.
  var isSmooth: Bool { get }

  /// The initializer made for this activation, by its name on the command line.
  var matchingInitializer: String { get }

  /// This activation with another number after its name, as in `leaky-relu:0.2`; nil where it has
  /// no parameter or the number is not valid.
  func with(parameter: Double) -> (any Activation)?

  /// a ← φ(z), for `count` values.
  func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int)

  /// δ ← φ′(z) ⊙ g, for `count` values; returns Σ φ′(z)².
  ///
  /// `a` holds φ(z), from which many derivatives are cheapest.
  func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int
  ) -> Double
}

extension Activation {
  public var usage: String { name }
  public var isSmooth: Bool { true }
  public func with(parameter: Double) -> (any Activation)? { nil }
}

/// The loops that every activation shares; inlined into each, so that φ is a direct call.
enum Elementwise {
  @inline(__always)
  static func map<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int,
    _ value: (Scalar) -> Scalar
  ) {
    for i in 0..<count { a[i] = value(z[i]) }
  }

  @inline(__always)
  static func chain<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int,
    _ derivative: (_ z: Scalar, _ a: Scalar) -> Scalar
  ) -> Double {
    // Four sums, so that an addition need not wait for the one before.
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    @inline(__always) func square(_ i: Int) -> Double {
      let slope = derivative(z[i], a[i])
      delta[i] = g[i] * slope
      return Double(slope) * Double(slope)
    }
    var i = 0
    while i + 4 <= count {
      s0 += square(i)
      s1 += square(i + 1)
      s2 += square(i + 2)
      s3 += square(i + 3)
      i += 4
    }
    while i < count {
      s0 += square(i)
      i += 1
    }
    return (s0 + s1) + (s2 + s3)
  }
}
