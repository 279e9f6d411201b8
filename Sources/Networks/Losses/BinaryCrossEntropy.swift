import RealModule
import Tensors

/// Loss of an example = (1/K) Σ_k [ln(1 + e^{o_k}) − y_k·o_k] on K logits o, y_k ∈ {0, 1};
/// δ_k = (σ(o_k) − y_k)/K.
///
/// - Two classes: one logit, y the class.
/// - Flags: one logit each.
/// - More classes: one logit each and y = 1_c, K decisions of one against the rest. That is chosen by
///   asking for sigmoids; by itself it is mostly a softmax forgotten.
///
/// The same as −[y ln p + (1 − y) ln(1 − p)] with p = σ(o), but no logit can make it infinite:
/// ln(1 + e^o) = max(o, 0) + ln(1 + e^{−|o|}).
public struct BinaryCrossEntropy: Loss {
  /// `binary-cross-entropy`, for two classes and for flags; for more classes with an output
  /// activation that was chosen.
  public static let form = LossForm(name) { request in
    switch request.prediction {
    case .values: return nil
    case .classes(let count) where count > 2 && request.output == nil: return nil
    case .classes, .flags: break
    }
    let output = request.output ?? .sigmoid
    guard let outputs = request.outputCount(single: true) else { return nil }
    return output == .sigmoid
      ? BinaryCrossEntropy(prediction: request.prediction, outputCount: outputs)
      : OutputLoss(
        ClippedBinaryCrossEntropy(), of: output, predicting: request.prediction,
        outputCount: outputs)
  }

  /// The name of the loss, of whatever predictions.
  public static var name: String { "binary-cross-entropy" }

  public let prediction: Prediction
  public let outputCount: Int

  /// The loss of two classes by one output, or of flags; nil for another prediction.
  public init?(predicting prediction: Prediction) {
    switch prediction {
    case .classes(2): self.init(prediction: prediction, outputCount: 1)
    case .flags(let count) where count >= 1:
      self.init(prediction: prediction, outputCount: count)
    default: return nil
    }
  }

  private init(prediction: Prediction, outputCount: Int) {
    self.prediction = prediction
    self.outputCount = outputCount
  }

  public var name: String { Self.name }
  public var output: OutputActivation { .sigmoid }
  public var averagedOutputs: Int { outputCount }

  public func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome {
    delta?.useRows(outputs.rows)
    if case .classes = prediction {
      return outputCount == 1
        ? evaluateSingle(outputs, targets, delta) : evaluateClasses(outputs, targets, delta)
    }
    return evaluateFlags(outputs, targets, delta)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateSingle<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(prediction)
    var correct = 0
    let width = outputs.columns
    for r in 0..<min(outputs.rows, targets.labels.count) where width > 0 {
      let o = outputs.elements[r * width]
      let label = targets.labels[r]
      outcome.count += 1
      guard label == 0 || label == 1 else {
        outcome.lossSum = .nan
        delta?.elements[r * width] = .nan
        continue
      }
      outcome.lossSum += Self.cost(o, isYes: label == 1)
      if (o > 0) == (label == 1), !o.isNaN { correct += 1 }
      delta?.elements[r * width] = Self.slope(o, isYes: label == 1)
    }
    outcome.correct = correct
    return outcome
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateFlags<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(prediction)
    guard let values = targets.values, values.columns == outputs.columns else {
      outcome.lossSum = .nan
      return outcome
    }
    var correct = 0
    let width = outputs.columns
    let share = 1 / Scalar(width)
    for r in 0..<min(outputs.rows, values.rows) {
      var sum = 0.0
      for i in r * width..<(r + 1) * width {
        let o = outputs.elements[i]
        let isYes = values.elements[i] > 0.5
        sum += Self.cost(o, isYes: isYes)
        if (o > 0) == isYes, !o.isNaN { correct += 1 }
        delta?.elements[i] = share * Self.slope(o, isYes: isYes)
      }
      outcome.lossSum += sum / Double(width)
      outcome.count += 1
    }
    outcome.correct = correct
    return outcome
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateClasses<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(prediction)
    var correct = 0
    let width = outputs.columns
    let share = 1 / Scalar(width)
    for r in 0..<min(outputs.rows, targets.labels.count) {
      let row = outputs.elements + r * width
      let label = targets.labels[r]
      outcome.count += 1
      guard label >= 0, label < width else {
        outcome.lossSum = .nan
        if let delta { for k in 0..<width { delta[r, k] = .nan } }
        continue
      }
      var sum = 0.0
      var best = 0
      for k in 0..<width {
        sum += Self.cost(row[k], isYes: k == label)
        if row[k] > row[best] { best = k }
        delta?.elements[r * width + k] = share * Self.slope(row[k], isYes: k == label)
      }
      outcome.lossSum += sum / Double(width)
      if best == label, !sum.isNaN { correct += 1 }
    }
    outcome.correct = correct
    return outcome
  }

  /// ln(1 + e^o) − y·o.
  @inline(__always)
  private static func cost<Scalar: RealScalar>(_ o: Scalar, isYes: Bool) -> Double {
    let wide = Double(o)
    // The difference first: it is exact, and 0 for a logit that is sure and right.
    return max(wide, 0) - (isYes ? wide : 0) + Double.log(onePlus: Double.exp(-wide.magnitude))
  }

  /// σ(o) − y; σ(o) − 1 as −σ(−o), which keeps its digits where σ(o) is near 1.
  @inline(__always)
  private static func slope<Scalar: RealScalar>(_ o: Scalar, isYes: Bool) -> Scalar {
    isYes ? -Sigmoid.value(-o) : Sigmoid.value(o)
  }

  /// The entropy of each yes or no, −s ln s − (1 − s) ln(1 − s) with s its share of the examples, on
  /// average over the outputs.
  public func lossOfGuessing(_ targets: Targets<Double>) -> Double {
    OutputLoss(
      ClippedBinaryCrossEntropy(), of: .sigmoid, predicting: prediction, outputCount: outputCount
    ).lossOfGuessing(targets)
  }
}
