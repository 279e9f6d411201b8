import Networks
import RealModule
import Tensors

/// δ at the output before the first update, where the outputs are N(0, v) and know nothing of the
/// targets.
///
/// Cross-entropy over K classes: E[δ²] = (1 − 2/K + E‖p‖²)/K, p = softmax(o). For small outputs that
/// is (1 − 1/K)/K; outputs far from 0 are certain and mostly wrong, and it comes near to 2(1 − 1/K)/K.
/// Averages over o are taken over draws that are the same in every process; for a loss or an output
/// activation without a formula here, over draws of the targets as well.
public struct OutputDelta: Sendable {
  /// Which function the loss makes of an output.
  private enum Kind: Sendable {
    case softmax(squared: Bool)
    case logistic(squared: Bool)
    case values(meanSquare: Double)
    case other(DrawnDelta)
  }

  private let kind: Kind
  /// K, the number of outputs.
  public let count: Int

  /// δ of this loss.
  ///
  /// - Parameter targetMeanSquare: E[y²] of values that are predicted; 1 where they are standardized.
  public init(_ loss: any Loss, targetMeanSquare: Double = 1) {
    count = max(loss.outputCount, 1)
    let squared = loss is MeanSquaredError
    switch (loss.prediction, loss.output) {
    case (.values, .identity) where squared: kind = .values(meanSquare: targetMeanSquare)
    case (.classes, .sigmoid) where count == 1 && (squared || loss is BinaryCrossEntropy):
      kind = .logistic(squared: squared)
    case (.classes(count), .softmax) where squared || loss is CategoricalCrossEntropy:
      kind = .softmax(squared: squared)
    default: kind = .other(DrawnDelta(loss, targetMeanSquare: targetMeanSquare))
    }
  }

  /// What the output sends back, on average over the targets.
  struct Moments {
    /// Mean of δ² over the K outputs.
    var square: Double
    /// (Σ_k o_k·δ_k)²: how far δ points along the outputs themselves.
    var alignment: Double
  }

  /// E[δ²] over outputs of variance v.
  public func meanSquare(outputVariance v: Double) -> Double { moments(outputVariance: v).square }

  /// The averages over outputs of variance v.
  func moments(outputVariance v: Double) -> Moments {
    let number = OutputDraws.number(of: count)
    var outputs = [Double](repeating: 0, count: count)
    var sum = Moments(square: 0, alignment: 0)
    func add(_ one: Moments) {
      sum.square += one.square / Double(number)
      sum.alignment += one.alignment / Double(number)
    }
    var generator = OutputDraws.generator
    if case .other = kind {
      for _ in 0..<number { add(draw(outputVariance: v, &outputs, using: &generator)) }
    } else {
      let (normals, deviation) = (OutputDraws.standard(count).normals, v.squareRoot())
      for draw in 0..<number {
        for k in 0..<count { outputs[k] = deviation * normals[draw * count + k] }
        add(moments(of: outputs, using: &generator))
      }
    }
    if case .values(let target) = kind { sum.square = valueSquare(v + target) }
    return sum
  }

  /// Whether a few draws make up E[δ²], as where a cross-entropy divides by predictions that may be 0:
  /// the variance of δ² over draws of the outputs is above ten times E[δ²]². Of a loss with a formula
  /// here it never is.
  func isErratic(outputVariance v: Double) -> Bool {
    guard case .other = kind else { return false }
    var generator = OutputDraws.generator
    var outputs = [Double](repeating: 0, count: count)
    let draws = OutputDraws.number(of: count)
    let squares = (0..<draws).map { _ in
      draw(outputVariance: v, &outputs, using: &generator).square
    }
    let mean = squares.reduce(0, +) / Double(draws)
    let second = squares.reduce(0) { $0 + $1 * $1 } / Double(draws)
    return mean > 0 && !(second <= 11 * mean * mean)
  }

  /// The averages over targets for one draw of the outputs, all examples sharing it.
  func draw(
    outputVariance v: Double, _ outputs: inout [Double], using generator: inout SeededGenerator
  ) -> Moments {
    let deviation = v.squareRoot()
    for k in outputs.indices { outputs[k] = deviation * generator.nextNormal() }
    return moments(of: outputs, using: &generator)
  }

  /// The averages over targets for these outputs.
  private func moments(
    of outputs: [Double], using generator: inout SeededGenerator
  ) -> Moments {
    switch kind {
    case .values(let target):
      let squares = outputs.reduce(0) { $0 + $1 * $1 }
      let share = 4 / Double(count * count)
      return Moments(
        square: valueSquare(squares / Double(count) + target),
        alignment: share * squares * (squares + target))
    case .logistic(let squared):
      let p = 1 / (1 + Double.exp(-outputs[0]))
      let slope = squared ? 2 * p * (1 - p) : 1
      // Half of the targets are 1: E[(p − y)²] = ½·((1 − p)² + p²).
      let square = ((1 - p) * (1 - p) + p * p) / 2 * slope * slope
      return Moments(square: square, alignment: outputs[0] * outputs[0] * square)
    case .softmax(let squared): return softmax(outputs, squared: squared)
    case .other(let drawn): return drawn.moments(outputs, using: &generator)
    }
  }

  /// (2/K)²·E[(o − y)²].
  private func valueSquare(_ distance: Double) -> Double {
    4 * distance / (Double(count) * Double(count))
  }

  /// Cross-entropy: δ_j = p_j − y_j. Mean squared error: δ_j = (2/K)·p_j·((p_j − y_j) − Σ p_k(p_k − y_k)).
  private func softmax(_ outputs: [Double], squared: Bool) -> Moments {
    let classes = Double(count)
    let top = outputs.max() ?? 0
    let exponentials = outputs.map { Double.exp($0 - top) }
    let total = exponentials.reduce(0, +)
    let p = exponentials.map { $0 / total }
    let squares = p.reduce(0) { $0 + $1 * $1 }
    let mean = zip(p, outputs).reduce(0) { $0 + $1.0 * $1.1 }
    var sum = Moments(square: 0, alignment: 0)
    for (c, own) in p.enumerated() {
      guard squared else {
        sum.square += squares - 2 * own + 1
        sum.alignment += (mean - outputs[c]) * (mean - outputs[c])
        continue
      }
      let weighted = squares - own
      var aligned = 0.0
      for (j, value) in p.enumerated() {
        let delta = 2 / classes * value * (value - (j == c ? 1 : 0) - weighted)
        sum.square += delta * delta
        aligned += outputs[j] * delta
      }
      sum.alignment += aligned * aligned
    }
    return Moments(square: sum.square / (classes * classes), alignment: sum.alignment / classes)
  }
}
