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

  /// Activation, first weights and structure, in the words of the table.
  let activation: String
  let initializer: String
  let structure: String
  let hidden: [LayerDesign]
  let output: LayerDesign
  let features: Int
  let batch = 64

  private var loss: any Loss { CategoricalCrossEntropy(classes: output.width) }

  /// Layers that are all alike.
  init(
    activation: any Activation, initializer: any Initializer, structure: Structure, depth: Int = 20,
    width: Int = 256, features: Int = 256, biasVariance: Double = 0
  ) {
    self.activation = activation.name
    self.initializer = initializer.name
    self.structure = structure.rawValue
    self.features = features
    var layer = LayerDesign(
      width: width, activation: activation, initializer: initializer,
      biasStd: biasVariance.squareRoot())
    switch structure {
    case .plain: break
    case .layerNorm: layer.norm = .layer
    case .batchNorm: layer.norm = .batch
    case .residual: layer.residualScale = 1 / Double(max(depth, 1)).squareRoot()
    }
    hidden = Array(repeating: layer, count: depth)
    output = LayerDesign(width: 10, initializer: initializer, biasStd: layer.biasStd)
  }

  /// Layers that differ: four of them again and again until there are `depth`.
  init(unlike name: String, _ four: [LayerDesign], depth: Int, features: Int) {
    activation = four.map { $0.activation?.name ?? "none" }.joined(separator: ", ")
    initializer = four.map { $0.initializer?.name ?? "zeros" }.joined(separator: ", ")
    structure = name
    self.features = features
    hidden = (0..<depth).map { four[$0 % four.count] }
    output = LayerDesign(width: 10, initializer: FanScaled.lecun(.normal))
  }

  /// What theory expects of the inputs of a seed.
  func predicted(seed: UInt64) -> PredictedProfile? {
    let design = NetworkDesign(
      inputs: features, hidden: hidden, output: output, delta: OutputDelta(loss))
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

  /// What one draw of weights, inputs, masks and labels has in hidden layers 1…L.
  func measure(seed: UInt64) -> (activations: [Double], deltas: [Double]) {
    var weights = SeededGenerator(seed: seed, stream: 1)
    let inputs = inputs(seed: seed)
    var data = SeededGenerator(seed: seed, stream: 3)
    let labels = (0..<batch).map { _ in Int(data.nextUniform() * Double(output.width)) }
    let network = Network<Float>(
      inputs: features, hidden: hidden, output: output,
      masks: SeededGenerator(seed: seed, stream: 4))
    network.initialize(on: inputs, using: &weights)
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
