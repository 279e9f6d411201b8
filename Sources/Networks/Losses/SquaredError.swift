/// c(p, y) = (p − y)², ∂c/∂p = 2(p − y): mean squared error on any predictions.
///
/// `MeanSquaredError` is the same on the predictions that it is mostly used on, and faster.
struct SquaredError: SeparableLoss {
  var name: String { MeanSquaredError.name }

  func cost(_ p: Double, _ y: Double) -> (value: Double, slope: Double) {
    ((p - y) * (p - y), 2 * (p - y))
  }

  /// The variance: the mean costs least.
  func costOfGuessing(_ answers: AnswerShares) -> Double {
    let mean = answers.mean { $0 }
    return answers.mean { ($0 - mean) * ($0 - mean) }
  }
}
