import RealModule
import Tensors

/// Loss of an example = ln(1 + e^o) − y·o on one logit o, class y ∈ {0, 1}; δ = σ(o) − y.
///
/// The same as −[y ln p + (1 − y) ln(1 − p)] with p = σ(o), but no logit can make it infinite:
/// ln(1 + e^o) = max(o, 0) + ln(1 + e^{−|o|}).
public struct BinaryCrossEntropy: Loss {
  public static var name: String { "binary-cross-entropy" }

  public init?(predicting prediction: Prediction) {
    guard prediction == .classes(2) else { return nil }
  }

  public var prediction: Prediction { .classes(2) }
  public var outputCount: Int { 1 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(classifies: true)
    var correct = 0
    let width = outputs.columns
    delta?.useRows(outputs.rows)
    for r in 0..<min(outputs.rows, targets.labels.count) where width > 0 {
      let o = outputs.elements[r * width]
      let label = targets.labels[r]
      outcome.count += 1
      guard label == 0 || label == 1 else {
        outcome.lossSum = .nan
        delta?.elements[r * width] = .nan
        continue
      }
      let wide = Double(o)
      outcome.lossSum +=
        max(wide, 0) + Double.log(onePlus: Double.exp(-wide.magnitude)) - Double(label) * wide
      if (o > 0) == (label == 1), !o.isNaN { correct += 1 }
      // σ(o) − 1 as −σ(−o), which keeps its digits where σ(o) is near 1.
      delta?.elements[r * width] = label == 1 ? -Sigmoid.value(-o) : Sigmoid.value(o)
    }
    outcome.correct = correct
    return outcome
  }

  /// −Σ p ln p over the shares of the two classes.
  public func lossOfGuessing(_ targets: Targets<Double>) -> Double {
    targets.classShares(2).filter { $0 > 0 }.reduce(0) { $0 - $1 * Double.log($1) }
  }
}
