import RealModule
import Tensors

/// What becomes of the raw outputs o of a network before a loss looks at them: predictions p.
///
/// - `none`: p = o.
/// - `sigmoid`: p_k = 1 / (1 + e^{−o_k}), ∂p_k/∂o_k = p_k(1 − p_k).
/// - `softmax`: p_k = e^{o_k} / Σ_j e^{o_j}, ∂p_k/∂o_j = p_k(1_{jk} − p_j). Of a single output it is
///   1 whatever that output is, and its gradient 0.
/// - `relu`: p_k = max(0, o_k), slope 0 for o_k ≤ 0.
/// - `tanh`: p_k = tanh o_k, ∂p_k/∂o_k = 1 − p_k².
///
/// It is chosen apart from the loss, as other programs let people choose it, so that a pair that does
/// not fit can be trained and its fault seen. Where nobody chooses (`auto` on the command line, nil
/// here), it is what the loss needs: softmax for classes, sigmoid for 0/1 answers, none for values.
public enum OutputActivation: String, Sendable, CaseIterable {
  /// p = o. Not named `none`, which an optional has too.
  case identity = "none"
  /// Each output on its own, between 0 and 1.
  case sigmoid
  /// Shares of the outputs that sum to 1.
  case softmax
  /// Nothing below 0.
  case relu
  /// Each output on its own, between −1 and 1.
  case tanh

  /// The name that leaves the choice to the loss.
  public static let automaticName = "auto"

  /// Every name as a person may type it, `auto` first.
  public static var names: [String] { [automaticName] + allCases.map(\.rawValue) }

  /// predictions ← p of every row of `outputs`, [batch, outputs]; both may be the same matrix.
  ///
  /// All of `predictions` becomes NaN where it has another number of columns or no room for the rows:
  /// a wrong shape shows.
  public func apply<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, into predictions: Matrix<Scalar>
  ) {
    if self == .softmax {
      Softmax.apply(outputs, into: predictions)
      return
    }
    guard predictions.columns == outputs.columns, predictions.capacity >= outputs.rows else {
      predictions.fill(.nan)
      return
    }
    predictions.useRows(outputs.rows)
    let (o, p) = (outputs.elements, predictions.elements)
    switch self {
    case .sigmoid: Sigmoid().apply(o, into: p, count: outputs.count)
    case .relu: ReLU().apply(o, into: p, count: outputs.count)
    case .tanh: Tanh().apply(o, into: p, count: outputs.count)
    case .identity, .softmax: Identity().apply(o, into: p, count: outputs.count)
    }
  }

  /// p of one row of `count` outputs.
  func predict(
    _ o: UnsafePointer<Double>, into p: UnsafeMutablePointer<Double>, count: Int
  ) {
    switch self {
    case .identity: Elementwise.map(o, into: p, count: count) { $0 }
    case .sigmoid: Elementwise.map(o, into: p, count: count) { Sigmoid.value($0) }
    case .relu: Elementwise.map(o, into: p, count: count) { $0 <= 0 ? 0 : $0 }
    case .tanh: Elementwise.map(o, into: p, count: count) { Double.tanh($0) }
    case .softmax:
      let (_, top, _) = LogitRow.summarize(o, count: count)
      var sum = 0.0
      for k in 0..<count {
        p[k] = Double.exp(o[k] - top)
        sum += p[k]
      }
      for k in 0..<count { p[k] /= sum }
    }
  }

  /// gradient ← Jᵀ·gradient, J = ∂p/∂o of one row: what ∂ℓ/∂p becomes on its way to ∂ℓ/∂o.
  func pullBack(
    _ gradient: UnsafeMutablePointer<Double>, outputs o: UnsafePointer<Double>,
    predictions p: UnsafePointer<Double>, count: Int
  ) {
    switch self {
    case .identity: break
    case .sigmoid:
      // 1 − p as σ(−o): nothing cancels where p is near 1.
      for k in 0..<count { gradient[k] *= p[k] * Sigmoid.value(-o[k]) }
    case .relu:
      // Not a product with 0: a gradient that is infinite would make NaN of it.
      for k in 0..<count where o[k] <= 0 { gradient[k] = 0 }
    case .tanh:
      // 1 − tanh² as 4e/(1 + e)² with e = e^(−2|o|).
      for k in 0..<count {
        let e = Double.exp(-2 * o[k].magnitude)
        gradient[k] *= 4 * e / ((1 + e) * (1 + e))
      }
    case .softmax:
      // Counted from the gradient of the largest share, which the mean comes near to: in a row that is
      // sure their difference would have lost its digits.
      var best = 0
      for k in 1..<max(count, 1) where p[k] > p[best] { best = k }
      let pivot = gradient[best]
      var mean = 0.0
      for k in 0..<count {
        gradient[k] -= pivot
        mean += p[k] * gradient[k]
      }
      for k in 0..<count { gradient[k] = p[k] * (gradient[k] - mean) }
    }
  }
}
