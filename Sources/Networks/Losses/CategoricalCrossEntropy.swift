import RealModule
import Tensors

/// Loss of an example = ln Σ_k e^{o_k} − o_c, on logits o with true class c; δ = softmax(o) − 1_c.
///
/// The same as −ln p_c with p = softmax(o). The largest logit is subtracted first, so no finite
/// logit overflows, and δ never vanishes for an example that is wrong: the derivative of the
/// softmax cancels against that of the logarithm.
///
/// Source: J. S. Bridle, "Probabilistic interpretation of feedforward classification network
/// outputs", 1990.
public struct CategoricalCrossEntropy: Loss {
  /// `cross-entropy`, for classes.
  public static let form = LossForm(name) { request in
    guard case .classes(let count) = request.prediction else { return nil }
    let output = request.output ?? .softmax
    guard let outputs = request.outputCount(single: false) else { return nil }
    return output == .softmax && outputs == count
      ? CategoricalCrossEntropy(predicting: request.prediction)
      : OutputLoss(
        ClippedCrossEntropy(), of: output, predicting: request.prediction, outputCount: outputs)
  }

  /// The name of the loss, of whatever predictions.
  public static var name: String { "cross-entropy" }

  /// Number of classes, one logit each.
  public let outputCount: Int

  /// The loss of K classes; fewer than 2 count as 2.
  public init(classes: Int) { outputCount = max(classes, 2) }

  public var name: String { Self.name }
  public var prediction: Prediction { .classes(outputCount) }
  public var output: OutputActivation { .softmax }
  public var averagedOutputs: Int { 1 }

  /// The loss for classes; nil for another prediction.
  public init?(predicting prediction: Prediction) {
    guard case .classes(let count) = prediction, count >= 2 else { return nil }
    outputCount = count
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(classifies: true)
    var correct = 0
    let classes = outputs.columns
    delta?.useRows(outputs.rows)
    for r in 0..<min(outputs.rows, targets.labels.count) {
      let row = outputs.elements + r * classes
      let (best, top, sum) = LogitRow.summarize(row, count: classes)
      let label = targets.labels[r]
      outcome.count += 1
      guard label >= 0, label < classes else {
        outcome.lossSum = .nan
        if let delta { for c in 0..<classes { delta[r, c] = .nan } }
        continue
      }
      outcome.lossSum += Double.log(Double(sum)) - (Double(row[label]) - Double(top))
      if best == label, sum.isFinite { correct += 1 }
      if let delta {
        let target = delta.elements + r * classes
        // p_c − 1 as −Σ of the others: near p_c = 1 a difference would have lost its digits.
        var others: Scalar = 0
        for c in 0..<classes {
          let p = Scalar.exp(row[c] - top) / sum
          target[c] = p
          if c != label { others += p }
        }
        target[label] = sum.isFinite ? -others : .nan
      }
    }
    outcome.correct = correct
    return outcome
  }

  /// −Σ p ln p over the classes' shares p, in nats; ln K where they are equal.
  public func lossOfGuessing(_ targets: Targets<Double>) -> Double {
    targets.classShares(outputCount).filter { $0 > 0 }.reduce(0) { $0 - $1 * Double.log($1) }
  }
}
