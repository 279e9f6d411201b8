import Datasets
import Networks
import Records
import Tensors
import Theory

/// What mean-field theory says of a configuration on its data, before anything is drawn.
public struct RunTheory: Sendable {
  /// What the network is made of.
  public let design: NetworkDesign
  /// The sizes of the training examples.
  public let inputs: InputScale
  /// What follows from the two.
  public let theory: NetworkTheory
  /// Why the theory does not apply here, as far as the configuration tells; the profile may know more.
  public let limits: [String]
  /// Examples a step.
  let batch: Int
  /// The sizes that its numbers can have.
  private let range: ClosedRange<Double>

  /// The theory of a configuration that is complete.
  ///
  /// - Throws: `ConfigurationError` for a name or number that is not valid, or a loss that does not
  ///   serve the task.
  public init(
    _ configuration: TrainingPlan, on data: PreparedData
  ) throws(ConfigurationError) {
    let configuration = configuration.completed(for: data)
    try ConfigurationCheck.check(configuration)
    self.init(
      configuration, try Recipe(configuration, predicting: data.prediction), data)
  }

  /// The theory of a configuration whose parts are at hand.
  init(_ configuration: TrainingPlan, _ recipe: Recipe, _ data: PreparedData) {
    let training = data.training
    design = NetworkDesign(
      inputs: training.featureCount, hidden: recipe.hidden, output: recipe.outputDesign,
      delta: OutputDelta(recipe.loss, targetMeanSquare: training.targetMeanSquare))
    batch = configuration.batchSize == 0 ? training.exampleCount : configuration.batchSize
    range =
      configuration.precision == Double.precisionName
      ? TheoryLimits.range(of: Double.self) : TheoryLimits.range(of: Float.self)
    inputs = InputScale(
      meanSquares: training.meanSquares, features: training.featureCount,
      directions: recipe.hidden.contains { $0.norm == .batch } ? training.directions : nil)
    theory = NetworkTheory(design, on: inputs)
    limits =
      TheoryLimits.reasons(
        design, inputs: inputs, batch: batch,
        hasGivenWeights: configuration.initialParameters != nil)
      + (batch < training.exampleCount
        ? TheoryLimits.reasons(
          ofBatch: batch, design, inputs: inputs, targetSpread: training.targetSpread) : [])
  }

  /// The profile for a record; nil where not even a guide can be drawn.
  public var profile: PredictedProfile? {
    PredictedProfile(theory, batch: batch, limits: limits, range: range)
  }
}

extension Dataset {
  /// ‖x‖²/d of each example.
  fileprivate var meanSquares: [Double] {
    let width = max(featureCount, 1)
    return (0..<exampleCount).map { row in
      var sum = 0.0
      for i in row * width..<(row + 1) * width { sum += features[i] * features[i] }
      return sum / Double(width)
    }
  }

  /// E[y²] of values to predict; 1 for classes, which have none.
  fileprivate var targetMeanSquare: Double {
    guard task == .regression, !targets.isEmpty else { return 1 }
    return targets.reduce(0) { $0 + $1 * $1 } / Double(targets.count)
  }

  /// Var y² / E[y²]² of values to predict; 0 for classes.
  fileprivate var targetSpread: Double {
    guard task == .regression, targetMeanSquare > 0 else { return 0 }
    let fourth = targets.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(targets.count)
    return fourth / (targetMeanSquare * targetMeanSquare) - 1
  }

  /// (Σ λ)² / Σ λ² of the inputs' covariance: how many directions they vary in, from at most 256
  /// examples, by the products of examples with each other, which have the same eigenvalues.
  fileprivate var directions: Double {
    let rows = min(exampleCount, 256)
    let x = Matrix<Double>(rows: rows, columns: featureCount)
    for i in 0..<x.count { x.elements[i] = features[i] }
    for c in 0..<featureCount {
      let mean = (0..<rows).reduce(0.0) { $0 + x[$1, c] } / Double(max(rows, 1))
      for r in 0..<rows { x[r, c] -= mean }
    }
    let products = Matrix<Double>(rows: rows, columns: rows)
    products.setProduct(x, times: x, transposingRight: true)
    let trace = (0..<rows).reduce(0.0) { $0 + products[$1, $1] }
    let squares = (0..<products.count).reduce(0.0) {
      $0 + products.elements[$1] * products.elements[$1]
    }
    return squares > 0 ? trace * trace / squares : 0
  }
}
