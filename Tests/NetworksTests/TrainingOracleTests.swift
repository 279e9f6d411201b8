import Networks
import Tensors
import Testing

/// Norms, optimizers, schedules, clipping and losses against NumPy over 50 updates.
@Suite struct TrainingOracleTests {
  /// Both sides compute in Double and sum in different orders: units of 2⁻⁵² that 50 updates
  /// through four layers may amplify.
  private let tolerance = 1e-9

  @Test func everythingInTheListsIsCovered() throws {
    let cases = try TrainingOracle.load()
    #expect(Set(cases.map(\.optimizer)) == Set(OptimizerCatalog.all.map { $0.name }))
    let losses = Set(cases.map { String($0.loss.prefix { $0 != ":" }) })
    #expect(losses == Set(LossCatalog.all.map { $0.name }))
    #expect(Set(cases.map(\.reduction)) == Set(Reduction.allCases.map(\.rawValue)))
    #expect(Set(cases.map(\.task)) == ["classification", "regression", "multi-label"])
    #expect(Set(cases.map(\.norm)) == Set(NormalizationKind.allCases.map(\.rawValue)))
    let schedules = Set(cases.map { String($0.schedule.prefix { $0 != ":" }) })
    #expect(
      schedules == Set(ScheduleCatalog.usages.map { String($0.prefix { $0 != ":" && $0 != "[" }) }))
    #expect(cases.contains { $0.clipNorm != nil && $0.clipFactors.contains { $0 < 1 } })
    #expect(cases.contains { $0.clipValue != nil && $0.clipFactors.contains { $0 < 1 } })
    for norm in ["batch", "layer"] {
      #expect(cases.contains { $0.norm == norm && $0.residualScale != nil })
    }
    #expect(cases.allSatisfy { $0.steps == 50 })
  }

  @Test(arguments: try TrainingOracle.load())
  func deltasAndGradientsOfTheFirstStep(_ oracle: TrainingOracle) throws {
    let network = try oracle.network()
    let workspace = Workspace(
      network, capacity: oracle.inputs.count, for: oracle.examples)
    workspace.load(oracle.examples, 0..<oracle.inputs.count)
    network.forward(workspace, mode: .probing)
    let outcome = try oracle.makeLoss().evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    #expect(abs(outcome.loss / oracle.losses[0] - 1) < tolerance)
    for (index, layer) in network.denseLayers.enumerated() {
      #expect(relativeError(workspace.places[index].delta, oracle.deltas[index]) < tolerance)
      #expect(relativeError(layer.weightGradient, oracle.weightGradients[index]) < tolerance)
      // A batch norm takes the mean away, so that the gradient of a bias before it is 0; NumPy has
      // the rounding of its sum there.
      if network.places[index].norm is BatchNormalization<Double> {
        #expect(layer.biasGradient.rowArrays[0].allSatisfy { $0 == 0 })
      } else {
        #expect(relativeError(layer.biasGradient, [oracle.biasGradients[index]]) < tolerance)
      }
      guard let norm = network.places[index].norm else { continue }
      let scales = try #require(oracle.scaleGradients)
      let shifts = try #require(oracle.shiftGradients)
      #expect(relativeError(norm.scaleGradient, [scales[index]]) < tolerance)
      #expect(relativeError(norm.shiftGradient, [shifts[index]]) < tolerance)
    }
  }

  @Test(arguments: try TrainingOracle.load())
  func fiftyUpdates(_ oracle: TrainingOracle) throws {
    let network = try oracle.network()
    let loss = try oracle.makeLoss()
    var trainer = try Trainer(
      network: network, examples: oracle.examples, loss: loss, rule: try oracle.rule(),
      sampler: BatchSampler(
        count: oracle.inputs.count, batchSize: 0, generator: SeededGenerator(seed: 0)))
    let log = UpdateLog()
    #expect(trainer.run(steps: oracle.steps, observer: log) == .completed)
    expectClose(log.losses, oracle.losses)
    expectClose(log.gradientNorms, oracle.gradientNorms)
    expectClose(log.learningRates, oracle.learningRates)
    expectClose(log.clippingFactors, oracle.clipFactors)
    for (index, layer) in network.denseLayers.enumerated() {
      #expect(relativeError(layer.weights, oracle.weightsAfter[index]) < tolerance)
      let biases = biasTolerance(oracle, network.places[index].norm)
      #expect(relativeError(layer.bias, [oracle.biasesAfter[index]]) < biases)
      guard let norm = network.places[index].norm else { continue }
      #expect(relativeError(norm.scale, [try #require(oracle.scalesAfter)[index]]) < tolerance)
      #expect(relativeError(norm.shift, [try #require(oracle.shiftsAfter)[index]]) < tolerance)
      guard let batch = norm as? BatchNormalization<Double> else { continue }
      let means = try #require(oracle.runningMeans)
      let variances = try #require(oracle.runningVariances)
      #expect(relativeError(batch.runningMean, [means[index]]) < biases)
      #expect(relativeError(batch.runningVariance, [variances[index]]) < tolerance)
    }
    let outcome = network.evaluate(
      oracle.examples, by: loss,
      in: Workspace(network, capacity: oracle.inputs.count, for: oracle.examples))
    #expect(abs(outcome.loss / oracle.evaluationLoss - 1) < tolerance)
  }

  /// The gradient of a bias before a batch norm is 0, and here it stays 0. In NumPy it is rounding,
  /// 1e-17, which Adam divides by ε = 1e-8: there such a bias, and with it the running mean, drifts
  /// by 1e-9 η a step. What the network answers does not depend on it.
  private func biasTolerance(
    _ oracle: TrainingOracle, _ norm: (any Normalization<Double>)?
  ) -> Double {
    norm is BatchNormalization<Double> && oracle.optimizer.hasPrefix("adam") ? 1e-8 : tolerance
  }

  private func expectClose(
    _ a: [Double], _ b: [Double], location: SourceLocation = #_sourceLocation
  ) {
    #expect(a.count == b.count, sourceLocation: location)
    for (x, y) in zip(a, b) {
      #expect(abs(x - y) <= tolerance * max(y.magnitude, 1e-3), sourceLocation: location)
    }
  }
}

/// Notes loss and gradient norm before each update, and what the update did.
private final class UpdateLog: TrainingObserver {
  typealias Scalar = Double
  private(set) var losses: [Double] = []
  private(set) var gradientNorms: [Double] = []
  private(set) var learningRates: [Double] = []
  private(set) var clippingFactors: [Double] = []

  func didBackpropagate(_ moment: TrainingMoment<Double>) {
    losses.append(moment.outcome.loss)
    guard !moment.isFinal else { return }
    let squares = moment.network.parameters.reduce(0.0) { sum, parameter in
      parameter.gradient.rowArrays.joined().reduce(sum) { $0 + $1 * $1 }
    }
    gradientNorms.append(squares.squareRoot())
  }

  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {
    learningRates.append(update.learningRate)
    clippingFactors.append(update.clippingFactor)
  }
}
