import RealModule

/// ℓ = −Σ_k y_k ln c_k with q = p/Σ_j p_j and c = q held between ε and 1 − ε, ε = 1e-7: what Keras
/// computes as categorical cross-entropy of predictions that are no logits.
///
/// ∂ℓ/∂p_j = (h_j − Σ_k h_k q_k)/Σ p with h_k = −y_k/q_k where q_k is within the bounds and 0 beyond
/// them: an example so sure and so wrong that it is clipped is no longer corrected. Of a single
/// output q is 1, the loss nearly 0 and the gradient exactly 0; predictions whose sum is 0 (every
/// output below a ReLU's corner) make it NaN, as in Keras.
///
/// `CategoricalCrossEntropy`, on logits, is the stable form of it for a softmax.
///
/// Source: `categorical_crossentropy` of keras/src/backend/tensorflow/nn.py, Keras 3.
struct ClippedCrossEntropy: PredictionLoss {
  /// ε.
  static let margin = 1e-7

  var name: String { CategoricalCrossEntropy.name }
  var isMeanOverOutputs: Bool { false }

  func evaluate(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    gradient: UnsafeMutablePointer<Double>?
  ) -> Double {
    let total = Self.sum(p, count: count)
    var loss = 0.0
    var pull = 0.0
    for k in 0..<count {
      let q = p[k] / total
      let clipped = Self.clipped(q)
      // A class of no weight is left out, but not a NaN of it.
      if y[k] != 0 || q.isNaN { loss -= y[k] * Double.log(clipped) }
      let slope = clipped == q || q.isNaN ? -y[k] / q : 0
      gradient?[k] = slope
      pull += slope * q
    }
    if let gradient {
      for k in 0..<count { gradient[k] = (gradient[k] - pull) / total }
    }
    return loss
  }

  func addPieces(
    _ p: UnsafePointer<Double>, against y: UnsafePointer<Double>, count: Int,
    to pieces: inout [Int8]
  ) {
    let total = Self.sum(p, count: count)
    for k in 0..<count { pieces.append(Self.piece(p[k] / total)) }
  }

  /// −s ln s for an output that is right for a share s of the examples: all of them together are the
  /// entropy of the classes.
  func costOfGuessing(_ answers: AnswerShares) -> Double {
    let share = answers.mean { $0 }
    return share > 0 ? -share * Double.log(share) : 0
  }

  /// q, held between ε and 1 − ε; NaN stays NaN.
  static func clipped(_ q: Double) -> Double {
    q < margin ? margin : q > 1 - margin ? 1 - margin : q
  }

  /// Below the bounds, within or above.
  static func piece(_ q: Double) -> Int8 { q < margin ? -1 : q > 1 - margin ? 1 : 0 }

  private static func sum(_ p: UnsafePointer<Double>, count: Int) -> Double {
    var sum = 0.0
    for k in 0..<count { sum += p[k] }
    return sum
  }
}
