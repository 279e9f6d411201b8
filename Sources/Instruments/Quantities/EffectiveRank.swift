import RealModule
import Records
import Tensors

/// How many directions the activations of a layer fill: exp(−Σ pᵢ ln pᵢ), pᵢ = σᵢ / Σσ.
///
/// σ are the singular values of A = a, [examples, units], not centred: where all examples have nearly
/// the same activations, the layer no longer tells them apart and the rank nears 1. It lies between
/// 1 and the smaller of examples and units, and is the rank itself where all σ are equal.
///
/// The singular values are exact to 2⁻⁵² of the largest. Roots of the eigenvalues of A·Aᵀ would be
/// exact to 2⁻²⁶ only, in a quarter less time at width 64.
///
/// Source: O. Roy, M. Vetterli, "The effective rank: a measure of effective dimensionality",
/// EUSIPCO 2007.
public enum EffectiveRank {
  /// Its entry in the page of quantities.
  public static let description = QuantityDescription(
    name: "effectiveRank",
    definition: "exp of the entropy of the shares σᵢ/Σσ, σ the singular values of a hidden layer's "
      + "activations [examples, units], not centred (O. Roy, M. Vetterli, EUSIPCO 2007). 1 where all "
      + "examples look the same, 0 where all activations are 0.",
    tier: .full, cadence: .probe,
    needs: "a of the first \(exampleLimit) examples of the probe set, at most: it cannot exceed "
      + "their number.",
    cost: "The singular values of a matrix of \(exampleLimit) rows a layer: at depth 10 0.4 ms at "
      + "width 64, 0.8 ms at 256, 2.3 ms at 1024: 5, 0.7 and 0.1 training steps of a batch of 64."
  )

  /// More examples than this are not looked at: the time grows with the square of their number. A
  /// layer that no longer tells examples apart nears rank 1 whatever the limit.
  public static let exampleLimit = 32

  /// The effective rank of the first rows of activations a, [examples, units].
  ///
  /// 0 where there are none or all are 0; NaN where one is not finite.
  public static func of<Scalar: RealScalar>(_ activations: Matrix<Scalar>) -> Double {
    SingularValues.of(activations, rows: exampleLimit).map { of(singularValues: $0) } ?? .nan
  }

  /// The effective rank of a matrix of these singular values, in which zeros have no share.
  public static func of(singularValues: [Double]) -> Double {
    // In units of the largest, the sum cannot leave the range of Double.
    let largest = singularValues.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
    guard largest != 0 else { return 0 }
    let sum = singularValues.reduce(0) { $0 + $1 / largest }
    let entropy = singularValues.reduce(0.0) { entropy, value in
      let share = value / largest / sum
      return share == 0 ? entropy : entropy - share * Double.log(share)
    }
    return Double.exp(entropy)
  }
}
