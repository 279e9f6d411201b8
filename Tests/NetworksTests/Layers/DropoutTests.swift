import Networks
import Tensors
import Testing

@Suite struct DropoutTests {
  /// Ones through dropout and an identity: what comes out is the mask.
  private func network(rate: Double, seed: UInt64 = 3, width: Int = 50) -> Network<Double> {
    let network = Network<Double>(
      inputs: width,
      hidden: [LayerDesign(width: width, activation: Identity(), dropout: rate)],
      output: LayerDesign(width: width), masks: SeededGenerator(seed: seed))
    for layer in network.denseLayers {
      for i in 0..<width { layer.weights[i, i] = 1 }
    }
    return network
  }

  private func ones(_ network: Network<Double>, rows: Int = 40) -> Workspace<Double> {
    let workspace = Workspace(network, capacity: rows)
    workspace.input.useRows(rows)
    workspace.input.fill(1)
    return workspace
  }

  @Test(arguments: [0.1, 0.5, 0.8]) func dropsItsShareAndKeepsTheMean(_ rate: Double) {
    let network = network(rate: rate)
    let workspace = ones(network)
    network.forward(workspace)
    let mask = workspace.outputs.rowArrays.flatMap(\.self)
    #expect(mask.allSatisfy { $0 == 0 || abs($0 * (1 - rate) - 1) < 1e-15 })
    let dropped = Double(mask.count { $0 == 0 }) / Double(mask.count)
    // Four standard deviations of a share of 2,000 draws.
    #expect(abs(dropped - rate) < 4 * (rate * (1 - rate) / 2000).squareRoot())
  }

  @Test func isOffInEvaluationAndProbing() {
    let network = network(rate: 0.5)
    let workspace = ones(network)
    network.forward(workspace)
    for mode in [PassMode.evaluation, .probing] {
      network.forward(workspace, mode: mode)
      #expect(workspace.outputs.rowArrays.joined().allSatisfy { $0 == 1 })
      workspace.outputDelta.useRows(40)
      workspace.outputDelta.fill(1)
      network.backward(workspace)
      #expect(workspace.places[0].delta.rowArrays.joined().allSatisfy { $0 == 1 })
    }
  }

  @Test func everyTrainingPassHasAMaskOfItsOwnAndARepeatedOneItsLast() {
    let network = network(rate: 0.5)
    let workspace = ones(network)
    network.forward(workspace)
    let first = workspace.outputs.rowArrays
    network.forward(workspace, mode: .repeating)
    #expect(workspace.outputs.rowArrays == first)
    network.forward(workspace)
    #expect(workspace.outputs.rowArrays != first)
  }

  @Test func theWayBackHasTheMaskOfTheWayForward() {
    let network = network(rate: 0.5)
    let workspace = ones(network)
    network.forward(workspace)
    workspace.outputDelta.useRows(40)
    workspace.outputDelta.fill(1)
    network.backward(workspace)
    #expect(workspace.places[0].delta.rowArrays == workspace.outputs.rowArrays)
  }

  @Test func aSeedSaysWhichMasks() {
    func mask(seed: UInt64) -> [[Double]] {
      let network = network(rate: 0.5, seed: seed)
      let workspace = ones(network)
      network.forward(workspace)
      return workspace.outputs.rowArrays
    }
    #expect(mask(seed: 1) == mask(seed: 1))
    #expect(mask(seed: 1) != mask(seed: 2))
  }

  @Test func layersDoNotShareAMask() {
    let layer = LayerDesign(width: 50, activation: Identity(), dropout: 0.5)
    let network = Network<Double>(
      inputs: 50, hidden: [layer, layer], output: LayerDesign(width: 50))
    for layer in network.denseLayers {
      for i in 0..<50 { layer.weights[i, i] = 1 }
    }
    let workspace = ones(network)
    network.forward(workspace)
    let first = workspace.places[1].x.rowArrays.joined()
    let both = workspace.places[2].x.rowArrays.joined()
    // Of what the first keeps, the second drops a half, and not all or nothing.
    let kept = zip(first, both).filter { $0.0 > 0 }.map(\.1)
    let share = Double(kept.count { $0 == 0 }) / Double(kept.count)
    #expect(abs(share - 0.5) < 0.1)
  }

  @Test func theWeightsDoNotDependOnIt() {
    func weights(_ dropout: Double) -> [[[Double]]] {
      var generator = SeededGenerator(seed: 9)
      let layer = LayerDesign(
        width: 5, activation: ReLU(), initializer: FanScaled.he(.normal), dropout: dropout)
      let output = LayerDesign(width: 2, initializer: FanScaled.he(.normal))
      return Network<Double>(
        inputs: 3, hidden: [layer, layer], output: output, using: &generator
      ).denseLayers.map(\.weights.rowArrays)
    }
    #expect(weights(0) == weights(0.5))
  }

  @Test(arguments: [(-1, 0), (.nan, 0), (0.3, 0.3), (1, 0.99)] as [(Double, Double)])
  func rates(_ given: Double, _ used: Double) {
    #expect(Dropout<Float>(rate: given, masks: SeededGenerator(seed: 0)).rate == used)
  }
}
