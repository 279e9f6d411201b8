import Networks
import Records
import Tensors
import Theory

/// One kind of network whose measured profile is held against theory.
struct TheoryCase: Sendable {
  /// What the layers are beside activation and first weights.
  enum Structure: String, CaseIterable, Sendable {
    case plain = "plain"
    case layerNorm = "layer norm"
    case residual = "scaled residual"
    case batchNorm = "batch norm"
  }

  let activation: any Activation
  let initializer: any Initializer
  let structure: Structure
  var depth = 20
  var width = 256
  var features = 256
  var classes = 10
  var batch = 64
  var biasVariance = 0.0

  private var normalization: NormalizationKind {
    switch structure {
    case .plain, .residual: .none
    case .layerNorm: .layer
    case .batchNorm: .batch
    }
  }
  private var residualScale: Double? {
    structure == .residual ? 1 / Double(depth).squareRoot() : nil
  }
  private var loss: any Loss { CategoricalCrossEntropy(classes: classes) }

  /// What theory expects of the inputs of a seed.
  func predicted(seed: UInt64) -> PredictedProfile? {
    let design = NetworkDesign(
      widths: [features] + Array(repeating: width, count: depth) + [classes],
      activation: activation, initializer: initializer, biasVariance: biasVariance,
      normalization: normalization, residualScale: residualScale, output: OutputDelta(loss))
    let inputs = inputs(seed: seed)
    let squares = (0..<batch).map { row in
      (0..<features).reduce(0.0) { $0 + Double(inputs[row, $1] * inputs[row, $1]) }
        / Double(features)
    }
    let theory = NetworkTheory(
      design, on: InputScale(meanSquares: squares, features: features))
    return PredictedProfile(theory, batch: batch, limits: [])
  }

  /// N(0, 1), [batch, features].
  private func inputs(seed: UInt64) -> Matrix<Float> {
    var data = SeededGenerator(seed: seed, stream: 2)
    let inputs = Matrix<Float>(rows: batch, columns: features)
    for i in 0..<inputs.count { inputs.elements[i] = Float(data.nextNormal()) }
    return inputs
  }

  /// What one draw of weights, inputs and labels has in hidden layers 1…L.
  func measure(seed: UInt64) -> (activations: [Double], deltas: [Double]) {
    var weights = SeededGenerator(seed: seed, stream: 1)
    let inputs = inputs(seed: seed)
    var data = SeededGenerator(seed: seed, stream: 3)
    let labels = (0..<batch).map { _ in Int(data.nextUniform() * Double(classes)) }
    let network = Network<Float>(
      widths: [features] + Array(repeating: width, count: depth) + [classes],
      activation: activation, normalization: normalization, residualScale: residualScale)
    network.initialize(
      with: initializer, biasStd: biasVariance.squareRoot(), on: inputs, using: &weights)
    let workspace = Workspace(network, capacity: batch)
    workspace.load(Examples(features: inputs, labels: labels), 0..<batch)
    network.forward(workspace)
    _ = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace, accumulatingGradients: false)
    return (
      workspace.hidden.map { TensorSummary($0.a).rms },
      workspace.hidden.map { TensorSummary($0.delta).rms }
    )
  }
}
