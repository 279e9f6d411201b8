import Networks
import Tensors

/// Raw outputs of one example, and what the library makes of them.
struct Logits {
  let values: [Double]

  /// softmax.
  var shares: [Double] {
    let shares = Matrix<Double>(rows: 1, columns: values.count)
    Softmax.apply(Matrix([values]), into: shares)
    return shares.rowArrays[0]
  }

  /// A sigmoid of each by itself.
  var sigmoids: [Double] { values.map { Sigmoid().value(at: $0) } }

  /// −ln of the share of a class, from 0, by the stable form.
  func cost(of label: Int) -> Double {
    CategoricalCrossEntropy(classes: values.count).evaluate(
      Matrix([values]), against: Targets(labels: [label]), delta: nil
    ).loss
  }

  /// The place of the largest, the first of equal ones.
  var best: Int { values.indices.max { values[$0] < values[$1] } ?? 0 }
  /// The place of the smallest.
  var least: Int { values.indices.min { values[$0] < values[$1] } ?? 0 }

  /// All of them with the same number added.
  func shifted(by shift: Double) -> Logits { Logits(values: values.map { $0 + shift }) }

  /// With a number added to one of them.
  func raising(_ index: Int, by step: Double) -> Logits {
    var values = values
    values[index] += step
    return Logits(values: values)
  }
}
