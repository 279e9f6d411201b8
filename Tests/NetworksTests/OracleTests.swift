import Networks
import Tensors
import Testing

/// The network against numbers computed by NumPy.
@Suite struct OracleTests {
  /// Both sides compute in Double and sum in different orders: some units of 2⁻⁵², through four
  /// layers, and five updates.
  private let tolerance = 1e-12

  @Test func coversEveryActivationAndResidualBlocks() throws {
    let cases = try OracleCase.load()
    let plain = cases.filter { $0.residualScale == nil }.map(\.activation)
    #expect(plain == ["sigmoid", "tanh", "relu", "identity"])
    #expect(cases.contains { $0.residualScale != nil && $0.activation == "relu" })
  }

  @Test(arguments: try OracleCase.load())
  func lossDeltasAndGradients(_ oracle: OracleCase) throws {
    let network = oracle.network(Double.self)
    let workspace = Workspace(network, capacity: oracle.labels.count)
    workspace.load(oracle.examples(Double.self), 0..<oracle.labels.count)
    network.forward(workspace)
    let outcome = try oracle.loss(network).evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    #expect(abs(outcome.loss / oracle.firstLoss - 1) < tolerance)
    for (index, layer) in network.denseLayers.enumerated() {
      #expect(relativeError(workspace.places[index].delta, oracle.deltas[index]) < tolerance)
      #expect(relativeError(layer.weightGradient, oracle.weightGradients[index]) < tolerance)
      #expect(relativeError(layer.biasGradient, [oracle.biasGradients[index]]) < tolerance)
    }
  }

  @Test(arguments: try OracleCase.load())
  func fiveUpdates(_ oracle: OracleCase) throws {
    let network = oracle.network(Double.self)
    let examples = oracle.examples(Double.self)
    var trainer = try Trainer(
      network: network, examples: examples, loss: oracle.loss(network),
      rule: .descent(oracle.learningRate),
      sampler: BatchSampler(
        count: examples.count, batchSize: 0, generator: SeededGenerator(seed: 0)))
    #expect(trainer.run(steps: oracle.steps) == .completed)
    for (index, layer) in network.denseLayers.enumerated() {
      #expect(relativeError(layer.weights, oracle.weightsAfter[index]) < tolerance)
      #expect(relativeError(layer.bias, [oracle.biasesAfter[index]]) < tolerance)
    }
    let outcome = try network.evaluate(
      examples, by: oracle.loss(network), in: Workspace(network, capacity: examples.count))
    #expect(abs(outcome.loss / oracle.lossAfter - 1) < tolerance)
  }

  @Test(arguments: try OracleCase.load())
  func floatAgreesToFloatPrecisionOnOneStep(_ oracle: OracleCase) throws {
    func oneStep<Scalar: RealScalar>(_ type: Scalar.Type) throws -> Network<Scalar> {
      let network = oracle.network(type)
      let examples = oracle.examples(type)
      var trainer = try Trainer(
        network: network, examples: examples, loss: oracle.loss(network),
        rule: .descent(oracle.learningRate),
        sampler: BatchSampler(
          count: examples.count, batchSize: 0, generator: SeededGenerator(seed: 0)))
      _ = trainer.run(steps: 1)
      return network
    }
    let (short, long) = (try oneStep(Float.self), try oneStep(Double.self))
    for (a, b) in zip(short.denseLayers, long.denseLayers) {
      // Some units of 2⁻²³ through four layers.
      #expect(relativeError(a.weights, b.weights.rowArrays) < 1e-5)
      #expect(relativeError(a.weightGradient, b.weightGradient.rowArrays) < 1e-4)
    }
  }
}
