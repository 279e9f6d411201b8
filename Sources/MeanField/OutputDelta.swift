import LinearAlgebra
import NeuralNetwork
import RealModule

/// δ at the output before the first update, where the outputs are N(0, v) and know nothing of the
/// targets.
///
/// Cross-entropy over K classes: E[δ²] = (1 − 2/K + E‖p‖²)/K, p = softmax(o). For small outputs that
/// is (1 − 1/K)/K; outputs far from 0 are certain and mostly wrong, and it comes near to 2(1 − 1/K)/K.
/// Averages over o are taken over draws that are the same in every process.
public struct OutputDelta: Sendable {
  /// Which function the loss makes of an output.
  private enum Kind: Sendable {
    case softmax(squared: Bool)
    case logistic(squared: Bool)
    case values(meanSquare: Double)
  }

  private let kind: Kind
  /// K, the number of outputs.
  public let count: Int

  /// δ of this loss.
  ///
  /// - Parameter targetMeanSquare: E[y²] of values that are predicted; 1 where they are standardized.
  public init(_ loss: any Loss, targetMeanSquare: Double = 1) {
    count = max(loss.outputCount, 1)
    let squared = type(of: loss).name == MeanSquaredError.name
    switch loss.prediction {
    case .values: kind = .values(meanSquare: targetMeanSquare)
    case .classes: kind = count == 1 ? .logistic(squared: squared) : .softmax(squared: squared)
    }
  }

  /// E[δ²] over outputs of variance v.
  public func meanSquare(outputVariance v: Double) -> Double {
    if case .values(let target) = kind { return valueSquare(v + target) }
    var generator = SeededGenerator(seed: 0, stream: 11)
    var logits = [Double](repeating: 0, count: count)
    let draws = max(min(16_384 / count, 2048), 16)
    var sum = 0.0
    for _ in 0..<draws { sum += draw(outputVariance: v, &logits, using: &generator) }
    return sum / Double(draws)
  }

  /// Mean of δ² over outputs and targets for one draw of the outputs, all examples sharing it.
  func draw(
    outputVariance v: Double, _ logits: inout [Double], using generator: inout SeededGenerator
  ) -> Double {
    let deviation = v.squareRoot()
    for k in logits.indices { logits[k] = deviation * generator.nextNormal() }
    switch kind {
    case .values(let target):
      return valueSquare(logits.reduce(0) { $0 + $1 * $1 } / Double(count) + target)
    case .logistic(let squared):
      let p = 1 / (1 + Double.exp(-logits[0]))
      // Half of the targets are 1: E[(p − y)²] = ½·((1 − p)² + p²).
      let square = ((1 - p) * (1 - p) + p * p) / 2
      let slope = p * (1 - p)
      return squared ? 4 * square * slope * slope : square
    case .softmax(let squared):
      let top = logits.max() ?? 0
      var total = 0.0
      for k in logits.indices {
        logits[k] = Double.exp(logits[k] - top)
        total += logits[k]
      }
      for k in logits.indices { logits[k] /= total }
      return squared ? softmaxSquare(logits) : crossEntropySquare(logits)
    }
  }

  /// (2/K)²·E[(o − y)²].
  private func valueSquare(_ distance: Double) -> Double {
    4 * distance / (Double(count) * Double(count))
  }

  private func crossEntropySquare(_ p: [Double]) -> Double {
    let squares = p.reduce(0) { $0 + $1 * $1 }
    return (1 - 2 / Double(count) + squares) / Double(count)
  }

  /// δ_j = (2/K)·p_j·((p_j − y_j) − Σ p_k(p_k − y_k)), its square averaged over j and the class of y.
  private func softmaxSquare(_ p: [Double]) -> Double {
    let classes = Double(count)
    let squares = p.reduce(0) { $0 + $1 * $1 }
    var sum = 0.0
    for (c, own) in p.enumerated() {
      let weighted = squares - own
      for (j, value) in p.enumerated() {
        let delta = 2 / classes * value * (value - (j == c ? 1 : 0) - weighted)
        sum += delta * delta
      }
    }
    return sum / (classes * classes)
  }
}
