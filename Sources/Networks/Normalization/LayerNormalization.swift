import Tensors

/// x̂ = (u − μ) / √(σ² + ε) with μ and σ² of each example over the layer's units.
///
/// Back: ∂u = (∂x̂ − mean ∂x̂ − x̂ · mean(∂x̂ ⊙ x̂)) / √(σ² + ε), the means over the units.
/// An example's result depends on no other example, so that training and evaluation are the same
/// and a batch may have one.
///
/// Source: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016.
public final class LayerNormalization<Scalar: RealScalar>: Normalization {
  public let scale: Matrix<Scalar>
  public let shift: Matrix<Scalar>
  public let scaleGradient: Matrix<Scalar>
  public let shiftGradient: Matrix<Scalar>
  public let parameters: [Parameter<Scalar>]

  /// γ = 1, β = 0.
  public init(width: Int) {
    scale = Matrix(rows: 1, columns: width)
    shift = Matrix(rows: 1, columns: width)
    scaleGradient = Matrix(rows: 1, columns: width)
    shiftGradient = Matrix(rows: 1, columns: width)
    parameters = [
      Parameter(role: .scale, values: scale, gradient: scaleGradient),
      Parameter(role: .shift, values: shift, gradient: shiftGradient),
    ]
    scale.fill(1)
  }

  public var kind: NormalizationKind { .layer }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func normalize(
    _ u: Matrix<Scalar>, into x: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>,
    mode: PassMode
  ) {
    let width = u.columns
    let share = 1 / Double(max(width, 1))
    for r in 0..<u.rows {
      let row = u.elements + r * width
      let standard = x.elements + r * width
      var mean = 0.0
      for c in 0..<width { mean += Double(row[c]) }
      mean *= share
      var variance = 0.0
      for c in 0..<width {
        let d = Double(row[c]) - mean
        variance += d * d
      }
      let inverse = 1 / (variance * share + normalizationEpsilon).squareRoot()
      inverseDeviations.elements[r] = inverse
      for c in 0..<width { standard[c] = Scalar((Double(row[c]) - mean) * inverse) }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backpropagate(
    _ gradient: Matrix<Scalar>, normalized: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>
  ) {
    let width = gradient.columns
    let share = 1 / Double(max(width, 1))
    for r in 0..<gradient.rows {
      let g = gradient.elements + r * width
      let x = normalized.elements + r * width
      var mean = 0.0
      var product = 0.0
      for c in 0..<width {
        mean += Double(g[c])
        product += Double(g[c]) * Double(x[c])
      }
      mean *= share
      product *= share
      let inverse = inverseDeviations.elements[r]
      for c in 0..<width {
        g[c] = Scalar((Double(g[c]) - mean - Double(x[c]) * product) * inverse)
      }
    }
  }
}
