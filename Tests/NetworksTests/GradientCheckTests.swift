import Networks
import Tensors
import Testing

@Suite struct GradientCheckTests {
  private let loss: CategoricalCrossEntropy

  init() throws { loss = try #require(CategoricalCrossEntropy(predicting: .classes(3))) }

  /// A small network and a batch in its workspace.
  private func prepared(
    _ activation: any Activation, depth: Int, residualScale: Double?
  ) -> (Network<Double>, Workspace<Double>) {
    var generator = SeededGenerator(seed: 17)
    // With this gain the exponential explodes.
    let gain = activation.maximumDerivative.isFinite ? 2 : 0.13
    let network = Network<Double>(
      inputs: 5, depth: depth, width: 6, outputs: 3, activation: activation,
      initializer: FanScaled.fanIn(gain: gain), biasStd: 0.2, residualScale: residualScale,
      using: &generator)
    let features = Matrix<Double>(rows: 7, columns: 5)
    for i in 0..<features.count { features.elements[i] = generator.nextNormal() }
    let workspace = Workspace(network, capacity: 7)
    workspace.load(Examples(features: features, labels: [0, 1, 2, 0, 1, 2, 0]), 0..<7)
    return (network, workspace)
  }

  @Test(
    arguments: ActivationCatalog.all.map(\.name), [nil, 1, 0.4] as [Double?])
  func backpropagationIsTheDerivativeOfTheLoss(_ name: String, _ scale: Double?) throws {
    let activation = try #require(ActivationCatalog.named(name))
    for depth in [1, 2, 3, 6] {
      let (network, workspace) = prepared(activation, depth: depth, residualScale: scale)
      let results = GradientCheck.run(network, by: loss, on: workspace)
      #expect(results.count == 2 * (depth + 1))
      for result in results {
        // h⁴ and ε/h are 1e-12; deep layers of small gradient lose some digits more.
        #expect(result.relativeError < 1e-6, "\(result.owner), depth \(depth)")
        #expect(result.count > 0)
      }
    }
  }

  @Test func noticesAnActivationWithAWrongSlope() {
    let (network, workspace) = prepared(WrongSlope(), depth: 3, residualScale: nil)
    let results = GradientCheck.run(network, by: loss, on: workspace)
    // The output layer's gradient does not pass the wrong slope; every other one does.
    #expect(results.filter { $0.owner != "layers.3" }.allSatisfy { $0.relativeError > 0.01 })
    #expect(results.filter { $0.owner == "layers.3" }.allSatisfy { $0.relativeError < 1e-6 })
  }

  @Test func theWholeSuiteIsWithinItsTolerance() {
    let rows = GradientCheckSuite.run(depth: 2, width: 5, entries: 6)
    // Three norms, eight losses, plain and residual; seven networks of another design.
    #expect(rows.count == ActivationCatalog.all.count * (3 * 8 * 2 + 7))
    for row in rows {
      #expect(row.worstError <= GradientCheckSuite.tolerance, "\(row)")
      #expect(row.compared > 0)
    }
    #expect(rows.contains { $0.worst["scale"] != nil && $0.worst["shift"] != nil })
  }

  @Test func theSuiteNoticesAWrongSlope() {
    let rows = GradientCheckSuite.run(activations: [WrongSlope()], entries: 6)
    #expect(rows.allSatisfy { $0.worstError > 0.01 })
  }

  @Test func leavesTheNetworkAsItWas() {
    let (network, workspace) = prepared(Tanh(), depth: 2, residualScale: nil)
    let before = network.denseLayers.map { $0.weights.rowArrays + $0.bias.rowArrays }
    _ = GradientCheck.run(network, by: loss, on: workspace)
    #expect(network.denseLayers.map { $0.weights.rowArrays + $0.bias.rowArrays } == before)
  }

  @Test func aNaNGradientIsNoMatch() {
    let (network, workspace) = prepared(Tanh(), depth: 2, residualScale: nil)
    network.denseLayers[1].weights[0, 0] = .nan
    let results = GradientCheck.run(network, by: loss, on: workspace)
    #expect(!results.allSatisfy { $0.relativeError < 1e-6 })
  }
}

/// tanh with a slope that is 5 % too steep.
private struct WrongSlope: Activation {
  var name: String { "wrong" }
  var maximumDerivative: Double { 1.05 }
  var saturation: ClosedRange<Double>? { nil }
  var canGoSilent: Bool { false }
  var matchingInitializer: String { "xavier-normal" }

  func apply<Scalar: RealScalar>(
    _ z: UnsafePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>, count: Int
  ) { Tanh().apply(z, into: a, count: count) }

  func backpropagate<Scalar: RealScalar>(
    _ g: UnsafePointer<Scalar>, z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>,
    into delta: UnsafeMutablePointer<Scalar>, count: Int, measuring: Bool
  ) -> Double {
    let squares = Tanh().backpropagate(
      g, z: z, a: a, into: delta, count: count, measuring: measuring)
    for i in 0..<count { delta[i] *= Scalar(1.05) }
    return squares
  }
}
