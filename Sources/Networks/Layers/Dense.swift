import Tensors

/// z = s·(x·W + b) + shortcut: a layer in which every output reads every input.
///
/// W: [fan-in, fan-out], b: [1, fan-out], x: [batch, fan-in], z: [batch, fan-out]. s is 1 and there
/// is no shortcut except at the end of a residual block.
///
/// Back, for per-example δ = ∂loss/∂z: ∂L/∂W = (s/B)·xᵀ·δ, ∂L/∂b = (s/B)·Σ δ, ∂loss/∂x = s·δ·Wᵀ.
public final class Dense<Scalar: RealScalar>: Layer {
  /// W, [fan-in, fan-out].
  public let weights: Matrix<Scalar>
  /// b, [1, fan-out].
  public let bias: Matrix<Scalar>
  /// ∂L/∂W of the batch-mean loss, [fan-in, fan-out].
  public let weightGradient: Matrix<Scalar>
  /// ∂L/∂b of the batch-mean loss, [1, fan-out].
  public let biasGradient: Matrix<Scalar>
  /// How W is drawn; nil leaves it as it is.
  public var initializer: (any Initializer)?
  /// Biases are drawn from N(0, biasStd²).
  public var biasStd: Double
  public let parameters: [Parameter<Scalar>]
  /// Whether the next layer takes the bias away again.
  var biasIsRemoved = false
  /// Called with x before z is computed, for an initializer that looks at data.
  var whenReading: ((Matrix<Scalar>) -> Void)?

  /// A layer of zeros, and how it is drawn.
  public init(
    fanIn: Int, fanOut: Int, initializer: (any Initializer)? = nil, biasStd: Double = 0
  ) {
    weights = Matrix(rows: fanIn, columns: fanOut)
    bias = Matrix(rows: 1, columns: fanOut)
    weightGradient = Matrix(rows: fanIn, columns: fanOut)
    biasGradient = Matrix(rows: 1, columns: fanOut)
    self.initializer = initializer
    self.biasStd = biasStd
    parameters = [
      Parameter(role: .weight, values: weights, gradient: weightGradient),
      Parameter(role: .bias, values: bias, gradient: biasGradient),
    ]
  }

  /// Number of inputs.
  public var fanIn: Int { weights.rows }
  /// Number of outputs.
  public var fanOut: Int { weights.columns }

  public var label: String { "layer" }

  public var traits: LayerTraits {
    var traits = LayerTraits()
    traits.addsShortcut = true
    traits.deltaMemory = .sharedWhereContinued
    return traits
  }

  public func outputShape(of input: Shape) throws(ShapeError) -> Shape {
    guard input.count == fanIn else {
      throw ShapeError("dense layer: expected \(fanIn) inputs, got \(input); give it as many")
    }
    return Shape(fanOut)
  }

  public func draw(using generator: inout SeededGenerator) {
    initializer?.fill(weights, using: &generator)
    if biasStd > 0 { FixedVariance.normal(std: biasStd).fill(bias, using: &generator) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    if let whenReading { whenReading(cache.x) }
    forward(cache.x, into: cache.y, scale: cache.scale, shortcut: cache.shortcut?.values)
  }

  /// z ← s·(x·W + b) + shortcut.
  func forward(
    _ x: Matrix<Scalar>, into z: Matrix<Scalar>, scale: Scalar, shortcut: Matrix<Scalar>?
  ) {
    z.useRows(x.rows)
    Scalar.fillRows(
      z.elements, rows: z.rows, columns: fanOut, with: bias.elements, scale: scale,
      onto: shortcut?.elements)
    z.setProduct(x, times: weights, scale: scale, keeping: 1)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let delta = cache.delta
    if pass.accumulatesGradients {
      let share = cache.scale / Scalar(max(delta.rows, 1))
      weightGradient.setProduct(cache.x, times: delta, transposingLeft: true, scale: share)
      if biasIsRemoved {
        // The gradient is exactly 0; what rounding would leave is none, though Adam would make steps
        // of it.
        biasGradient.fill(0)
      } else {
        Scalar.sumRows(
          delta.elements, rows: delta.rows, columns: fanOut, share: share,
          into: biasGradient.elements)
      }
    }
    guard let below = cache.below else { return }
    below.useRows(delta.rows)
    below.setProduct(delta, times: weights, transposingRight: true, scale: cache.scale)
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    places.open(.dense, layer: self, cache)
  }

  public var tensors: [StoredTensor] {
    [StoredTensor("weight", transposing: weights), StoredTensor("bias", bias)]
  }
}
