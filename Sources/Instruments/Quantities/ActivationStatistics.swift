import Networks
import Records
import Tensors

/// Mean, deviation and RMS of z and a, the deviation of a over the examples, the shares of a that are 0 and
/// of z that saturate, and what is not finite among them.
enum ActivationStatistics {
  static let description = QuantityDescription(
    name: "activations",
    definition: "mean, standard deviation, RMS of z and of a; √(mean over units of the variance "
      + "of a over the examples); share of a = 0; share of z with φ′(z) < 5 % of its maximum, low and "
      + "high; √(mean of φ′(z)²)",
    tier: .scalars, cadence: .everyStep, needs: "z and a of the batch",
    cost: "sums over z, a and φ′ while they are made, and over a once more while it is near"
  )

  /// Takes over what the passes have added up at a place.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func measure<Scalar: RealScalar>(
    _ place: ObservedPlace<Scalar>, into statistics: inout PlaceStatistics
  ) {
    let sums = place.sums
    let count = sums.count
    let z = TensorSummary(sums.preactivations, of: place.z.elements, count: count)
    // Without an activation a is z, and φ′ is 1.
    let a =
      place.a === place.z
      ? z : TensorSummary(sums.activations, of: place.a.elements, count: count)
    statistics.derivativeRMS = sums.derivativeRMS
    statistics.saturatedLowFraction = Double(sums.saturated.low) / Double(max(count, 1))
    statistics.saturatedHighFraction = Double(sums.saturated.high) / Double(max(count, 1))
    statistics.preactivationMean = z.mean
    statistics.preactivationStd = z.standardDeviation
    statistics.preactivationRMS = z.rms
    statistics.activationMean = a.mean
    statistics.activationStd = a.standardDeviation
    statistics.activationRMS = a.rms
    if place.a.rows > 1 {
      statistics.activationExampleStd = exampleDeviation(place.a, sums.exampleVariance)
    }
    statistics.zeroFraction = a.zeroFraction
    statistics.nonFiniteActivations = max(a.nonFinite, z.nonFinite)
  }

  /// √(mean over units j of Var over examples i of a_ij), a: [batch, units], from the sum over units of these
  /// variances; NaN for fewer than two examples or no units, and where a value is not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func exampleDeviation<Scalar: RealScalar>(
    _ a: Matrix<Scalar>, _ sum: Double
  ) -> Double {
    let (rows, columns) = (a.rows, a.columns)
    guard rows > 1, columns > 0 else { return .nan }
    let variance = sum / Double(columns)
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
