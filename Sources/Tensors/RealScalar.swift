import RealModule

#if canImport(Accelerate)
  import Accelerate
#else
  import CBLAS
#endif

/// A number a network can be made of: `Float` (the default) or `Double`.
///
/// Everything numeric in the project is generic over this protocol. Elementary functions come from
/// swift-numerics' `Real`; the operations that need the hardware's limit, the matrix product and
/// the sums over a tensor, are requirements, so that a call through a generic context reaches their
/// library without a type test.
public protocol RealScalar: Real, BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The name of this precision on the command line and in records: `float32` or `float64`.
  static var precisionName: String { get }

  /// C ← α·op(A)·op(B) + β·C, row-major, op being the identity or the transpose.
  ///
  /// op(A) is m × k, op(B) is k × n, C is m × n. Leading dimensions are the stored row lengths.
  /// With β = 0 the former content of C is ignored, NaN included.
  static func multiply(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int,
    alpha: Self, a: UnsafePointer<Self>, leadingA: Int, b: UnsafePointer<Self>, leadingB: Int,
    beta: Self, c: UnsafeMutablePointer<Self>, leadingC: Int)

  /// Σ(x − c), Σ(x − c)² and how many values are 0; c is the first value, 0 where that is not finite.
  static func sums(_ values: UnsafePointer<Self>, count: Int) -> TensorSums

  /// Σ x² and how many values are 0.
  static func squares(_ values: UnsafePointer<Self>, count: Int) -> TensorSums

  /// How many values are below and above a range; NaN is neither.
  static func tails(
    _ values: UnsafePointer<Self>, count: Int, outside bounds: ClosedRange<Self>
  ) -> TensorTails

  /// Σ (x − y)², in Double.
  static func squaredDistance(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, count: Int
  ) -> Double

  /// Σ x², Σ x·y and Σ y².
  static func products(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, count: Int
  ) -> TensorProducts

  /// a ← φ(z), and where `measuring` the sums over both, else zeros; nil where this precision has no
  /// such loop.
  static func activate(
    _ kernel: ActivationKernel, _ z: UnsafePointer<Self>, into a: UnsafeMutablePointer<Self>,
    count: Int, measuring: Bool
  ) -> ActivatedSums?

  /// δ ← φ′(z) ⊙ g + shortcut, a being φ(z), and where `measuring` the sums over δ and φ′, else
  /// zeros; nil where this precision has no such loop.
  static func backpropagate(
    _ kernel: ActivationKernel, _ g: UnsafePointer<Self>, z: UnsafePointer<Self>,
    a: UnsafePointer<Self>, shortcut: UnsafePointer<Self>?,
    into delta: UnsafeMutablePointer<Self>, count: Int, measuring: Bool
  ) -> BackpropagatedSums?

  /// sums[c] ← share·Σ_r x[r, c].
  static func sumRows(
    _ x: UnsafePointer<Self>, rows: Int, columns: Int, share: Self,
    into sums: UnsafeMutablePointer<Self>)

  /// Σ_c Var_r x[r, c]: the population variances of the columns over the rows, added up, in Double.
  static func rowVariance(_ x: UnsafePointer<Self>, rows: Int, columns: Int) -> Double

  /// x[r, c] ← scale·row[c] + start[r, c], the latter where there is one.
  static func fillRows(
    _ x: UnsafeMutablePointer<Self>, rows: Int, columns: Int, with row: UnsafePointer<Self>,
    scale: Self, onto start: UnsafePointer<Self>?)

  /// x ← x − rate·(g + decay·x); where `measuring`, Σ x² from before, Σ g² and Σ (Δx)², else zeros.
  static func descend(
    _ values: UnsafeMutablePointer<Self>, gradient: UnsafePointer<Self>, count: Int, rate: Self,
    decay: Self, measuring: Bool
  ) -> DescentSums

  /// The values of sign and exponent bits i are added to `counts[i]`, of which there are
  /// `exponentBins`: first those above 0 and 0, then those below.
  static func countExponents(
    _ values: UnsafePointer<Self>, count: Int, into counts: UnsafeMutablePointer<UInt32>)

  /// Twice the number of values that the exponent bits can have.
  static var exponentBins: Int { get }

  /// Values not 0 below the smallest normal number are added to `counts`, of which there are
  /// `subnormalBins`: those above 0 by their power of two, the smallest first, then those below 0.
  static func countSubnormals(
    _ values: UnsafePointer<Self>, count: Int, into counts: UnsafeMutablePointer<UInt32>)

  /// Twice the number of powers of two that are told apart among subnormal numbers: all 23 of
  /// float32; those of float64 are one bin.
  static var subnormalBins: Int { get }
}

extension Float: RealScalar {
  public static var precisionName: String { "float32" }

  public static func multiply(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int,
    alpha: Float, a: UnsafePointer<Float>, leadingA: Int, b: UnsafePointer<Float>, leadingB: Int,
    beta: Float, c: UnsafeMutablePointer<Float>, leadingC: Int
  ) {
    BLASLibrary.prepare()
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, BLASInt(m), BLASInt(n), BLASInt(k), alpha, a,
      BLASInt(leadingA), b, BLASInt(leadingB), beta, c, BLASInt(leadingC))
  }
}

extension Double: RealScalar {
  public static var precisionName: String { "float64" }

  public static func multiply(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int,
    alpha: Double, a: UnsafePointer<Double>, leadingA: Int, b: UnsafePointer<Double>,
    leadingB: Int, beta: Double, c: UnsafeMutablePointer<Double>, leadingC: Int
  ) {
    BLASLibrary.prepare()
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, BLASInt(m), BLASInt(n), BLASInt(k), alpha, a,
      BLASInt(leadingA), b, BLASInt(leadingB), beta, c, BLASInt(leadingC))
  }
}
