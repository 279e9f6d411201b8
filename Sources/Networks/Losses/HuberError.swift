/// c(p, y) = ½e² for |e| ≤ δ and δ(|e| − ½δ) beyond, with e = p − y; ∂c/∂p = e, held between −δ and δ.
///
/// A squared error for small errors and an absolute one for large: as smooth near the answer as the
/// one, as calm about a wild answer as the other. δ = 1 where none is given, and the ½ is there, as in
/// PyTorch's HuberLoss; δ has the units of the targets.
///
/// Source: P. J. Huber, "Robust estimation of a location parameter", Annals of Mathematical
/// Statistics 35, 1964.
struct HuberError: SeparableLoss {
  /// `huber[:DELTA]`.
  static let form = LossForm("huber", parameter: "DELTA", in: thresholds) { request in
    HuberError(threshold: request.parameter ?? 1).flatMap { request.resolved($0) }
  }

  /// What δ can be.
  private static let thresholds = 1e-6...1e6

  /// δ, from 10⁻⁶ to 10⁶.
  let threshold: Double

  /// The loss with this δ; nil where it is below 10⁻⁶ or above 10⁶, or no number.
  init?(threshold: Double) {
    guard Self.thresholds.contains(threshold) else { return nil }
    self.threshold = threshold
  }

  var name: String {
    threshold == 1 ? Self.form.name : "\(Self.form.name):\(shortest(threshold))"
  }

  func cost(_ p: Double, _ y: Double) -> (value: Double, slope: Double) {
    let error = p - y
    // A NaN is not beyond δ, and goes on as one.
    if error.magnitude > threshold {
      return (
        threshold * (error.magnitude - threshold / 2), error > 0 ? threshold : -threshold
      )
    }
    return (error * error / 2, error)
  }

  func piece(_ p: Double, _ y: Double) -> Int8 {
    p - y > threshold ? 1 : p - y < -threshold ? -1 : 0
  }

  /// The cost of the constant at which the slopes cancel, found by halving: they rise with it.
  func costOfGuessing(_ answers: AnswerShares) -> Double {
    guard var low = answers.entries.first?.answer, var high = answers.entries.last?.answer
    else { return .nan }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      if answers.mean({ cost(middle, $0).slope }) < 0 { low = middle } else { high = middle }
    }
    let best = low + (high - low) / 2
    return answers.mean { cost(best, $0).value }
  }
}
