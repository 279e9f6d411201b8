import Networks
import RealModule
import Tensors
import Testing

/// Every number of the chapter's examples, by the library's own types. The standardization example
/// is among the tests of the data sets.
@Suite struct ChapterTests {
  /// What the numbers have to agree to; both sides compute in Double.
  private let tolerance = 1e-9
  private let chapter: ChapterExamples

  init() throws { chapter = try ChapterExamples.load() }

  private func expectEqual(
    _ a: [Double], _ b: [Double], location: SourceLocation = #_sourceLocation
  ) {
    #expect(a.count == b.count, sourceLocation: location)
    for (x, y) in zip(a, b) { #expect(abs(x - y) <= tolerance, sourceLocation: location) }
  }

  @Test func singleNeuron() throws {
    let example = chapter.neuron
    func neuron(_ activation: any Activation) -> Perceptron<Double> {
      Perceptron(weights: example.weights, bias: example.bias, activation: activation)
    }
    #expect(abs(try neuron(ReLU()).preactivation(example.inputs) - example.z) <= tolerance)
    let activations: [any Activation] = [Sigmoid(), ReLU(), Tanh()]
    for (activation, value) in zip(activations, [example.sigmoid, example.relu, example.tanh]) {
      #expect(abs(try neuron(activation).output(example.inputs) - value) <= tolerance)
    }
    let negative = example.negative
    for (activation, value) in zip(activations, [negative.sigmoid, negative.relu, negative.tanh]) {
      let shifted = Perceptron(weights: [1.0], bias: negative.z, activation: activation)
      #expect(abs(try shifted.output([0]) - value) <= tolerance)
    }
  }

  @Test func activationTable() throws {
    let table = chapter.activations
    func check(_ activation: any Activation, _ values: [Double], _ slopes: [Double]) {
      var a = table.z
      var delta = table.z
      activation.apply(table.z, into: &a, count: a.count)
      _ = activation.backpropagate(
        table.z.map { _ in 1 }, z: table.z, a: a, into: &delta, count: a.count,
        measuring: false)
      expectEqual(a, values)
      expectEqual(delta, slopes)
    }
    check(Sigmoid(), table.sigmoid, table.sigmoidDerivative)
    check(ReLU(), table.relu, table.reluDerivative)
    check(LeakyReLU(), table.leaky, table.leakyDerivative)
    let probabilities = Matrix<Double>(rows: 1, columns: 3)
    Softmax.apply(Matrix([table.softmax.logits]), into: probabilities)
    expectEqual(probabilities.rowArrays[0], table.softmax.probabilities)
  }

  /// A network with one hidden layer of ReLU and the given weights.
  private func network(
    _ w1: [[Double]], _ b1: [Double], _ w2: [[Double]], _ b2: [Double],
    activation: any Activation = ReLU()
  ) -> Network<Double> {
    let network = Network<Double>(
      widths: [w1.count, w1[0].count, w2[0].count], activation: activation)
    network.denseLayers[0].weights.copy(Matrix(w1))
    network.denseLayers[0].bias.copy(Matrix([b1]))
    network.denseLayers[1].weights.copy(Matrix(w2))
    network.denseLayers[1].bias.copy(Matrix([b2]))
    return network
  }

  private func sigmoid(_ logits: Matrix<Double>) -> [Double] {
    let p = Matrix<Double>(rows: logits.rows, columns: logits.columns)
    Sigmoid().apply(logits.elements, into: p.elements, count: logits.count)
    return Array(p.rowArrays.joined())
  }

  @Test func forwardPropagation() {
    let example = chapter.forward
    let network = network(example.w1, example.b1, example.w2, example.b2)
    let workspace = Workspace(network, capacity: 1)
    workspace.load(Examples(features: Matrix(example.x), labels: [0]), 0..<1)
    network.forward(workspace)
    expectEqual(workspace.places[0].z.rowArrays[0], example.z1[0])
    expectEqual(workspace.places[0].a.rowArrays[0], example.a1[0])
    expectEqual(workspace.outputs.rowArrays[0], example.z2[0])
    expectEqual(sigmoid(workspace.outputs), example.a2[0])
  }

  @Test func backpropagationAndUpdate() throws {
    let example = chapter.backward
    let network = network(example.w1, example.b1, example.w2, example.b2)
    let loss = try #require(BinaryCrossEntropy(predicting: .classes(2)))
    let workspace = Workspace(network, capacity: 1)
    workspace.load(
      Examples(features: Matrix(example.x), labels: [Int(example.y[0][0])]), 0..<1)
    network.forward(workspace)
    let outcome = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    expectEqual(workspace.places[0].z.rowArrays[0], example.z1[0])
    expectEqual(workspace.places[0].a.rowArrays[0], example.a1[0])
    expectEqual(sigmoid(workspace.outputs), example.a2[0])
    #expect(abs(outcome.loss - example.loss) <= tolerance)
    expectEqual(workspace.places[1].delta.rowArrays[0], example.dz2[0])
    expectEqual(workspace.places[0].delta.rowArrays[0], example.dz1[0])
    let layers = network.denseLayers
    expectEqual(Array(layers[1].weightGradient.rowArrays.joined()), Array(example.dW2.joined()))
    expectEqual(layers[1].biasGradient.rowArrays[0], example.db2)
    expectEqual(Array(layers[0].weightGradient.rowArrays.joined()), Array(example.dW1.joined()))
    expectEqual(layers[0].biasGradient.rowArrays[0], example.db1)
    let descent = StochasticGradientDescent()
    OptimizerState(descent, for: network.parameters).update(
      network.parameters, with: descent, learningRate: example.learningRate)
    expectEqual(Array(layers[0].weights.rowArrays.joined()), Array(example.w1After.joined()))
    expectEqual(Array(layers[1].weights.rowArrays.joined()), Array(example.w2After.joined()))
  }

  @Test func xorOverTenThousandEpochs() throws {
    let example = chapter.xor
    let network = network(
      example.w1Initial, example.w1Initial[0].map { _ in 0 }, example.w2Initial, [0],
      activation: Sigmoid())
    let examples = Examples(
      features: Matrix(example.x), labels: example.y.map { Int($0[0]) })
    // The example drops the factor 2 of the squared error, which half the learning rate makes up.
    var trainer = try Trainer(
      network: network, examples: examples, loss: MeanSquaredError.binary,
      rule: .descent(example.learningRate / 2),
      sampler: BatchSampler(count: 4, batchSize: 0, generator: SeededGenerator(seed: 0)))
    let log = LossLog()
    #expect(trainer.run(steps: example.epochs - 1, observer: log) == .completed)
    for (epoch, loss) in example.losses {
      #expect(abs(log.losses[try #require(Int(epoch))] - loss) <= tolerance)
    }
    expectEqual(log.lastPredictions, example.predictionsInLastEpoch)
    #expect(abs(log.losses[example.epochs - 1] - example.finalLossInLastEpoch) <= tolerance)
  }

  @Test func optimizersOnAValley() throws {
    let paths: [(any Optimizer, ChapterExamples.Optimizers.Path)] = [
      (StochasticGradientDescent(), chapter.optimizers.sgd),
      (try #require(Momentum(momentum: 0.9)), chapter.optimizers.momentum),
      (Adam(), chapter.optimizers.adam),
    ]
    for (optimizer, path) in paths {
      // x² + 3y² from (4, 3).
      let valley = Parameter(
        values: Matrix<Double>([[4, 3]]), gradient: Matrix<Double>(rows: 1, columns: 2))
      let state = OptimizerState(optimizer, for: [valley])
      var losses: [Double] = []
      for step in 0...20 {
        let (x, y) = (valley.values[0, 0], valley.values[0, 1])
        losses.append(x * x + 3 * y * y)
        guard step < 20 else { break }
        valley.gradient[0, 0] = 2 * x
        valley.gradient[0, 1] = 6 * y
        state.update([valley], with: optimizer, learningRate: 0.1)
      }
      expectEqual(losses, path.lossHistory)
      expectEqual(valley.values.rowArrays[0], path.finalParams)
    }
  }

  @Test func squaredErrorAgainstCrossEntropy() throws {
    let example = chapter.losses
    func logit(_ p: Double) -> Double { Double.log(p / (1 - p)) }
    let crossEntropy = try #require(BinaryCrossEntropy(predicting: .classes(2)))
    let losses: [any Loss] = [MeanSquaredError.binary, crossEntropy]
    let targets = Targets<Double>(labels: example.yTrue.map { Int($0) })
    let outputs = Matrix(example.yPred.map { [logit($0)] })
    for (loss, expected) in zip(losses, [example.mse, example.bce]) {
      let outcome = loss.evaluate(outputs, against: targets, delta: nil)
      #expect(abs(outcome.loss - expected) <= tolerance)
    }
    let gradients = example.gradientWrtLogit
    for (loss, expected) in zip(losses, [gradients.mse, gradients.bce]) {
      let delta = Matrix<Double>(rows: gradients.p.count, columns: 1)
      _ = loss.evaluate(
        Matrix(gradients.p.map { [logit($0)] }),
        against: Targets(labels: gradients.p.map { _ in Int(gradients.y) }), delta: delta)
      expectEqual(Array(delta.rowArrays.joined()), expected)
    }
  }
}

/// Keeps the losses and the last predictions.
private final class LossLog: TrainingObserver {
  typealias Scalar = Double
  private(set) var losses: [Double] = []
  private(set) var lastPredictions: [Double] = []

  func didBackpropagate(_ moment: TrainingMoment<Double>) {
    losses.append(moment.outcome.loss)
    guard moment.isFinal else { return }
    let outputs = moment.workspace.outputs
    lastPredictions = [Double](repeating: 0, count: outputs.count)
    Sigmoid().apply(outputs.elements, into: &lastPredictions, count: outputs.count)
  }

  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {}
}
