import Networks
import Tensors
import Testing

@Suite struct NormalizationTests {
  /// A network of one normalized layer that passes its two inputs through.
  private func network(_ kind: NormalizationKind) -> (Network<Double>, Workspace<Double>) {
    let network = Network<Double>(
      widths: [2, 2, 2], activation: Identity(), normalization: kind)
    network.denseLayers[0].weights.copy(Matrix([[1, 0], [0, 1]]))
    let workspace = Workspace(network, capacity: 3)
    workspace.load(
      Examples(features: Matrix([[1, 10], [2, 30], [3, 80]]), labels: [0, 1, 0]), 0..<3)
    return (network, workspace)
  }

  @Test func batchNormBringsEveryUnitToMeanZeroAndDeviationOne() {
    let (network, workspace) = network(.batch)
    network.forward(workspace, mode: .probing)
    for unit in 0..<2 {
      let z = TensorSummary(workspace.places[0].z.rowArrays.map { $0[unit] })
      #expect(abs(z.mean) < 1e-15)
      // ε = 1e-5 beside a variance of ⅔ and of 866.
      #expect(abs(z.standardDeviation - 1) < 1e-5)
    }
  }

  @Test func layerNormBringsEveryExampleToMeanZeroAndDeviationOne() {
    let (network, workspace) = network(.layer)
    network.forward(workspace)
    for row in workspace.places[0].z.rowArrays {
      let z = TensorSummary(row)
      #expect(abs(z.mean) < 1e-15)
      #expect(abs(z.standardDeviation - 1) < 1e-5)
    }
  }

  @Test func runningStatisticsAreKeptByTrainingOnly() throws {
    let (network, workspace) = network(.batch)
    let norm = try #require(network.places[0].norm as? BatchNormalization<Double>)
    network.forward(workspace, mode: .probing)
    network.forward(workspace, mode: .evaluation)
    #expect(norm.runningMean.rowArrays == [[0, 0]])
    #expect(norm.runningVariance.rowArrays == [[1, 1]])
    network.forward(workspace, mode: .training)
    // A tenth of the way to mean 2 and 40, and to the unbiased variances 1 and 1300.
    for (value, expected) in zip(norm.runningMean.rowArrays[0], [0.2, 4]) {
      #expect(abs(value - expected) < 1e-14)
    }
    for (value, expected) in zip(norm.runningVariance.rowArrays[0], [1, 130.9]) {
      #expect(abs(value - expected) < 1e-12)
    }
  }

  @Test func inEvaluationAnExampleDoesNotDependOnTheOthers() {
    let (network, workspace) = network(.batch)
    for _ in 0..<20 { network.forward(workspace, mode: .training) }
    network.forward(workspace, mode: .evaluation)
    let together = workspace.outputs.rowArrays[0]
    workspace.load(Examples(features: Matrix([[1, 10]]), labels: [0]), 0..<1)
    network.forward(workspace, mode: .evaluation)
    #expect(workspace.outputs.rowArrays == [together])
  }

  @Test func aBatchOfOneIsRefused() throws {
    let (network, _) = network(.batch)
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(2)))
    let examples = Examples(
      features: Matrix<Double>([[1, 2], [3, 4], [5, 6]]), labels: [0, 1, 0])
    func trainer(batchSize: Int, leavingOutBelow smallest: Int = 1) throws -> Trainer<Double> {
      try Trainer(
        network: network, examples: examples, loss: loss, rule: .descent(0.1),
        sampler: BatchSampler(
          count: 3, batchSize: batchSize, leavingOutBelow: smallest,
          generator: SeededGenerator(seed: 0)))
    }
    #expect {
      try trainer(batchSize: 1)
    } throws: { "\($0)".contains("expected batches of at least 2 examples, got one of 1") }
    // Three examples in twos leave one over.
    #expect(throws: TrainingError.self) { try trainer(batchSize: 2) }
    _ = try trainer(batchSize: 2, leavingOutBelow: 2)
    _ = try trainer(batchSize: 0)
  }

  @Test func aConstantUnitGivesZerosNotNaN() {
    let (network, workspace) = network(.batch)
    workspace.load(
      Examples(features: Matrix([[1, 7], [2, 7], [3, 7]]), labels: [0, 1, 0]), 0..<3)
    network.forward(workspace)
    #expect(workspace.places[0].z.rowArrays.map { $0[1] } == [0, 0, 0])
  }
}
