import Networks
import Records
import Tensors

/// How many units of a layer differ from one another in what they compute.
///
/// Unit u computes x·w_u + b_u. Two units are the same when ‖(w_u, b_u) − (w_v, b_v)‖ is at most
/// 10⁻⁵ of the larger of their norms: they then answer every input alike, and where their outgoing
/// weights are alike too they get the same gradient and never part. Float32's rounding over thousands
/// of updates stays below 10⁻⁵; two draws of an initializer do not come so close.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning, section 8.4, on breaking symmetry.
public enum DistinctUnits {
  /// Its entry in the page of quantities.
  public static let description = QuantityDescription(
    name: "distinctUnits",
    definition:
      "How many units of a hidden layer differ from one another in their weights and bias "
      + "by more than 10⁻⁵ of their norm.",
    tier: .scalars, cadence: .probe,
    needs: "W and b. A norm's scales and shifts are not looked at.",
    cost: "Two passes over W, and a sort of the units: less than a step of a batch of 32.")

  /// Differences up to this share of the norm are those of rounding.
  static let tolerance = 1e-5

  /// The number of different units of a place; a unit with a NaN differs from all others. Where there
  /// are no weights and biases, all of them.
  public static func count<Scalar: RealScalar>(_ place: ObservedPlace<Scalar>) -> Int {
    guard let weight = place.weight, let bias = place.bias else { return place.units }
    return count(weights: weight.values, bias: bias.values)
  }

  /// The same, of W, [fan-in, units], and b, [1, units].
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func count<Scalar: RealScalar>(weights: Matrix<Scalar>, bias: Matrix<Scalar>) -> Int {
    let (inputs, units) = (weights.rows, weights.columns)
    guard units > 1 else { return units }
    // A projection on one direction: equal units have equal ones, and lie side by side when sorted.
    var projections = (0..<units).map { Double(bias.elements[$0]) }
    var squares = projections.map { $0 * $0 }
    for row in 0..<inputs {
      let share = Double(row % 7 + 1) / 7
      let values = weights.elements + row * units
      for unit in 0..<units {
        let value = Double(values[unit])
        projections[unit] += share * value
        squares[unit] += value * value
      }
    }
    let finite = (0..<units).filter { squares[$0].isFinite }
    let order = finite.sorted { projections[$0] < projections[$1] }
    // |Σ share · difference| ≤ √(inputs + 1) · ‖difference‖, as no share is above 1.
    let reach = tolerance * Double(inputs + 1).squareRoot()
    var representatives: [Int] = []
    for unit in order {
      let isKnown = representatives.reversed().prefix {
        projections[unit] - projections[$0]
          <= reach * max(squares[unit], squares[$0]).squareRoot()
      }.contains { other in
        var difference = Double(bias.elements[unit]) - Double(bias.elements[other])
        var distance = difference * difference
        for row in 0..<inputs {
          let values = weights.elements + row * units
          difference = Double(values[unit]) - Double(values[other])
          distance += difference * difference
        }
        let limit = tolerance * tolerance * max(squares[unit], squares[other])
        return distance <= limit
      }
      if !isKnown { representatives.append(unit) }
    }
    return representatives.count + units - finite.count
  }
}
