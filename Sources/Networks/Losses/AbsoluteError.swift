/// c(p, y) = |p − y|, ∂c/∂p = sign(p − y), and 0 at p = y: mean absolute error.
///
/// The slope does not shrink near the answer, so that steps of one size swing around it; a wild answer
/// pulls no harder than any other, and a network that can say nothing else says the median.
///
/// Source: P. S. Laplace's least absolute deviations; the slope at p = y as in PyTorch's L1Loss.
struct AbsoluteError: SeparableLoss {
  /// `mae`, for values; for classes by their shares.
  static let form = LossForm("mae") { $0.resolved(AbsoluteError()) }

  var name: String { Self.form.name }

  func cost(_ p: Double, _ y: Double) -> (value: Double, slope: Double) {
    let error = p - y
    // A NaN is neither above nor below 0, and no slope of 0.
    return (error.magnitude, error > 0 ? 1 : error < 0 ? -1 : error)
  }

  func piece(_ p: Double, _ y: Double) -> Int8 { p > y ? 1 : -1 }

  /// The mean distance from the median, which costs least.
  func costOfGuessing(_ answers: AnswerShares) -> Double {
    let median = answers.median
    return answers.mean { ($0 - median).magnitude }
  }
}
