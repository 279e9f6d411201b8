import Tensors

/// A scalar function φ applied to every pre-activation: a = φ(z).
///
/// Adding one: a file with a type that conforms, and one line in `ActivationCatalog`.
public protocol Activation: Sendable {
  /// The name on the command line and in records, a parameter included where it is not the default:
  /// `leaky-relu`, `leaky-relu:0.2`.
  var name: String { get }

  /// The name as a person may type it, for messages: `leaky-relu[:SLOPE]`.
  var usage: String { get }

  /// sup |φ′(z)| over all z, reached or only approached; saturation is measured against it. +∞ where
  /// there is no bound.
  var maximumDerivative: Double { get }

  /// The z outside of which |φ′(z)| < 5 % of its maximum and stays there, on a side that levels off;
  /// nil where φ does not saturate. One that levels off on its negative side only has the upper
  /// bound +∞. (A ReLU's zero side is silence, which is counted on its own.)
  var saturation: ClosedRange<Double>? { get }

  /// Whether a unit with z ≤ 0 on every example outputs 0 and passes no gradient.
  var canGoSilent: Bool { get }

  /// The z at which a derivative of φ jumps, in ascending order; none, the default, where every
  /// derivative exists everywhere. Finite differences across a jump say nothing.
  var kinks: [Double] { get }

  /// The initializer made for this activation, by its name on the command line.
  var matchingInitializer: String { get }

  /// The same function as a vectorized loop for float32; nil, the default, where there is none.
  var kernel: ActivationKernel? { get }

  /// The numbers that may follow its name; nil, the default, where none may, or it does not say.
  var parameterRange: ClosedRange<Double>? { get }

  /// This activation with another number after its name, as in `leaky-relu:0.2`; nil where it has
  /// no parameter or the number is not valid.
  func with(parameter: Double) -> (any Activation)?

  /// a ← φ(z), for `count` values.
  func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int)

  /// δ ← φ′(z) ⊙ g, for `count` values; returns Σ φ′(z)² where `measuring`, else 0.
  ///
  /// `a` holds φ(z), from which many derivatives are cheapest.
  func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double
}

extension Activation {
  public var usage: String { name }
  public var kinks: [Double] { [] }
  public var kernel: ActivationKernel? { nil }
  public var parameterRange: ClosedRange<Double>? { nil }
  public func with(parameter: Double) -> (any Activation)? { nil }

  /// The usage and which numbers it takes: `leaky-relu[:SLOPE] with a finite number from 1e-06 to
  /// 0.999999`.
  public var expectation: String {
    numberExpectation(usage, takes: usage != name || parameterRange != nil, parameterRange)
  }

  /// Whether every derivative of φ exists everywhere.
  public var isSmooth: Bool { kinks.isEmpty }
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
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool,
    _ derivative: (_ z: Scalar, _ a: Scalar) -> Scalar
  ) -> Double {
    guard measuring else {
      for i in 0..<count { delta[i] = g[i] * derivative(z[i], a[i]) }
      return 0
    }
    // Block by block, so that both loops are vectorized and the slopes stay in the nearest memory.
    let block = 1024
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: block) { slopes in
      guard let slope = slopes.baseAddress else { return 0 }
      var squares = 0.0
      var start = 0
      while start < count {
        let length = min(block, count - start)
        // Pointers of its own: an index that is a sum is checked for overflow, and not vectorized.
        let (g, z, a, delta) = (g + start, z + start, a + start, delta + start)
        for i in 0..<length {
          slope[i] = derivative(z[i], a[i])
          delta[i] = g[i] * slope[i]
        }
        squares += Scalar.squares(slope, count: length).squares
        start += length
      }
      return squares
    }
  }
}
