import Networks
import Tensors

/// δ of any loss at outputs that know nothing of the targets, by asking the loss: no formula, draws.
///
/// Each class in turn, up to sixteen, as the outputs do not know one from another; flags that are 1 as
/// often as 0; values from N(0, E[y²]).
struct DrawnDelta: Sendable {
  private let loss: any Loss
  private let targetMeanSquare: Double

  /// δ of this loss; E[y²] of values that are predicted.
  init(_ loss: any Loss, targetMeanSquare: Double) {
    self.loss = loss
    self.targetMeanSquare = targetMeanSquare
  }

  /// The averages over targets for one draw of the outputs.
  func moments(
    _ outputs: [Double], using generator: inout SeededGenerator
  ) -> OutputDelta.Moments {
    let targets = targets(width: outputs.count, using: &generator)
    let rows = Matrix<Double>((0..<targets.count).map { _ in outputs })
    let delta = Matrix<Double>(rows: targets.count, columns: outputs.count)
    _ = loss.evaluate(rows, against: targets, delta: delta)
    var moments = OutputDelta.Moments(square: 0, alignment: 0)
    for r in 0..<delta.rows {
      var along = 0.0
      for k in 0..<delta.columns {
        moments.square += delta[r, k] * delta[r, k] / Double(delta.count)
        along += outputs[k] * delta[r, k]
      }
      moments.alignment += along * along / Double(delta.rows)
    }
    return moments
  }

  private func targets(
    width: Int, using generator: inout SeededGenerator
  ) -> Targets<Double> {
    if case .classes(let count) = loss.prediction {
      return Targets(labels: Array(0..<min(count, 16)))
    }
    let values = Matrix<Double>(rows: 8, columns: width)
    for i in 0..<values.count {
      let draw = generator.nextNormal()
      if case .flags = loss.prediction {
        values.elements[i] = draw > 0 ? 1 : 0
      } else {
        values.elements[i] = targetMeanSquare.squareRoot() * draw
      }
    }
    return Targets(values: values)
  }
}
