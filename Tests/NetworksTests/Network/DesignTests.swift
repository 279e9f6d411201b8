import Networks
import Tensors
import Testing

/// Networks whose layers differ: which places they have, how they are drawn, what is refused.
@Suite struct DesignTests {
  private let designs = [
    LayerDesign(
      width: 6, activation: Tanh(), initializer: FanScaled.xavier(.normal), biasStd: 0.1),
    LayerDesign(
      width: 6, activation: ReLU(), initializer: FanScaled.he(.normal), norm: .layer,
      dropout: 0.2, residualScale: 0.5),
    LayerDesign(
      width: 3, activation: GELU(), initializer: Orthogonal(), norm: .batch, residualScale: 0.5),
  ]
  private let output = LayerDesign(width: 2, initializer: FanScaled.lecun(.normal))

  @Test func everyPlaceSaysWhatItIs() {
    let network = Network<Float>(inputs: 4, hidden: designs, output: output)
    let facts = network.places.map(\.facts)
    #expect(facts.map(\.name) == ["layers.0", "layers.1", "layers.2", "layers.3"])
    #expect(facts.map(\.kind) == [.dense, .dense, .dense, .output])
    #expect(facts.map(\.fanIn) == [4, 6, 6, 3])
    #expect(facts.map(\.fanOut) == [6, 6, 3, 2])
    // W, b, γ, β: 24 + 6, 36 + 6 + 12, 18 + 3 + 6, 6 + 2.
    #expect(facts.map(\.parameters) == [30, 54, 27, 8])
    #expect(facts.map { $0.activation?.name } == ["tanh", "relu", "gelu", nil])
    #expect(facts.map(\.norm) == [.none, .layer, .batch, .none])
    #expect(facts.map(\.dropout) == [0, 0.2, 0, 0])
    #expect(facts.map(\.biasStd) == [0.1, 0, 0, 0])
    // Layer 3 is no block: its widths differ.
    #expect(facts.map(\.bypassScale) == [nil, 0.5, nil, nil])
    let variances: [Double?] = [2 / 10.0, 2 / 6.0, 1 / 6.0, 1 / 3.0]
    #expect(facts.map(\.weightVariance) == variances)
    #expect(network.smallestBatch == 2 && network.mixesExamples)
    #expect(network.depth == 3)
  }

  @Test func everyLayerIsDrawnByItsOwnInitializerInOrder() {
    var (one, two) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    let network = Network<Double>(inputs: 4, hidden: designs, output: output, using: &one)
    let sizes = [(4, 6), (6, 6), (6, 3), (3, 2)]
    for (index, design) in (designs + [output]).enumerated() {
      let weights = Matrix<Double>(rows: sizes[index].0, columns: sizes[index].1)
      design.initializer?.fill(weights, using: &two)
      #expect(network.denseLayers[index].weights.rowArrays == weights.rowArrays)
      let bias = Matrix<Double>(rows: 1, columns: sizes[index].1)
      if design.biasStd > 0 {
        FixedVariance.normal(std: design.biasStd).fill(bias, using: &two)
      }
      #expect(network.denseLayers[index].bias.rowArrays == bias.rowArrays)
    }
  }

  @Test func onlyLayersWhoseInitializerLooksAtDataAreAdjusted() {
    var designs = designs
    designs[1].norm = .none
    designs[1].initializer = LayerSequentialUnitVariance()
    var generator = SeededGenerator(seed: 4)
    let inputs = Matrix<Double>(rows: 64, columns: 4)
    for i in 0..<inputs.count { inputs.elements[i] = generator.nextNormal() }
    let network = Network<Double>(inputs: 4, hidden: designs, output: output)
    let drawn = Network<Double>(inputs: 4, hidden: designs, output: output)
    var (one, two) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    network.initialize(on: inputs, using: &one)
    drawn.initialize(using: &two)
    let same = zip(network.denseLayers, drawn.denseLayers).map {
      $0.weights.rowArrays == $1.weights.rowArrays
    }
    #expect(same == [true, false, true, true])
    let workspace = Workspace(network, capacity: 64)
    workspace.input.copy(inputs)
    network.forward(workspace, mode: .probing)
    let sums = Matrix<Double>(rows: 64, columns: 6)
    sums.setProduct(workspace.places[1].x, times: network.denseLayers[1].weights)
    // Its factor is exact where there are no biases.
    #expect(abs(TensorSummary(sums).standardDeviation - 1) < 1e-12)
  }

  @Test func aStackOfEqualLayersIsTheUniformNetwork() throws {
    let layer = LayerDesign(
      width: 5, activation: ELU(), initializer: FanScaled.he(.uniform), biasStd: 0.2,
      norm: .layer, residualScale: 0.6)
    let last = LayerDesign(width: 3, initializer: FanScaled.he(.uniform), biasStd: 0.2)
    var (one, two) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
    let stack = Network<Float>(
      inputs: 4, hidden: [layer, layer, layer], output: last, using: &one)
    let uniform = Network<Float>(
      inputs: 4, depth: 3, width: 5, outputs: 3, activation: ELU(),
      initializer: FanScaled.he(.uniform), biasStd: 0.2, normalization: .layer,
      residualScale: 0.6, using: &two)
    #expect(stack.tensors() == uniform.tensors())
    #expect(stack.places.map(\.bypassScale) == uniform.places.map(\.bypassScale))
  }

  @Test func anOutputActivationIsPartOfTheNetwork() {
    let network = Network<Double>(
      inputs: 2, hidden: [], output: LayerDesign(width: 2, activation: Sigmoid()))
    let workspace = Workspace(network, capacity: 1)
    workspace.input.copy(Matrix([[3, 4]]))
    network.forward(workspace)
    #expect(workspace.outputs.rowArrays == [[0.5, 0.5]])
    #expect(workspace.places.map(\.kind) == [.output])
    #expect(workspace.places[0].z.rowArrays == [[0, 0]])
    #expect(network.depth == 0 && workspace.hidden.isEmpty)
    workspace.outputDelta.copy(Matrix([[1, 2]]))
    network.backward(workspace)
    // σ′(0) = ¼.
    #expect(workspace.places[0].delta.rowArrays == [[0.25, 0.5]])
  }

  @Test func layersThatDoNotFitAreNamed() {
    func message(_ layers: [any Layer<Float>]) -> String {
      do {
        _ = try Network(layers, inputs: Shape(4))
        return "no error"
      } catch { return error.description }
    }
    let dense = Dense<Float>(fanIn: 4, fanOut: 4)
    #expect(message([dense]) == "no error")
    #expect(
      message([dense, dense]) == "layer: expected every layer once, got it twice; make another")
    #expect(
      message([dense, Dense(fanIn: 5, fanOut: 2)])
        == "step 2 of 2, dense layer: expected 5 inputs, got 4; give it as many")
    #expect(
      message([BatchNormalization(width: 3)])
        == "step 1 of 1, batch norm: expected 3 inputs, got 4; give it as many")
  }

  @Test func aNormThatFollowsNoWeightLayerIsStoredToo() throws {
    let network = try Network<Float>(
      [
        LayerNormalization(width: 2), Dense(fanIn: 2, fanOut: 2), BatchNormalization(width: 2),
        ActivationLayer(ReLU()), LayerNormalization(width: 2),
      ], inputs: Shape(2))
    #expect(
      network.tensors().map(\.name) == [
        "norms.1.weight", "norms.1.bias", "layers.0.weight", "layers.0.bias", "norms.0.weight",
        "norms.0.bias", "norms.0.running_mean", "norms.0.running_var", "norms.2.weight",
        "norms.2.bias",
      ])
    #expect(Set(network.tensors().map(\.name)).count == 10)
  }
}
