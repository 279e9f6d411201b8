import Foundation
import Records

extension MagnitudeHistogram {
  /// The exponent k of the bin in which half of the values not 0 are smaller; nil without any.
  var medianExponent: Int? {
    keptExponents.first { count(below: $0 + 1) * 2 >= nonZeros }
  }

  /// The median magnitude of the values not 0, found within its bin [2ᵏ, 2ᵏ⁺¹) by a straight line over the
  /// exponent: known to a digit. At the bound of values that were rounded to it. nil without any.
  var median: Double? {
    guard let k = medianExponent else { return nil }
    let below = count(below: k)
    let inside = Double(count(below: k + 1) - below)
    let share = inside > 0 ? (Double(nonZeros) / 2 - Double(below)) / inside : 0
    return exp2(Double(k) + share)
  }
}
