import RealModule

/// c(p, y) = −y ln q − (1 − y) ln(1 − q), q = p held between ε and 1 − ε, ε = 1e-7: what Keras
/// computes as binary cross-entropy of predictions that are no logits.
///
/// ∂c/∂p = (q − y)/(q(1 − q)) within the bounds and 0 beyond them: a raw output that leaves the range
/// from 0 to 1 on the wrong side costs 16.1 and is never corrected.
///
/// `BinaryCrossEntropy`, on logits, is the stable form of it for a sigmoid.
///
/// Source: `binary_crossentropy` of keras/src/backend/tensorflow/nn.py, Keras 3.
struct ClippedBinaryCrossEntropy: SeparableLoss {
  var name: String { BinaryCrossEntropy.name }

  func cost(_ p: Double, _ y: Double) -> (value: Double, slope: Double) {
    let q = ClippedCrossEntropy.clipped(p)
    let value = -y * Double.log(q) - (1 - y) * Double.log(onePlus: -q)
    // A NaN is no clipped number.
    return (value, q == p || p.isNaN ? (q - y) / (q * (1 - q)) : 0)
  }

  func piece(_ p: Double, _ y: Double) -> Int8 { ClippedCrossEntropy.piece(p) }

  /// The entropy of a yes that comes with a share s: −s ln s − (1 − s) ln(1 − s).
  func costOfGuessing(_ answers: AnswerShares) -> Double {
    let share = answers.mean { $0 }
    guard !share.isNaN else { return .nan }
    return [share, 1 - share].filter { $0 > 0 }.reduce(0) { $0 - $1 * Double.log($1) }
  }
}
