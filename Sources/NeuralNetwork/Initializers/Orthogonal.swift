import LinearAlgebra

/// WᵀW = gain²·I, or WWᵀ = gain²·I where there are fewer inputs than outputs: every direction keeps
/// its length times the gain, forward and back, and not just on average.
///
/// W is drawn uniformly among such matrices (Haar measure): Gram–Schmidt on rows of N(0, 1), the
/// diagonal of R positive. Each block of rows is made orthogonal to those before it twice, which
/// leaves nothing but rounding.
///
/// Source: A. M. Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear
/// neural networks", ICLR 2014; twice is enough: L. Giraud et al., Numer. Math. 101, 2005.
public struct Orthogonal: Initializer {
  /// The factor by which lengths change, from 0 up.
  public let gain: Double

  /// A gain of its own.
  public init(gain: Double = 1) { self.gain = gain }

  static var form: InitializerForm {
    InitializerForm("orthogonal", .optional("GAIN", standard: 1)) { Orthogonal(gain: $0) }
  }

  public var name: String { gain == 1 ? "orthogonal" : "orthogonal:\(shortest(gain))" }

  public func variance(fanIn: Int, fanOut: Int) -> Double {
    gain * gain / Double(max(fanIn, fanOut, 1))
  }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    let isTall = weights.rows >= weights.columns
    let short = isTall ? weights.columns : weights.rows
    let long = isTall ? weights.rows : weights.columns
    let rows = Matrix<Double>(rows: short, columns: long)
    for i in 0..<rows.count { rows.elements[i] = generator.nextNormal() }
    Self.orthonormalize(rows, using: &generator)
    for r in 0..<short {
      for c in 0..<long {
        let value = Scalar(gain * rows[r, c])
        if isTall { weights[c, r] = value } else { weights[r, c] = value }
      }
    }
  }

  private static let blockSize = 32

  /// Makes the rows, no more than there are columns, orthonormal.
  private static func orthonormalize(
    _ rows: Matrix<Double>, using generator: inout SeededGenerator
  ) {
    let (count, length) = (rows.rows, rows.columns)
    let overlaps = Matrix<Double>(rows: blockSize, columns: max(count, 1))
    for start in stride(from: 0, to: count, by: blockSize) {
      let size = min(blockSize, count - start)
      for _ in 0..<2 { project(rows, start..<start + size, offFirst: start, overlaps) }
      for row in start..<start + size {
        // A draw that lies in the span of those before has no direction of its own left: with
        // probability 0 for real numbers, and for a few seeds in floating point. It is redrawn.
        for _ in 0..<8 {
          for _ in 0..<2 { project(rows, row..<row + 1, offFirst: row, overlaps) }
          let norm = TensorSummary(rows.elements + row * length, count: length).norm
          if norm > 1e-8 {
            for c in 0..<length { rows[row, c] /= norm }
            break
          }
          for c in 0..<length { rows[row, c] = generator.nextNormal() }
        }
      }
    }
  }

  /// rows[range] ← rows[range]·(I − QᵀQ), Q being the first `count` rows.
  private static func project(
    _ rows: Matrix<Double>, _ range: Range<Int>, offFirst count: Int, _ overlaps: Matrix<Double>
  ) {
    guard count > 0 else { return }
    let length = rows.columns
    let block = rows.elements + range.lowerBound * length
    Double.multiply(
      transposeA: false, transposeB: true, m: range.count, n: count, k: length, alpha: 1,
      a: block, leadingA: length, b: rows.elements, leadingB: length, beta: 0,
      c: overlaps.elements, leadingC: count)
    Double.multiply(
      transposeA: false, transposeB: false, m: range.count, n: length, k: count, alpha: -1,
      a: overlaps.elements, leadingA: count, b: rows.elements, leadingB: length, beta: 1,
      c: block, leadingC: length)
  }
}
