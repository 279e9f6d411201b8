import Tensors

/// W ~ N(0, σ²) or U(−limit, limit), whatever the size of the layer.
///
/// With σ = 0.01 this is the naive choice: σ²·fan-in is far below what the next layer needs, and
/// the signal shrinks by about σ·√fan-in a layer.
public struct FixedVariance: Initializer {
  /// `normal:STD` and `uniform:LIMIT`.
  static let forms = [
    InitializerForm("normal", .required("STD"), from: 0) { FixedVariance.normal(std: $0) },
    InitializerForm("uniform", .required("LIMIT"), from: 0) { FixedVariance.uniform(limit: $0) },
  ]

  /// σ of the normal, or the limit of the uniform distribution; ≥ 0 and finite.
  public let parameter: Double
  /// Normal or uniform.
  public let distribution: WeightDistribution

  /// N(0, std²).
  public static func normal(std: Double) -> FixedVariance {
    FixedVariance(parameter: std, distribution: .normal)
  }
  /// U(−limit, limit).
  public static func uniform(limit: Double) -> FixedVariance {
    FixedVariance(parameter: limit, distribution: .uniform)
  }

  public var name: String {
    (distribution == .normal ? "normal:" : "uniform:") + shortest(parameter)
  }

  public func variance(fanIn: Int, fanOut: Int) -> Double {
    distribution == .normal ? parameter * parameter : parameter * parameter / 3
  }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    let variance = variance(fanIn: weights.rows, fanOut: weights.columns)
    distribution.fill(weights, variance: variance, using: &generator)
  }
}
