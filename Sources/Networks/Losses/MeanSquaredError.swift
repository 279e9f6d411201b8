import RealModule
import Tensors

/// Loss of an example = (1/K) Σ_k (p_k − y_k)², over its K outputs.
///
/// - Values: p = o, the outputs themselves; δ_k = (2/K)(o_k − y_k).
/// - Classes: p = softmax(o) and y = 1_c, or p = σ(o) and y ∈ {0, 1} with one output;
///   δ_j = (2/K) p_j [(p_j − y_j) − Σ_k p_k (p_k − y_k)], or 2(p − y)·p(1 − p).
///
/// For classes it is a mistake one can study: δ carries the factor p(1 − p), which is nearly 0
/// exactly where the network is sure and wrong, so that the worst errors are not corrected.
/// Cross-entropy has no such factor.
public struct MeanSquaredError: Loss {
  /// `mse`, for whatever is predicted.
  public static let form = LossForm(name) { request in
    guard let loss = request.resolved(SquaredError()) else { return nil }
    switch (request.prediction, loss.output, loss.outputCount) {
    case (.values, .identity, _): return MeanSquaredError(predicting: request.prediction)
    case (.classes(let count), .softmax, let outputs) where outputs == count:
      return MeanSquaredError(predicting: request.prediction)
    case (.classes, .sigmoid, 1): return binary
    default: return loss
    }
  }

  /// The name of the loss, of whatever predictions.
  public static var name: String { "mse" }

  /// What the outputs stand for.
  public let prediction: Prediction
  public let outputCount: Int

  /// The loss of values as they are, or of classes by their softmax; nil for flags.
  public init?(predicting prediction: Prediction) {
    switch prediction {
    case .classes(let count):
      guard count >= 2 else { return nil }
      outputCount = count
    case .values(let count):
      guard count >= 1 else { return nil }
      outputCount = count
    case .flags: return nil
    }
    self.prediction = prediction
  }

  /// Two classes from a single output, p = σ(o).
  public static let binary = MeanSquaredError(prediction: .classes(2), outputCount: 1)

  private init(prediction: Prediction, outputCount: Int) {
    self.prediction = prediction
    self.outputCount = outputCount
  }

  public var name: String { Self.name }
  public var averagedOutputs: Int { outputCount }

  public var output: OutputActivation {
    if case .values = prediction { return .identity }
    return outputCount == 1 ? .sigmoid : .softmax
  }

  public func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome {
    delta?.useRows(outputs.rows)
    if case .values = prediction { return evaluateValues(outputs, targets, delta) }
    return outputs.columns == 1
      ? evaluateBinary(outputs, targets, delta) : evaluateClasses(outputs, targets, delta)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateValues<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(classifies: false)
    guard let values = targets.values, values.columns == outputs.columns else {
      outcome.lossSum = .nan
      return outcome
    }
    let width = outputs.columns
    let share = 2 / Scalar(width)
    for r in 0..<min(outputs.rows, values.rows) {
      var sum = 0.0
      for i in r * width..<(r + 1) * width {
        let difference = outputs.elements[i] - values.elements[i]
        sum += Double(difference) * Double(difference)
        delta?.elements[i] = share * difference
      }
      outcome.lossSum += sum / Double(width)
      outcome.count += 1
    }
    return outcome
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateBinary<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(classifies: true)
    var correct = 0
    for r in 0..<min(outputs.rows, targets.labels.count) {
      let o = outputs.elements[r]
      let label = targets.labels[r]
      outcome.count += 1
      guard label == 0 || label == 1 else {
        outcome.lossSum = .nan
        delta?.elements[r] = .nan
        continue
      }
      let p = Sigmoid.value(o)
      // 1 − p as σ(−o): nothing cancels where p is near 1.
      let rest = Sigmoid.value(-o)
      let difference = label == 1 ? -rest : p
      outcome.lossSum += Double(difference) * Double(difference)
      if (o > 0) == (label == 1), !o.isNaN { correct += 1 }
      delta?.elements[r] = 2 * difference * p * rest
    }
    outcome.correct = correct
    return outcome
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func evaluateClasses<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, _ targets: Targets<Scalar>, _ delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(classifies: true)
    var correct = 0
    let classes = outputs.columns
    let share = 2 / Double(max(classes, 1))
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
      // In Double: where one class has nearly all, its terms cancel to less than Float holds.
      let total = (0..<classes).reduce(0.0) { $0 + Double.exp(Double(row[$1]) - Double(top)) }
      var squares = 0.0
      var weighted = 0.0
      for c in 0..<classes {
        let p = Double.exp(Double(row[c]) - Double(top)) / total
        let difference = p - (c == label ? 1 : 0)
        squares += difference * difference
        weighted += p * difference
      }
      outcome.lossSum += squares / Double(classes)
      if best == label, sum.isFinite { correct += 1 }
      guard let delta else { continue }
      for c in 0..<classes {
        let p = Double.exp(Double(row[c]) - Double(top)) / total
        delta[r, c] = Scalar(share * p * (p - (c == label ? 1 : 0) - weighted))
      }
    }
    outcome.correct = correct
    return outcome
  }

  /// Values: the mean of their variances. Classes with shares p: (1/K) Σ p(1 − p).
  public func lossOfGuessing(_ targets: Targets<Double>) -> Double {
    switch prediction {
    case .classes(let count):
      let sum = targets.classShares(count).reduce(0) { $0 + $1 * (1 - $1) }
      // With one output both classes' terms are the same, and counted once.
      return outputCount == 1 ? sum / 2 : sum / Double(count)
    case .values(let count), .flags(let count):
      guard let values = targets.values, values.columns == count else { return .nan }
      let variances = (0..<count).map { column -> Double in
        let deviation = TensorSummary((0..<values.rows).map { values[$0, column] })
          .standardDeviation
        return deviation * deviation
      }
      return variances.reduce(0, +) / Double(count)
    }
  }
}
