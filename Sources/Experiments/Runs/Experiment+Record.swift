import Networks
import Records
import Tensors

/// What an experiment knows before it begins, and what it looks at on the way.
extension Experiment {
  /// The record of a run without any step.
  func emptyRecord<Scalar: RealScalar>(_ network: Network<Scalar>) -> RunRecord {
    var record = RunRecord(
      name: name, facts: configuration.facts(recipe, data),
      places: network.places.map { Place($0.facts) }, chains: [.hiddenLayers(network.depth)],
      chance: data.chance(recipe.loss))
    record.plan = configuration.json
    record.dataScale = data.scale
    if given == nil { record.prediction = RunTheory(configuration, recipe, data).profile }
    return record
  }

  /// What is called at every step, with a look at the outputs about the middle of the training.
  ///
  /// - Parameter heldOut: steps at which examples held out are evaluated; that nearest to the middle is taken, so that
  ///   both are of one network.
  func looking<Scalar: RealScalar>(
    _ outputs: OutputMapper<Scalar>?, _ heldOut: [Int],
    _ onStep: @escaping (Int, Double) -> Void
  ) -> (Int, Double) -> Void {
    let half = configuration.steps / 2
    let middle = heldOut.filter { $0 > 0 }.min { abs($0 - half) < abs($1 - half) } ?? half
    guard let outputs, middle > 0 else { return onStep }
    let mode: PassMode = middle >= stepsToSettle ? .evaluation : .probing
    return { step, loss in
      if step == middle { outputs.look(step: step, mode: mode) }
      onStep(step, loss)
    }
  }
}
