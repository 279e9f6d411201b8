import Tensors

/// z = s·(γ ⊙ x̂ + β) + shortcut, x̂ = (u − μ) / √(σ² + ε): a layer's sums u brought to one scale
/// before φ.
///
/// u, z: [batch, width]; γ, β: [1, width], 1 and 0 at first; ε = 1e-5. Which entries share a μ and
/// σ is what the kinds differ in. Both passes are exact: μ and σ depend on u, and the backward pass
/// differentiates through them. s is 1 and there is no shortcut except at the end of a residual block.
public protocol Normalization<Scalar>: Layer {
  /// Which one it is.
  var kind: NormalizationKind { get }
  /// γ, [1, width].
  var scale: Matrix<Scalar> { get }
  /// β, [1, width].
  var shift: Matrix<Scalar> { get }
  /// ∂L/∂γ of the batch-mean loss.
  var scaleGradient: Matrix<Scalar> { get }
  /// ∂L/∂β of the batch-mean loss.
  var shiftGradient: Matrix<Scalar> { get }

  /// x̂ ← (u − μ) / √(σ² + ε), and notes 1/√(σ² + ε): one for each unit, or one for each example.
  func normalize(
    _ u: Matrix<Scalar>, into x: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>,
    mode: PassMode)

  /// ∂loss/∂u from ∂loss/∂x̂, which is in `gradient` and is overwritten: per example, B times the
  /// gradient of the batch-mean loss.
  func backpropagate(
    _ gradient: Matrix<Scalar>, normalized x: Matrix<Scalar>, _ inverseDeviations: Matrix<Double>)
}

/// ε, added to a variance before its root.
public let normalizationEpsilon = 1e-5

extension Normalization {
  public var label: String { "norm" }

  public var traits: LayerTraits { normalizationTraits }

  /// What all kinds have in common.
  var normalizationTraits: LayerTraits {
    var traits = LayerTraits()
    traits.addsShortcut = true
    traits.continuesPlace = true
    return traits
  }

  public var tensors: [StoredTensor] { affineTensors }

  /// γ and β by PyTorch's names.
  var affineTensors: [StoredTensor] {
    [StoredTensor("weight", scale), StoredTensor("bias", shift)]
  }

  public func outputShape(of input: Shape) throws(ShapeError) -> Shape {
    guard input.count == scale.columns else {
      throw ShapeError(
        "\(kind.rawValue) norm: expected \(scale.columns) inputs, got \(input); give it as many")
    }
    return input
  }

  public func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar> {
    let (capacity, width) = (wiring.pool.capacity, scale.columns)
    var memory = [Matrix<Scalar>(rows: capacity, columns: width)]
    // γ and β have gradients also where nobody wants that of u.
    if !wiring.input.needsDelta { memory.append(Matrix(rows: capacity, columns: width)) }
    return LayerCache(
      wiring, memory: memory,
      statistics: [Matrix<Double>(rows: 1, columns: max(capacity, width))])
  }

  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let (u, x, z) = (cache.x, cache.memory[0], cache.y)
    x.useRows(u.rows)
    normalize(u, into: x, cache.statistics[0], mode: pass.mode)
    z.useRows(u.rows)
    AffineByUnit.apply(
      x, scale: scale, shift: shift, factor: cache.scale, shortcut: cache.shortcut?.values,
      into: z)
  }

  /// ∂L/∂γ and ∂L/∂β, where they are wanted, and ∂loss/∂u.
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let (delta, x) = (cache.delta, cache.memory[0])
    let below = cache.below ?? cache.memory[1]
    below.useRows(delta.rows)
    if pass.accumulatesGradients {
      AffineByUnit.differentiate(
        delta, normalized: x, scale: scale, factor: cache.scale, scaleGradient: scaleGradient,
        shiftGradient: shiftGradient, into: below)
    } else {
      AffineByUnit.scale(delta, by: scale, factor: cache.scale, into: below)
    }
    backpropagate(below, normalized: x, cache.statistics[0])
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    places.normalize(self, cache)
  }
}
