/// How many values of a tensor have which sign and binary exponent, counted by their bits.
///
/// The memory is its own and is used again and again.
public final class ExponentCounts<Scalar: RealScalar> {
  private let counts: UnsafeMutablePointer<UInt32>
  /// Exact zeros.
  public private(set) var zeros = 0
  /// NaN and infinities.
  public private(set) var nonFinite = 0
  /// The bin of exponent 2⁰ among the positive ones.
  private var bias: Int { Scalar.exponentBins / 4 - 1 }

  /// Memory for the counts.
  public init() {
    counts = .allocate(capacity: Scalar.exponentBins)
    counts.initialize(repeating: 0, count: Scalar.exponentBins)
  }

  deinit { counts.deallocate() }

  /// Counts the elements in use of a matrix, forgetting what was counted before.
  public func count(_ matrix: Matrix<Scalar>) {
    counts.update(repeating: 0, count: Scalar.exponentBins)
    Scalar.countExponents(matrix.elements, count: matrix.count, into: counts)
    let half = Scalar.exponentBins / 2
    nonFinite = Int(counts[half - 1]) + Int(counts[2 * half - 1])
    subnormals.removeAll(keepingCapacity: true)
    // Zero and the subnormal numbers share their exponent bits.
    let small = Int(counts[0]) + Int(counts[half])
    zeros = small
    guard small > 0 else { return }
    for i in 0..<matrix.count {
      let value = matrix.elements[i]
      if value != 0, value.magnitude < .leastNormalMagnitude {
        subnormals.append(value)
        zeros -= 1
      }
    }
  }

  /// The values that are not 0 and below the smallest normal number.
  public private(set) var subnormals: [Scalar] = []

  /// Normal values of a sign in [2^exponent, 2^(exponent + 1)); 0 where there can be none.
  public func normals(exponent: Int, negative: Bool) -> Int {
    let bin = exponent + bias
    guard bin > 0, bin < Scalar.exponentBins / 2 - 1 else { return 0 }
    return Int(counts[bin + (negative ? Scalar.exponentBins / 2 : 0)])
  }
}
