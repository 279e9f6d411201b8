import LinearAlgebra

/// A scalar function φ applied to every pre-activation: a = φ(z).
///
/// Adding one: a file with a type that conforms, and one line in `ActivationCatalog`.
public protocol Activation: Sendable {
  /// The name on the command line and in records.
  var name: String { get }

  /// max |φ′(z)| over all z; saturation is measured against it.
  var maximumDerivative: Double { get }

  /// The z outside of which φ′(z) < 5 % of its maximum on a side that levels off; nil where φ does
  /// not saturate. (A ReLU's zero side is silence, which is counted on its own.)
  var saturation: ClosedRange<Double>? { get }

  /// Whether a unit with z ≤ 0 on every example outputs 0 and passes no gradient.
  var canGoSilent: Bool { get }

  /// The initializer made for this activation, by its name on the command line.
  var matchingInitializer: String { get }

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
    var squares = 0.0
    for i in 0..<count {
      let slope = derivative(z[i], a[i])
      squares += Double(slope) * Double(slope)
      delta[i] = g[i] * slope
    }
    return squares
  }
}
