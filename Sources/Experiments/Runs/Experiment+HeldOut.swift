import Datasets
import Instruments
import Networks
import Tensors

extension Experiment {
  /// What a run looks at while it trains, of the examples held out; nil without any.
  func heldOut<Scalar: RealScalar>(
    in workspace: Workspace<Scalar>, batch: Int
  ) -> HeldOutSet<Scalar>? {
    guard let held = data.validation else { return nil }
    let count = min(held.exampleCount, HeldOutSet<Scalar>.mostExamples)
    return HeldOutSet(
      held.examples(at: Array(0..<count)).examples(Scalar.self), by: recipe.loss, in: workspace,
      steps: configuration.steps, batch: batch, stepsToSettle: stepsToSettle)
  }
}
