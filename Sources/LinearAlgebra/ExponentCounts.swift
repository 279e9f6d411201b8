/// How many values of a tensor have which sign and binary exponent, counted by their bits.
///
/// The memory is its own and is used again and again.
public final class ExponentCounts<Scalar: RealScalar> {
  private let counts: UnsafeMutablePointer<UInt32>
  /// Exact zeros.
  public private(set) var zeros = 0
  /// NaN and infinities.
  public private(set) var nonFinite = 0
  /// The values that are not 0 and below the smallest normal number.
  public private(set) var subnormals: [Scalar] = []

  /// Memory for the counts.
  public init() {
    counts = .allocate(capacity: Scalar.exponentBins)
    counts.initialize(repeating: 0, count: Scalar.exponentBins)
  }

  deinit { counts.deallocate() }

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

  /// Counts the elements in use of a matrix, forgetting what was counted before.
  public func count(_ matrix: Matrix<Scalar>) {
    counts.update(repeating: 0, count: Scalar.exponentBins)
    Scalar.countExponents(matrix.elements, count: matrix.count, into: counts)
    let half = Scalar.exponentBins / 2
    nonFinite = Int(counts[half - 1]) + Int(counts[2 * half - 1])
    // Zero and the subnormal numbers share their exponent bits.
    let small = Int(counts[0]) + Int(counts[half])
    subnormals.removeAll(keepingCapacity: true)
    let exact = small == 0 ? 0 : Int(Scalar.squares(matrix.elements, count: matrix.count).zeros)
    if small > exact { Self.collectSubnormals(of: matrix, into: &subnormals) }
    zeros = small - subnormals.count
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func collectSubnormals(of matrix: Matrix<Scalar>, into list: inout [Scalar]) {
    let smallest = Scalar.leastNormalMagnitude
    let elements = matrix.elements
    for i in 0..<matrix.count where elements[i] != 0 && elements[i].magnitude < smallest {
      list.append(elements[i])
    }
  }
}
