import LinearAlgebra
import RealModule

/// Loss of an example = ln Σ_k e^{y_k} − y_c, on logits y with true class c; δ = softmax(y) − 1_c.
///
/// The largest logit is subtracted first, so no finite logit overflows.
public struct SoftmaxCrossEntropy: Sendable {
  /// What the loss says of a batch.
  public struct Outcome: Sendable, Equatable {
    /// Sum of the examples' losses, in nats.
    public var lossSum = 0.0
    /// Examples whose largest logit is that of the true class.
    public var correct = 0
    /// Examples seen.
    public var count = 0

    /// Mean loss; NaN for no examples.
    public var loss: Double { lossSum / Double(count) }
    /// Share of correct examples; NaN for no examples.
    public var accuracy: Double { Double(correct) / Double(count) }
  }

  /// The loss has no parameters.
  public init() {}

  /// Evaluates logits, [batch, classes], against labels; writes per-example δ where it is asked for.
  ///
  /// A row with a NaN logit is never counted as correct. A label outside of 0..<classes makes its
  /// example's loss and δ NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func evaluate<Scalar: RealScalar>(
    _ logits: Matrix<Scalar>, labels: [Int], delta: Matrix<Scalar>?
  ) -> Outcome {
    var outcome = Outcome()
    let classes = logits.columns
    delta?.useRows(logits.rows)
    for r in 0..<min(logits.rows, labels.count) {
      let row = logits.elements + r * classes
      var best = 0
      for c in 1..<max(classes, 1) where row[c] > row[best] { best = c }
      let top = row[best]
      var sum: Scalar = 0
      for c in 0..<classes { sum += Scalar.exp(row[c] - top) }
      let label = labels[r]
      outcome.count += 1
      guard label >= 0, label < classes else {
        outcome.lossSum = .nan
        if let delta { for c in 0..<classes { delta[r, c] = .nan } }
        continue
      }
      outcome.lossSum += Double.log(Double(sum)) - (Double(row[label]) - Double(top))
      if best == label, sum.isFinite { outcome.correct += 1 }
      if let delta {
        let target = delta.elements + r * classes
        for c in 0..<classes { target[c] = Scalar.exp(row[c] - top) / sum }
        target[label] -= 1
      }
    }
    return outcome
  }
}
