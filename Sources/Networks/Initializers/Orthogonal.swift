import Tensors

/// WᵀW = gain²·I where fan-in ≥ fan-out, else WWᵀ = gain²·I: W is gain times a random rotation.
///
/// Every singular value is the gain, so that a deep linear network of square layers keeps the length
/// of every signal and every gradient, not of the average one only. Var W = gain² / max(fan-in,
/// fan-out). W is drawn uniformly (Haar measure): the rows, or columns, of a Gaussian matrix are
/// made orthonormal, and R of that factorization has a positive diagonal.
///
/// Sources: A. M. Saxe, J. L. McClelland, S. Ganguli, "Exact solutions to the nonlinear dynamics of
/// learning in deep linear neural networks", ICLR 2014; F. Mezzadri, "How to generate random
/// matrices from the classical compact groups", Notices of the AMS 54(5), 2007, on the sign of R.
public struct Orthogonal: Initializer {
  /// `orthogonal[:GAIN]`.
  static let forms = [
    InitializerForm("orthogonal", .optional("GAIN", default: 1), from: 0) { Orthogonal(gain: $0) }
  ]

  /// Every singular value of W; ≥ 0 and finite.
  public let gain: Double

  /// Orthonormal rows or columns times `gain`.
  public init(gain: Double = 1) { self.gain = gain }

  public var name: String { gain == 1 ? "orthogonal" : "orthogonal:\(shortest(gain))" }

  public func variance(fanIn: Int, fanOut: Int) -> Double {
    gain * gain / Double(max(fanIn, fanOut, 1))
  }

  /// Draws W in Double, whatever its own precision is; the gain only scales what is drawn.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    let isTall = weights.rows >= weights.columns
    let vectors = Matrix<Double>(
      rows: min(weights.rows, weights.columns), columns: max(weights.rows, weights.columns))
    for i in 0..<vectors.count { vectors.elements[i] = generator.nextNormal() }
    GramSchmidt.orthonormalizeRows(of: vectors)
    for r in 0..<weights.rows {
      for c in 0..<weights.columns {
        weights[r, c] = Scalar(gain * (isTall ? vectors[c, r] : vectors[r, c]))
      }
    }
  }
}
