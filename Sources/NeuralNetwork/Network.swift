import LinearAlgebra

/// A multi-layer perceptron of L hidden layers and an output layer, plain or residual.
///
/// - plain: z_ℓ = a_{ℓ−1}·W_ℓ + b_ℓ, a_ℓ = φ(z_ℓ).
/// - residual, ℓ ≥ 2: z_ℓ = z_{ℓ−1} + s·(φ(z_{ℓ−1})·W_ℓ + b_ℓ), the pre-activation block of
///   K. He et al., "Identity mappings in deep residual networks", ECCV 2016, with a scale s.
/// - output: logits = a_L·W_{L+1} + b_{L+1}.
public final class Network<Scalar: RealScalar> {
  /// The weight layers, hidden ones first, the output layer last.
  public let layers: [Dense<Scalar>]
  /// φ of the hidden layers.
  public let activation: any Activation
  /// s of the residual blocks, or nil for a plain network.
  public let residualScale: Scalar?

  /// A network with freshly drawn weights; biases from N(0, biasStd²).
  ///
  /// - Parameters:
  ///   - depth: L ≥ 1, the number of hidden layers; smaller counts as 1.
  ///   - residualScale: s; nil for a plain network.
  public init(
    inputs: Int, depth: Int, width: Int, outputs: Int, activation: any Activation,
    initializer: any Initializer, biasStd: Double = 0, residualScale: Double? = nil,
    using generator: inout SeededGenerator
  ) {
    let widths = [inputs] + Array(repeating: width, count: max(depth, 1)) + [outputs]
    layers = zip(widths, widths.dropFirst()).map { Dense(fanIn: $0, fanOut: $1) }
    self.activation = activation
    self.residualScale = residualScale.map { Scalar($0) }
    for layer in layers {
      initializer.fill(layer.weights, using: &generator)
      if biasStd > 0 {
        FixedVariance.normal(std: biasStd).fill(layer.bias, using: &generator)
      }
    }
  }

  /// L, the number of hidden layers.
  public var depth: Int { layers.count - 1 }
  /// Number of features of an example.
  public var inputCount: Int { layers[0].fanIn }
  /// Number of classes.
  public var outputCount: Int { layers[layers.count - 1].fanOut }

  private func isResidual(_ index: Int) -> Bool {
    residualScale != nil && index > 0 && index < depth
  }
  private func branchScale(_ index: Int) -> Scalar {
    isResidual(index) ? residualScale ?? 1 : 1
  }

  /// Computes every z and a of the batch in `workspace.input`.
  public func forward(_ workspace: Workspace<Scalar>) {
    var x = workspace.input
    for (index, layer) in layers.enumerated() {
      let z = workspace.preactivations[index]
      layer.forward(
        x, into: z, scale: branchScale(index),
        shortcut: isResidual(index) ? workspace.preactivations[index - 1] : nil)
      guard index < depth else { break }
      let a = workspace.activations[index]
      a.useRows(z.rows)
      activation.apply(z.elements, into: a.elements, count: z.count)
      x = a
    }
  }

  /// Computes every δ and gradient from δ of the output, which the loss has put in place.
  ///
  /// δ_ℓ = s_{ℓ+1}·(δ_{ℓ+1}·W_{ℓ+1}ᵀ) ⊙ φ′(z_ℓ), plus δ_{ℓ+1} where layer ℓ+1 is residual.
  public func backward(_ workspace: Workspace<Scalar>) {
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let delta = workspace.deltas[index]
      let scale = branchScale(index)
      guard index > 0 else {
        layer.accumulateGradients(workspace.input, delta: delta, scale: scale)
        return
      }
      let x = workspace.activations[index - 1]
      layer.accumulateGradients(x, delta: delta, scale: scale)
      let upstream = workspace.upstream[index - 1]
      upstream.useRows(delta.rows)
      upstream.setProduct(delta, times: layer.weights, transposingRight: true, scale: scale)
      let below = workspace.deltas[index - 1]
      below.useRows(delta.rows)
      let squares = activation.backpropagate(
        upstream.elements, z: workspace.preactivations[index - 1].elements, a: x.elements,
        into: below.elements, count: below.count)
      workspace.derivativeRMS[index - 1] = (squares / Double(max(below.count, 1))).squareRoot()
      if isResidual(index) { addShortcut(delta, to: below) }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func addShortcut(_ delta: Matrix<Scalar>, to below: Matrix<Scalar>) {
    for i in 0..<below.count { below.elements[i] += delta.elements[i] }
  }
}
