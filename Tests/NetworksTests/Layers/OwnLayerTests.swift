import Networks
import Tensors
import Testing

/// A layer of one's own is a file and the line that puts it into a `Sequential`. This is the file.
///
/// y = γ·x with one γ for all; ∂L/∂γ = (1/B) Σ δ·x, ∂loss/∂x = γ·δ.
private final class Gain<Scalar: RealScalar>: Layer {
  private let gain = Matrix<Scalar>(rows: 1, columns: 1)
  private let gradient = Matrix<Scalar>(rows: 1, columns: 1)
  let parameters: [Parameter<Scalar>]

  init(_ value: Scalar) {
    gain.fill(value)
    parameters = [Parameter(role: .weight, values: gain, gradient: gradient)]
  }

  func outputShape(of input: Shape) -> Shape { input }

  func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    cache.y.useRows(cache.x.rows)
    for i in 0..<cache.x.count { cache.y.elements[i] = gain[0, 0] * cache.x.elements[i] }
  }

  func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let delta = cache.delta
    if pass.accumulatesGradients {
      gradient.fill(0)
      for i in 0..<delta.count {
        gradient[0, 0] += delta.elements[i] * cache.x.elements[i] / Scalar(delta.rows)
      }
    }
    guard let below = cache.below else { return }
    below.useRows(delta.rows)
    for i in 0..<delta.count { below.elements[i] = gain[0, 0] * delta.elements[i] }
  }

  func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    places.open(.other, layer: self, cache)
  }
}

@Suite struct OwnLayerTests {
  private let examples = Examples<Double>(
    features: Matrix([[0.3, -1.2], [1.4, 0.2], [-0.7, 0.9], [0.1, 0.4]]), labels: [0, 1, 0, 1])

  /// The line: `Gain(2)`, in a sequence and in a block.
  private func network() throws -> Network<Double> {
    let network = try Network<Double>(
      [
        Dense(fanIn: 2, fanOut: 3), Gain(2), ActivationLayer(Tanh()),
        Residual([Dense(fanIn: 3, fanOut: 3), Gain(0.5)]), Dense(fanIn: 3, fanOut: 2),
      ], inputs: Shape(2))
    var generator = SeededGenerator(seed: 6)
    network.initialize(with: FanScaled.xavier(.normal), biasStd: 0.1, using: &generator)
    return network
  }

  @Test func itsGradientsAreCentralDifferences() throws {
    let network = try network()
    let workspace = Workspace(network, capacity: 4, for: examples)
    workspace.load(examples, 0..<4)
    let results = GradientCheck.run(network, by: CategoricalCrossEntropy(classes: 2), on: workspace)
    #expect(results.map(\.owner).contains("gains.0") && results.map(\.owner).contains("gains.1"))
    #expect(results.allSatisfy { $0.relativeError < 1e-7 && $0.count > 0 && !$0.isTooSmall })
  }

  @Test func itIsTrained() throws {
    let network = try network()
    let loss = CategoricalCrossEntropy(classes: 2)
    let before = network.evaluate(
      examples, by: loss, in: Workspace(network, capacity: 4, for: examples))
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: .descent(0.5),
      sampler: BatchSampler(count: 4, batchSize: 2, generator: SeededGenerator(seed: 1)))
    #expect(trainer.run(steps: 60) == .completed)
    let after = network.evaluate(
      examples, by: loss, in: Workspace(network, capacity: 4, for: examples))
    #expect(after.loss < before.loss / 3)
    #expect(network.tensors().first { $0.name == "gains.0.weight" }?.values != [2])
  }

  @Test func itIsObserved() throws {
    let network = try network()
    let workspace = Workspace(network, capacity: 4, for: examples)
    workspace.load(examples, 0..<4)
    workspace.isMeasured = true
    network.forward(workspace)
    workspace.outputDelta.useRows(4)
    workspace.outputDelta.fill(1)
    network.backward(workspace)
    #expect(
      workspace.places.map(\.name) == [
        "layers.0", "gains.0", "layers.1", "gains.1", "blocks.0", "layers.2",
      ])
    // z of the layer below is before the gain, and φ reads what comes after it.
    let (below, gain) = (workspace.places[0], workspace.places[1])
    #expect(below.activation == nil && gain.activation?.name == "tanh")
    #expect(gain.z.rowArrays == below.z.rowArrays.map { $0.map { 2 * $0 } })
    #expect(below.delta.rowArrays == gain.delta.rowArrays.map { $0.map { 2 * $0 } })
    #expect(gain.weight?.values[0, 0] == 2)
    for place in workspace.places {
      #expect(place.sums.count == place.z.count && place.sums.deltas.squares > 0)
    }
  }
}
