import Records

extension MagnitudeHistogram {
  /// The exponent k of the bin in which half of the values not 0 are smaller; nil without any.
  var medianExponent: Int? {
    keptExponents.first { count(below: $0 + 1) * 2 >= nonZeros }
  }
}
