import Tensors

/// x̂ = (u − μ) / √(σ² + ε) with μ and σ² of each unit over the batch.
///
/// Back: ∂u = (∂x̂ − mean ∂x̂ − x̂ · mean(∂x̂ ⊙ x̂)) / √(σ² + ε), the means over the batch.
/// In evaluation μ and σ² are running averages, r ← 0.9 r + 0.1 (batch's), the batch's variance
/// taken as B/(B − 1) of its own, so that it does not underestimate. A batch needs two examples:
/// of one, x̂ is 0.
///
/// Because it divides by σ, δ is multiplied by more than 1 a layer at initialization: deep networks
/// with batch norm and without shortcuts explode (G. Yang et al., ICLR 2019).
///
/// Source: S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015; momentum and ε as in PyTorch.
public final class BatchNormalization<Scalar: RealScalar>: Normalization {
  public let scale: Matrix<Scalar>
  public let shift: Matrix<Scalar>
  public let scaleGradient: Matrix<Scalar>
  public let shiftGradient: Matrix<Scalar>
  /// The running mean of each unit, [1, width].
  public let runningMean: Matrix<Double>
  /// The running variance of each unit, [1, width].
  public let runningVariance: Matrix<Double>
  public let parameters: [Parameter<Scalar>]
  private let sums: Matrix<Double>
  private let products: Matrix<Double>

  /// γ = 1, β = 0, running mean 0 and variance 1.
  public init(width: Int) {
    scale = Matrix(rows: 1, columns: width)
    shift = Matrix(rows: 1, columns: width)
    scaleGradient = Matrix(rows: 1, columns: width)
    shiftGradient = Matrix(rows: 1, columns: width)
    runningMean = Matrix(rows: 1, columns: width)
    runningVariance = Matrix(rows: 1, columns: width)
    sums = Matrix(rows: 1, columns: width)
    products = Matrix(rows: 1, columns: width)
    parameters = [
      Parameter(role: .scale, values: scale, gradient: scaleGradient),
      Parameter(role: .shift, values: shift, gradient: shiftGradient),
    ]
    scale.fill(1)
    runningVariance.fill(1)
  }

  public var kind: NormalizationKind { .batch }

  public var traits: LayerTraits {
    var traits = normalizationTraits
    traits.removesMean = true
    traits.mixesExamples = true
    traits.smallestBatch = NormalizationKind.batch.smallestBatch
    return traits
  }

  public var tensors: [StoredTensor] {
    affineTensors + [
      StoredTensor("running_mean", runningMean), StoredTensor("running_var", runningVariance),
    ]
  }

  public func normalize(
    _ u: Matrix<Scalar>, into x: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>,
    mode: PassMode
  ) {
    switch mode {
    case .evaluation:
      Self.standardize(
        u, means: runningMean, variances: runningVariance, into: x, inverseDeviations)
    case .probing, .repeating, .training:
      Self.measure(u, means: sums, variances: products)
      Self.standardize(u, means: sums, variances: products, into: x, inverseDeviations)
      guard mode == .training, u.rows > 1 else { return }
      let unbiased = Double(u.rows) / Double(u.rows - 1)
      for c in 0..<u.columns {
        runningMean.elements[c] += 0.1 * (sums.elements[c] - runningMean.elements[c])
        runningVariance.elements[c] +=
          0.1 * (unbiased * products.elements[c] - runningVariance.elements[c])
      }
    }
  }

  public func backpropagate(
    _ gradient: Matrix<Scalar>, normalized x: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>
  ) {
    Self.project(gradient, normalized: x, inverseDeviations, sums: sums, products: products)
  }

  /// Mean and population variance of each column, in two walks, in Double.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func measure(
    _ u: Matrix<Scalar>, means: Matrix<Double>, variances: Matrix<Double>
  ) {
    let width = u.columns
    let share = 1 / Double(max(u.rows, 1))
    means.fill(0)
    variances.fill(0)
    for r in 0..<u.rows {
      for c in 0..<width { means.elements[c] += Double(u.elements[r * width + c]) }
    }
    for c in 0..<width { means.elements[c] *= share }
    for r in 0..<u.rows {
      for c in 0..<width {
        let d = Double(u.elements[r * width + c]) - means.elements[c]
        variances.elements[c] += d * d
      }
    }
    for c in 0..<width { variances.elements[c] *= share }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func standardize(
    _ u: Matrix<Scalar>, means: Matrix<Double>, variances: Matrix<Double>,
    into x: Matrix<Scalar>, _ inverse: Matrix<Double>
  ) {
    let width = u.columns
    for c in 0..<width {
      inverse.elements[c] = 1 / (variances.elements[c] + normalizationEpsilon).squareRoot()
    }
    for r in 0..<u.rows {
      for c in 0..<width {
        let i = r * width + c
        x.elements[i] = Scalar(
          (Double(u.elements[i]) - means.elements[c]) * inverse.elements[c])
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func project(
    _ gradient: Matrix<Scalar>, normalized x: Matrix<Scalar>, _ inverse: Matrix<Double>,
    sums: Matrix<Double>, products: Matrix<Double>
  ) {
    let width = gradient.columns
    let share = 1 / Double(max(gradient.rows, 1))
    sums.fill(0)
    products.fill(0)
    for r in 0..<gradient.rows {
      for c in 0..<width {
        let g = Double(gradient.elements[r * width + c])
        sums.elements[c] += g
        products.elements[c] += g * Double(x.elements[r * width + c])
      }
    }
    for c in 0..<width {
      sums.elements[c] *= share
      products.elements[c] *= share
    }
    for r in 0..<gradient.rows {
      for c in 0..<width {
        let i = r * width + c
        gradient.elements[i] = Scalar(
          (Double(gradient.elements[i]) - sums.elements[c]
            - Double(x.elements[i]) * products.elements[c]) * inverse.elements[c])
      }
    }
  }
}
