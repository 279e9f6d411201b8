import Tensors

/// Where a network is measured, in one workspace: what instruments look at.
///
/// z = s·N(x·W + b) + bypass, a = φ(z), δ = ∂(loss of the example)/∂z; all [batch, units], but x, which
/// is [batch, fan-in]. N, φ and the bypass may be missing.
public final class ObservedPlace<Scalar: RealScalar> {
  /// `layers.3`: the name of its tensors in parameter files.
  public let name: String
  /// Its number among the places of its name, from 0.
  let number: Int
  /// What stands there.
  public internal(set) var kind: PlaceKind
  /// W with ∂L/∂W; nil where there are no weights.
  public let weight: Parameter<Scalar>?
  /// b with ∂L/∂b.
  public let bias: Parameter<Scalar>?
  /// The norm between the sums and z.
  public private(set) var norm: (any Normalization<Scalar>)?
  /// φ; nil where a is z.
  public private(set) var activation: (any Activation)?
  /// p of the dropout of a.
  public private(set) var dropout = 0.0
  /// s of the residual block that ends here; nil for a plain place.
  public private(set) var bypassScale: Double?
  /// Whether anywhere in the network an example's result depends on others of its batch.
  public internal(set) var mixesExamples = false

  /// What the weights read: the a below, after dropout.
  public var x: Matrix<Scalar> { cache.x }
  /// Pre-activations; of the output layer the outputs, where no activation follows.
  public private(set) var z: Matrix<Scalar>
  /// Activations, before dropout; z itself where no activation follows.
  public private(set) var a: Matrix<Scalar>
  /// δ. With batch norm, where an example's z enters the losses of all, ∂(sum of all losses)/∂z: B times
  /// the gradient of their mean.
  public private(set) var delta: Matrix<Scalar>
  /// ∂(loss of the example)/∂a, while the activation's backward pass reads it: memory that places of
  /// one width share. nil where no activation follows.
  public private(set) var upstream: Matrix<Scalar>?
  /// What the last passes that were measured have added up.
  public var sums: PlaceSums { signal.sums }

  let layer: any Layer<Scalar>
  private let cache: LayerCache<Scalar>
  private var normCache: LayerCache<Scalar>?
  private(set) var signal: Signal<Scalar>
  private var activated: Signal<Scalar>?

  init(
    _ name: String, number: Int, kind: PlaceKind, layer: any Layer<Scalar>,
    weight: Parameter<Scalar>?, bias: Parameter<Scalar>?, _ cache: LayerCache<Scalar>
  ) {
    self.name = name
    self.number = number
    self.kind = kind
    self.layer = layer
    self.weight = weight
    self.bias = bias
    self.cache = cache
    signal = cache.output
    (z, a, delta) = (cache.y, cache.y, cache.delta)
  }

  /// Units.
  public var units: Int { z.columns }

  /// The facts about it.
  public var facts: PlaceFacts {
    let dense = layer as? Dense<Scalar>
    let own = [weight, bias].compactMap { $0 } + (norm?.parameters ?? [])
    return PlaceFacts(
      name: name, kind: kind, fanIn: dense?.fanIn ?? x.columns, fanOut: units,
      parameters: own.reduce(0) { $0 + $1.values.count }, initializer: dense?.initializer,
      biasStd: dense?.biasStd ?? 0, norm: norm?.kind ?? .none, activation: activation,
      dropout: dropout, bypassScale: bypassScale)
  }

  /// What reaches W after a backward pass: d and s such that the gradient of the i-th example's loss is
  /// ∂loss_i/∂W = s·x_iᵀ·d_i. nil where there are no weights of a dense layer.
  ///
  /// Without a norm d is δ and s the scale of the residual branch, 1 in a plain layer. With one, d is
  /// ∂loss/∂u below it, u being what it normalizes, and s is in it already; it is computed anew into
  /// memory that layers of one width share, and is valid until the next call. With a batch norm an
  /// example's loss has no gradient of its own: s·x_iᵀ·d_i is then a row's share of the gradient of
  /// the sum of all losses.
  public func weightDelta() -> (delta: Matrix<Scalar>, scale: Scalar)? {
    guard layer is Dense<Scalar> else { return nil }
    if let norm, let normCache { norm.backward(normCache, Pass(accumulatesGradients: false)) }
    return (cache.delta, cache.scale)
  }

  /// Takes a norm that reads its z; what the norm writes is z from now on.
  func normalize(_ norm: any Normalization<Scalar>, _ cache: LayerCache<Scalar>) {
    guard self.norm == nil, activation == nil, cache.input === self.cache.output else { return }
    self.norm = norm
    normCache = cache
    signal = cache.output
    (z, a, delta) = (cache.y, cache.y, cache.delta)
    (layer as? Dense<Scalar>)?.biasIsRemoved = norm.traits.removesMean
  }

  /// Takes an activation that reads its z.
  func activate(_ function: any Activation, _ cache: LayerCache<Scalar>) {
    guard activation == nil, cache.input === signal else { return }
    activation = function
    activated = cache.output
    a = cache.y
    upstream = cache.delta
  }

  /// Takes dropout of its a.
  func drop(_ rate: Double, _ cache: LayerCache<Scalar>) {
    guard dropout == 0, cache.input === (activated ?? signal) else { return }
    dropout = rate
  }

  /// Takes the bypass of a block that ends here; false where it ends elsewhere.
  func bypass(_ block: Residual<Scalar>, _ cache: LayerCache<Scalar>) -> Bool {
    guard cache.output === signal else { return false }
    bypassScale = Double(block.scale)
    return true
  }

  /// Adds up what no activation has added up on the way.
  func sumUp(backward: Bool) {
    if backward {
      signal.sums.deltas = Scalar.squares(delta.elements, count: delta.count)
    } else {
      let sums = Scalar.sums(z.elements, count: z.count)
      signal.sums.count = z.count
      signal.sums.preactivations = sums
      signal.sums.activations = sums
      signal.sums.slopeSquares = Double(z.count)
    }
  }
}
