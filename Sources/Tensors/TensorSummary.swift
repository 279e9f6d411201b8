/// Count, mean, spread and the special values of a tensor, accumulated in Double in one pass.
///
/// Values are accumulated relative to a pivot (the first one), Σ(x − c) and Σ(x − c)², so that the
/// variance of values far from zero (a sigmoid's, near ½) does not drown in their mean:
/// mean = c + Σ(x − c)/n,  var = Σ(x − c)²/n − (mean − c)²,  rms² = var + mean².
///
/// Values that are not finite are counted, and are not dropped: they make mean, std and rms NaN or
/// infinite, which is what they are.
public struct TensorSummary: Sendable, Equatable {
  /// Number of values.
  public var count = 0
  /// Values that are NaN or infinite.
  public var nonFinite = 0
  /// Values that are exactly 0.
  public var zeros = 0
  /// Arithmetic mean; 0 for an empty tensor.
  public var mean = 0.0
  /// Population standard deviation.
  public var standardDeviation = 0.0
  /// Root of the mean square.
  public var rms = 0.0
  /// A summary of nothing.
  public init() {}

  /// The summary of `count` values.
  public init<Scalar: RealScalar>(_ values: UnsafePointer<Scalar>, count: Int) {
    self = Self.summarize(values, count: count)
  }

  /// The summary of the elements in use.
  public init<Scalar: RealScalar>(_ matrix: Matrix<Scalar>) {
    self = Self.summarize(matrix.elements, count: matrix.count)
  }

  /// The summary of a list of values.
  public init<Scalar: RealScalar>(_ values: [Scalar]) {
    self = values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Self.summarize($0, count: buffer.count) } ?? TensorSummary()
    }
  }

  /// Frobenius norm, √(Σ x²).
  public var norm: Double { rms * Double(count).squareRoot() }
  /// Share of exact zeros.
  public var zeroFraction: Double { count == 0 ? 0 : Double(zeros) / Double(count) }

  /// What sums that a pass over these values has made say of them.
  public init<Scalar: RealScalar>(
    _ sums: TensorSums, of values: UnsafePointer<Scalar>, count: Int
  ) {
    guard count > 0 else { return }
    let n = Double(count)
    let offset = sums.sum / n
    self.count = count
    zeros = Int(sums.zeros)
    mean = sums.pivot + offset
    let spread = sums.squares / n - offset * offset
    let variance = spread < 0 ? 0 : spread
    let meanSquare = variance + mean * mean
    standardDeviation = variance.squareRoot()
    rms = meanSquare.squareRoot()
    // The comparison is false for NaN: a value that is not finite makes the squares so, and takes
    // the slow path, where it is counted.
    // Where all values are 0 there is nothing to find; of float32, squares of 0 are those of zeros.
    let isZero = zeros == count || meanSquare == 0 && Scalar.self == Float.self
    if !(meanSquare > Self.smallestSafeSquare && meanSquare < .infinity), !isZero {
      for i in 0..<count where !values[i].isFinite { nonFinite += 1 }
      describeExtremes(values)
    }
  }

  private static func summarize<Scalar: RealScalar>(
    _ values: UnsafePointer<Scalar>, count: Int
  ) -> TensorSummary {
    TensorSummary(Scalar.sums(values, count: count), of: values, count: count)
  }

  /// Below this a square of Double loses bits or becomes 0 although its root does not.
  private static let smallestSafeSquare = 1e-280

  /// The same quantities scaled by the largest magnitude, for values whose squares leave the range
  /// of Double, and in plain sums where a value is not finite.
  private mutating func describeExtremes<Scalar: RealScalar>(_ values: UnsafePointer<Scalar>) {
    var largest = 0.0
    for i in 0..<count { largest = max(largest, Double(values[i]).magnitude) }
    let unit = nonFinite > 0 || largest == 0 ? 1 : largest
    var sum = 0.0
    var squares = 0.0
    for i in 0..<count {
      let x = Double(values[i]) / unit
      sum += x
      squares += x * x
    }
    let n = Double(count)
    let scaledMean = sum / n
    mean = scaledMean * unit
    rms = (squares / n).squareRoot() * unit
    let spread = squares / n - scaledMean * scaledMean
    standardDeviation = (spread < 0 ? 0 : spread).squareRoot() * unit
  }
}
