import Networks
import Tensors
import Testing

@Suite struct NetworkTensorsTests {
  private func network(
    _ norm: NormalizationKind = .batch, width: Int = 3, seed: UInt64 = 1
  ) -> Network<Double> {
    var generator = SeededGenerator(seed: seed)
    return Network(
      inputs: 2, depth: 1, width: width, outputs: 2, activation: Tanh(),
      initializer: FanScaled.he(.normal), biasStd: 0.1, normalization: norm, using: &generator)
  }

  @Test func namesAndShapesAreThoseOfPyTorch() {
    let tensors = network().tensors()
    #expect(
      tensors.map { "\($0.name) \($0.shape)" } == [
        "layers.0.weight [3, 2]", "layers.0.bias [3]", "norms.0.weight [3]", "norms.0.bias [3]",
        "norms.0.running_mean [3]", "norms.0.running_var [3]", "layers.1.weight [2, 3]",
        "layers.1.bias [2]",
      ])
    #expect(network(.layer).tensors().count == 6)
    #expect(network(.none).tensors().count == 4)
  }

  @Test func weightsAreTransposed() {
    let network = network(.none)
    network.denseLayers[0].weights.copy(Matrix([[1, 2, 3], [4, 5, 6]]))
    // [fan-out, fan-in]: the weights of a unit stand together.
    #expect(network.tensors()[0].values == [1, 4, 2, 5, 3, 6])
  }

  @Test func comeBackAsTheyWere() throws {
    let (one, two) = (network(seed: 1), network(seed: 2))
    #expect(one.tensors() != two.tensors())
    try two.setTensors(one.tensors().reversed())
    #expect(one.tensors() == two.tensors())
  }

  @Test func aCountOfBatchesIsPassedOver() throws {
    let network = network()
    try network.setTensors(
      network.tensors()
        + [NamedTensor(name: "norms.0.num_batches_tracked", shape: [], values: [12])])
  }

  @Test func whatDoesNotFitIsNamedAndChangesNothing() {
    let network = network()
    let before = network.tensors()
    func expect(_ message: String, _ tensors: [NamedTensor]) {
      #expect {
        try network.setTensors(tensors)
      } throws: { "\($0)".contains(message) }
      #expect(network.tensors() == before)
    }
    expect("layers.0.weight: expected shape [3, 2], got [4, 2]", self.network(width: 4).tensors())
    expect("layers.1.bias: expected a tensor of shape [2], got none", Array(before.dropLast()))
    expect("norms.0.running_mean: expected", self.network(.layer).tensors())
    expect("expected one tensor of this name, got two", before + [before[0]])
    expect(
      "momentum: this network has no such tensor",
      before + [NamedTensor(name: "momentum", shape: [], values: [1])])
    expect(
      "layers.0.bias: expected shape [3], got [3]",
      before.map {
        $0.name == "layers.0.bias" ? NamedTensor(name: $0.name, shape: [3], values: []) : $0
      })
  }
}
