import Networks
import Tensors

/// What one answer costs by a loss of the library, in Double, and how steep the cost is there.
struct Answer {
  let cost: Double
  /// ∂(cost)/∂(what was answered).
  let slope: Double

  /// The cost of a list of outputs of a single number each, on average, and the slope of each.
  ///
  /// - Parameters:
  ///   - outputs: one an example: a prediction or a logit, as the loss has it.
  ///   - right: the right answers.
  static func cost(
    _ outputs: [Double], _ right: [Double], by loss: any Loss
  ) -> (mean: Double, slopes: [Double]) {
    let matrix = Matrix(outputs.map { [$0] })
    let slopes = Matrix<Double>(rows: outputs.count, columns: 1)
    let targets: Targets<Double> =
      if case .classes = loss.prediction { Targets(labels: right.map { $0 == 1 ? 1 : 0 }) } else {
        Targets(values: Matrix(right.map { [$0] }))
      }
    let outcome = loss.evaluate(matrix, against: targets, delta: slopes)
    return (outcome.loss, slopes.rowArrays.map { $0[0] })
  }

  /// One answer.
  init(_ output: Double, right: Double, by loss: any Loss) {
    let (mean, slopes) = Self.cost([output], [right], by: loss)
    (cost, slope) = (mean, slopes.first ?? .nan)
  }

  /// Squared error of a number: (p − y)².
  static func squared() throws -> any Loss {
    try LossCatalog.loss(named: MeanSquaredError.name, predicting: .values(1))
  }

  /// Cross-entropy of a probability that is no logit, held between 10⁻⁷ and 1 − 10⁻⁷.
  static func clipped() throws -> any Loss {
    try LossCatalog.loss(
      named: BinaryCrossEntropy.name, predicting: .flags(1), output: .identity)
  }

  /// Cross-entropy of a logit, p = σ(o).
  static func ofLogit() throws -> any Loss {
    try LossCatalog.loss(named: BinaryCrossEntropy.name, predicting: .classes(2))
  }

  /// Squared error of the probability of a logit, (σ(o) − y)².
  static func squaredOfLogit() throws -> any Loss {
    try LossCatalog.loss(
      named: MeanSquaredError.name, predicting: .classes(2), output: .sigmoid)
  }
}
