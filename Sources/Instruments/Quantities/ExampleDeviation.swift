import Networks
import Records
import Tensors

/// How far the activations of a place tell the examples apart.
enum ExampleDeviation {
  static let description = QuantityDescription(
    name: "activationExampleStd",
    definition: "√(mean over units of the variance of a over the examples)",
    tier: .scalars, cadence: .timePoint, needs: "a of a batch of two examples or more",
    cost: "a pass over a")

  /// Measures it at a place; a batch of one example has none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func measure<Scalar: RealScalar>(
    _ place: ObservedPlace<Scalar>, into statistics: inout PlaceStatistics
  ) {
    statistics[.activationExampleStd] = place.a.rows > 1 ? deviation(place.a) : nil
  }

  /// √(mean over units j of Var over examples i of a_ij), a: [batch, units]; NaN for fewer than two
  /// examples or no units, and where a value is not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func deviation<Scalar: RealScalar>(_ a: Matrix<Scalar>) -> Double {
    let (rows, columns) = (a.rows, a.columns)
    guard rows > 1, columns > 0 else { return .nan }
    let variance = Scalar.rowVariance(a.elements, rows: rows, columns: columns) / Double(columns)
    // Squares of float32 numbers are in the range of Double; those of Double need not be.
    if Scalar.self == Float.self || variance > smallestSafeSquare && variance < .infinity {
      return max(variance, 0).squareRoot()
    }
    return scaledDeviation(a)
  }

  /// The same of values whose squares leave the range of Double: scaled by the largest difference.
  private static func scaledDeviation<Scalar: RealScalar>(_ a: Matrix<Scalar>) -> Double {
    let (rows, columns) = (a.rows, a.columns)
    func difference(_ row: Int, _ column: Int) -> Double {
      Double(a.elements[row * columns + column]) - Double(a.elements[column])
    }
    var unit = 0.0
    for column in 0..<columns {
      for row in 0..<rows {
        let size = difference(row, column).magnitude
        guard size.isFinite else { return .nan }
        unit = max(unit, size)
      }
    }
    guard unit > 0 else { return 0 }
    var sum = 0.0
    for column in 0..<columns {
      var (first, squares) = (0.0, 0.0)
      for row in 0..<rows {
        let part = difference(row, column) / unit
        first += part
        squares += part * part
      }
      sum += squares - first * first / Double(rows)
    }
    return (max(sum, 0) / Double(rows * columns)).squareRoot() * unit
  }

  /// Below this a square of Double loses bits or becomes 0 although its root does not.
  private static let smallestSafeSquare = 1e-280
}
