import Tensors

/// A multi-layer perceptron of L hidden layers and an output layer, plain or residual.
///
/// - plain: z_ℓ = N(a_{ℓ−1}·W_ℓ + b_ℓ), a_ℓ = φ(z_ℓ).
/// - residual, ℓ ≥ 2: z_ℓ = z_{ℓ−1} + s·N(φ(z_{ℓ−1})·W_ℓ + b_ℓ), the pre-activation block of
///   K. He et al., "Identity mappings in deep residual networks", ECCV 2016, with a scale s.
/// - output: a_L·W_{L+1} + b_{L+1}; a loss makes of it what it needs.
///
/// N is a normalization, or nothing. With L = 0 the network is a single layer, and with one output
/// a single neuron.
public final class Network<Scalar: RealScalar> {
  /// The weight layers, hidden ones first, the output layer last.
  public let layers: [Dense<Scalar>]
  /// N of each weight layer; nil where there is none, as in the output layer.
  public let norms: [(any Normalization<Scalar>)?]
  /// φ of the hidden layers.
  public let activation: any Activation
  /// Which kind of N the hidden layers have.
  public let normalization: NormalizationKind
  /// s of the residual blocks, or nil for a plain network.
  public let residualScale: Scalar?
  /// Every tensor that training changes, layer by layer: W, b, γ, β.
  public let parameters: [Parameter<Scalar>]
  private let weightParameters: [Parameter<Scalar>]
  private let pass: ActivationPass

  /// A network of zero weights; `initialize` draws them.
  ///
  /// - Parameters:
  ///   - widths: the number of features, the units of each hidden layer, the number of outputs;
  ///     missing ones count as 1.
  ///   - residualScale: s; nil for a plain network. A block needs as many inputs as outputs:
  ///     where the widths differ, the layer is plain.
  public init(
    widths: [Int], activation: any Activation, normalization: NormalizationKind = .none,
    residualScale: Double? = nil
  ) {
    let widths = (widths + [1, 1]).prefix(max(widths.count, 2)).map { max($0, 1) }
    let layers = zip(widths, widths.dropFirst()).map { Dense<Scalar>(fanIn: $0, fanOut: $1) }
    let norms = layers.indices.map { index in
      index == layers.count - 1
        ? nil : normalization.make(Scalar.self, width: layers[index].fanOut)
    }
    self.layers = layers
    self.norms = norms
    self.activation = activation
    pass = ActivationPass(activation)
    self.normalization = normalization
    self.residualScale = residualScale.map { Scalar($0) }
    parameters = layers.indices.flatMap { index in
      let (layer, number) = (layers[index], index + 1)
      var own = [
        Parameter(
          layer: number, role: .weight, values: layer.weights, gradient: layer.weightGradient),
        Parameter(layer: number, role: .bias, values: layer.bias, gradient: layer.biasGradient),
      ]
      if let norm = norms[index] {
        own += [
          Parameter(
            layer: number, role: .scale, values: norm.scale, gradient: norm.scaleGradient),
          Parameter(
            layer: number, role: .shift, values: norm.shift, gradient: norm.shiftGradient),
        ]
      }
      return own
    }
    weightParameters = parameters.filter { $0.role == .weight }
  }

  /// A network of `depth` hidden layers of one width, with freshly drawn weights.
  ///
  /// - Parameters:
  ///   - depth: L ≥ 0, the number of hidden layers; a negative one counts as 0.
  ///   - biasStd: biases are drawn from N(0, biasStd²).
  ///   - residualScale: s; nil for a plain network.
  public convenience init(
    inputs: Int, depth: Int, width: Int, outputs: Int, activation: any Activation,
    initializer: any Initializer, biasStd: Double = 0,
    normalization: NormalizationKind = .none, residualScale: Double? = nil,
    using generator: inout SeededGenerator
  ) {
    self.init(
      widths: [inputs] + Array(repeating: width, count: max(depth, 0)) + [outputs],
      activation: activation, normalization: normalization, residualScale: residualScale)
    initialize(with: initializer, biasStd: biasStd, using: &generator)
  }

  /// Draws all weights, and biases from N(0, biasStd²), layer by layer.
  ///
  /// - Parameter inputs: examples, [examples, features], for an initializer that looks at data; it
  ///   cannot do its work without.
  public func initialize(
    with initializer: any Initializer, biasStd: Double = 0, on inputs: Matrix<Scalar>? = nil,
    using generator: inout SeededGenerator
  ) {
    for layer in layers {
      initializer.fill(layer.weights, using: &generator)
      if biasStd > 0 {
        FixedVariance.normal(std: biasStd).fill(layer.bias, using: &generator)
      }
    }
    if let inputs { initializer.adjust(self, to: inputs) }
  }

  /// L, the number of hidden layers.
  public var depth: Int { layers.count - 1 }
  /// Number of features of an example.
  public var inputCount: Int { layers[0].fanIn }
  /// Number of outputs.
  public var outputCount: Int { layers[layers.count - 1].fanOut }

  /// ‖ΔW‖_F of weight layer `index` (from 0) in the last update that was measured.
  public func lastUpdateNorm(layer index: Int) -> Double {
    weightParameters[index].lastUpdateNorm
  }

  private func isResidual(_ index: Int) -> Bool {
    residualScale != nil && index > 0 && index < depth
      && layers[index].fanIn == layers[index].fanOut
  }
  func branchScale(_ index: Int) -> Scalar {
    isResidual(index) ? residualScale ?? 1 : 1
  }

  /// Computes every z and a of the batch in `workspace.input`.
  public func forward(_ workspace: Workspace<Scalar>, mode: NormalizationMode = .training) {
    for index in layers.indices { forward(workspace, layer: index, mode: mode) }
  }

  /// Computes z and a of one weight layer, those below it being in place.
  func forward(_ workspace: Workspace<Scalar>, layer index: Int, mode: NormalizationMode) {
    let x = index == 0 ? workspace.input : workspace.activations[index - 1]
    let z = workspace.preactivations[index]
    let shortcut = isResidual(index) ? workspace.preactivations[index - 1] : nil
    if let norm = norms[index], let cache = workspace.normalized[index] {
      layers[index].forward(x, into: cache.normalized, scale: 1, shortcut: nil)
      norm.normalize(cache, mode: mode)
      norm.scaleAndShift(cache, into: z, scale: branchScale(index), shortcut: shortcut)
    } else {
      layers[index].forward(x, into: z, scale: branchScale(index), shortcut: shortcut)
    }
    guard index < depth else {
      guard workspace.isMeasured else { return }
      let sums = Scalar.sums(z.elements, count: z.count)
      workspace[sums: index].count = z.count
      workspace[sums: index].preactivations = sums
      workspace[sums: index].activations = sums
      workspace[sums: index].slopeSquares = Double(z.count)
      return
    }
    let a = workspace.activations[index]
    a.useRows(z.rows)
    let sums = pass.forward(z, into: a, measuring: workspace.isMeasured)
    guard workspace.isMeasured else { return }
    workspace[sums: index].count = z.count
    workspace[sums: index].preactivations = sums.z
    workspace[sums: index].activations = sums.a
    workspace[sums: index].saturated = sums.saturated
  }

  /// Computes every δ and gradient from δ of the output, which the loss has put in place.
  ///
  /// δ_ℓ = s_{ℓ+1}·(δ_{ℓ+1}·W_{ℓ+1}ᵀ) ⊙ φ′(z_ℓ), plus δ_{ℓ+1} where layer ℓ+1 is residual; a norm
  /// stands between δ and Wᵀ. With a batch norm, of a forward pass in training or probing mode.
  ///
  /// - Parameter accumulatingGradients: false computes δ alone and leaves the gradients of every
  ///   parameter as they are, for a look at the network in the middle of a step.
  public func backward(_ workspace: Workspace<Scalar>, accumulatingGradients: Bool = true) {
    if workspace.isMeasured {
      let delta = workspace.outputDelta
      workspace[sums: depth].deltas = Scalar.squares(delta.elements, count: delta.count)
    }
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let delta = workspace.deltas[index]
      let (reaching, scale) = weightDelta(
        workspace, layer: index, accumulatingGradients: accumulatingGradients)
      let x = index == 0 ? workspace.input : workspace.activations[index - 1]
      if accumulatingGradients {
        layer.accumulateGradients(x, delta: reaching, scale: scale)
        // A batch norm takes the mean away, and every bias with it: the gradient is exactly 0, and
        // the rounding that was summed up here is none, though Adam would make steps of it.
        if normalization == .batch, norms[index] != nil { layer.biasGradient.fill(0) }
      }
      guard index > 0 else { return }
      let upstream = workspace.upstream[index - 1]
      upstream.useRows(delta.rows)
      upstream.setProduct(reaching, times: layer.weights, transposingRight: true, scale: scale)
      let below = workspace.deltas[index - 1]
      below.useRows(delta.rows)
      let sums = pass.backward(
        upstream, z: workspace.preactivations[index - 1], a: x,
        shortcut: isResidual(index) ? delta : nil, into: below,
        measuring: workspace.isMeasured)
      guard workspace.isMeasured else { continue }
      workspace[sums: index - 1].deltas = sums.delta
      workspace[sums: index - 1].slopeSquares = sums.slope_squares
    }
  }
}
