/// What predictions p of one example cost: ℓ(p, y) and ∂ℓ/∂p. How p is made of raw outputs is not
/// its business: `OutputActivation` is.
///
/// The numbers of an example are few: they are computed in Double, whatever the network's precision.
protocol PredictionLoss: Sendable {
  /// The name as a person types it, with its number where that is not the default.
  var name: String { get }

  /// Whether ℓ is the mean over the example's outputs; otherwise it is their sum.
  var isMeanOverOutputs: Bool { get }

  /// ℓ(p, y) of `count` predictions; ∂ℓ/∂p into `gradient` where there is one.
  func evaluate(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    gradient: UnsafeMutablePointer<Double>?
  ) -> Double

  /// Which of the smooth pieces that ℓ is made of each prediction is on, added to `pieces`: nothing
  /// where ℓ is smooth everywhere.
  func addPieces(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    to pieces: inout [Int8])

  /// The least mean cost of one output that answers the same number every time, whatever an output
  /// activation lets it answer.
  func costOfGuessing(_ answers: AnswerShares) -> Double
}

/// A loss that is the mean of what each prediction costs by itself: ℓ = (1/K) Σ_k c(p_k, y_k).
protocol SeparableLoss: PredictionLoss {
  /// c(p, y) and ∂c/∂p.
  func cost(_ p: Double, _ y: Double) -> (value: Double, slope: Double)

  /// Which of the smooth pieces of c a prediction is on; 0 everywhere where there is but one.
  func piece(_ p: Double, _ y: Double) -> Int8
}

extension SeparableLoss {
  var isMeanOverOutputs: Bool { true }

  func piece(_ p: Double, _ y: Double) -> Int8 { 0 }

  func evaluate(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    gradient: UnsafeMutablePointer<Double>?
  ) -> Double {
    var sum = 0.0
    let share = 1 / Double(count)
    for k in 0..<count {
      let (value, slope) = cost(p[k], y[k])
      sum += value
      gradient?[k] = share * slope
    }
    return share * sum
  }

  func addPieces(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    to pieces: inout [Int8]
  ) {
    for k in 0..<count { pieces.append(piece(p[k], y[k])) }
  }
}
