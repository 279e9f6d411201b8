/// How many values of a tensor have which sign and binary exponent, counted by their bits.
///
/// The memory is its own and is used again and again.
public final class ExponentCounts<Scalar: RealScalar> {
  private let counts: UnsafeMutablePointer<UInt32>
  private let subnormalCounts: UnsafeMutablePointer<UInt32>
  /// Exact zeros.
  public private(set) var zeros = 0
  /// NaN and infinities.
  public private(set) var nonFinite = 0
  /// The values that are not 0 and below the smallest normal number.
  public private(set) var subnormalCount = 0

  /// Memory for the counts.
  public init() {
    counts = .allocate(capacity: Scalar.exponentBins)
    counts.initialize(repeating: 0, count: Scalar.exponentBins)
    subnormalCounts = .allocate(capacity: Scalar.subnormalBins)
    subnormalCounts.initialize(repeating: 0, count: Scalar.subnormalBins)
  }

  deinit {
    counts.deallocate()
    subnormalCounts.deallocate()
  }

  /// The exponents of normal numbers.
  public var exponents: ClosedRange<Int> {
    let highest = Scalar.exponentBins / 4 - 1
    return (1 - highest)...highest
  }

  /// Normal values of a sign by their exponent, the smallest first.
  public func normals(negative: Bool) -> UnsafeBufferPointer<UInt32> {
    // Bin 0 is that of zero and the subnormal numbers.
    let first = counts + 1 + (negative ? Scalar.exponentBins / 2 : 0)
    return UnsafeBufferPointer(start: first, count: exponents.count)
  }

  /// Subnormal values of a sign, the smallest power of two first; those of float64 are one bin.
  public func subnormals(negative: Bool) -> UnsafeBufferPointer<UInt32> {
    let bins = Scalar.subnormalBins / 2
    return UnsafeBufferPointer(start: subnormalCounts + (negative ? bins : 0), count: bins)
  }

  /// Counts the elements in use of a matrix, forgetting what was counted before.
  public func count(_ matrix: Matrix<Scalar>) {
    counts.update(repeating: 0, count: Scalar.exponentBins)
    Scalar.countExponents(matrix.elements, count: matrix.count, into: counts)
    let half = Scalar.exponentBins / 2
    nonFinite = Int(counts[half - 1]) + Int(counts[2 * half - 1])
    // Zero and the subnormal numbers share their exponent bits.
    let small = Int(counts[0]) + Int(counts[half])
    subnormalCounts.update(repeating: 0, count: Scalar.subnormalBins)
    if small > 0 {
      Scalar.countSubnormals(matrix.elements, count: matrix.count, into: subnormalCounts)
    }
    subnormalCount = (0..<Scalar.subnormalBins).reduce(0) { $0 + Int(subnormalCounts[$1]) }
    zeros = small - subnormalCount
  }
}
