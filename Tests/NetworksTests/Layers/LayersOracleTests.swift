import Networks
import Tensors
import Testing

/// Layers that differ in width, activation, norm, dropout and bypass, against NumPy.
@Suite struct LayersOracleTests {
  private let loss: CategoricalCrossEntropy

  init() throws { loss = try #require(CategoricalCrossEntropy(predicting: .classes(3))) }

  /// Both sides compute in Double, and sum in different orders.
  private let tolerance = 1e-12

  @Test(arguments: try LayersOracle.load())
  func firstStep(_ oracle: LayersOracle) throws {
    let network = try oracle.network()
    let workspace = Workspace(network, capacity: oracle.labels.count)
    workspace.load(oracle.examples, 0..<oracle.labels.count)
    network.forward(workspace)
    let outcome = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    #expect(abs(outcome.loss / oracle.losses[0] - 1) < tolerance)
    #expect(relativeError(workspace.outputs, oracle.logits) < tolerance)
    for (place, z) in zip(workspace.hidden, oracle.z) {
      #expect(relativeError(place.z, z) < tolerance, "\(place.name)")
    }
    for (index, place) in workspace.places.enumerated() {
      #expect(relativeError(place.delta, oracle.deltas[index]) < tolerance, "\(place.name)")
      let own = [place.weight, place.bias] + (place.norm?.parameters ?? [])
      for (parameter, expected) in zip(own, oracle.gradients[index]) {
        guard let parameter, let expected else { continue }
        if parameter.role == .bias, place.norm?.kind == .batch {
          // NumPy has the rounding of a sum that is 0.
          #expect(parameter.gradient.rowArrays[0].allSatisfy { $0 == 0 })
        } else {
          #expect(
            relativeError(parameter.gradient, expected.rows) < tolerance,
            "\(parameter.owner) \(parameter.role)")
        }
      }
    }
  }

  @Test(arguments: try LayersOracle.load())
  func stepsWithNewMasks(_ oracle: LayersOracle) throws {
    let network = try oracle.network()
    var trainer = try Trainer(
      network: network, examples: oracle.examples, loss: loss,
      rule: .descent(LayersOracle.rate()),
      sampler: BatchSampler(
        count: oracle.labels.count, batchSize: 0, generator: SeededGenerator(seed: 1)))
    let log = LossLog()
    #expect(trainer.run(steps: oracle.losses.count, observer: log) == .completed)
    for (step, expected) in oracle.losses.enumerated() {
      #expect(abs(log.losses[step] / expected - 1) < tolerance, "step \(step)")
    }
    for (layer, expected) in zip(network.denseLayers, oracle.weightsAfter) {
      #expect(relativeError(layer.weights, expected) < tolerance)
    }
  }
}

/// The loss of every step.
private final class LossLog: TrainingObserver {
  private(set) var losses: [Double] = []
  func didBackpropagate(_ moment: TrainingMoment<Double>) { losses.append(moment.outcome.loss) }
  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {}
}
