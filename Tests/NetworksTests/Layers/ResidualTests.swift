import Networks
import Tensors
import Testing

@Suite struct ResidualTests {
  private let examples = Examples<Double>(
    features: Matrix([[0.3, -1.2, 0.8], [1.4, 0.2, -0.5]]), labels: [0, 1])

  /// Outputs, and ∂loss/∂x, of layers that read three inputs, weights drawn from one seed.
  private func run(_ layers: [any Layer<Double>]) throws -> (outputs: [[Double]], delta: [[Double]])
  {
    let network = try Network(layers, inputs: Shape(3))
    var generator = SeededGenerator(seed: 2)
    network.initialize(with: FanScaled.lecun(.normal), biasStd: 0.1, using: &generator)
    let workspace = Workspace(network, capacity: 2, tracingInputs: true)
    workspace.load(examples, 0..<2)
    network.forward(workspace)
    workspace.outputDelta.useRows(2)
    for i in 0..<workspace.outputDelta.count { workspace.outputDelta.elements[i] = 0.1 * Double(i) }
    network.backward(workspace)
    return (workspace.outputs.rowArrays, try #require(workspace.inputDelta).rowArrays)
  }

  @Test func addsItsInputToTheScaledBody() throws {
    let plain = try run([Dense(fanIn: 3, fanOut: 3)])
    let block = try run([Residual(scale: 0.5, [Dense(fanIn: 3, fanOut: 3)])])
    for r in 0..<2 {
      for c in 0..<3 {
        let expected = examples.features[r, c] + 0.5 * plain.outputs[r][c]
        #expect(abs(block.outputs[r][c] - expected) < 1e-15)
        let delta = 0.1 * Double(3 * r + c) + 0.5 * plain.delta[r][c]
        #expect(abs(block.delta[r][c] - delta) < 1e-15)
      }
    }
  }

  /// A layer that does nothing, behind and before what adds shortcuts itself, makes the block add them.
  @Test func sumsMadeOnTheWayAreThoseOfALoop() throws {
    func body(_ around: [any Layer<Double>]) -> [any Layer<Double>] {
      around
        + [ActivationLayer<Double>(Tanh()), Dense<Double>(fanIn: 3, fanOut: 3)]
        + around
    }
    let start = { Dense<Double>(fanIn: 3, fanOut: 3) as any Layer<Double> }
    let fused = try run([start(), Residual(scale: 0.7, body([]))])
    let looped = try run([
      start(),
      Residual(scale: 0.7, [Sequential([])] + body([]) + [Sequential([])]),
    ])
    for (a, b) in zip(fused.outputs.joined(), looped.outputs.joined()) {
      #expect(abs(a - b) < 1e-14)
    }
    for (a, b) in zip(fused.delta.joined(), looped.delta.joined()) { #expect(abs(a - b) < 1e-14) }
  }

  @Test func aBlockOfOtherSizeIsRefused() {
    #expect {
      try Network<Double>([Residual([Dense(fanIn: 3, fanOut: 4)])], inputs: Shape(3))
    } throws: {
      "\($0)".contains("residual block: expected as many outputs as inputs, got 4 for 3")
    }
  }
}
