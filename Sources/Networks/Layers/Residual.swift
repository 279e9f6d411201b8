import Tensors

/// y = x + s·f(x); back ∂loss/∂x = ∂loss/∂y + f′(x)ᵀ·(s·∂loss/∂y). x, y: [batch, units].
///
/// Where f ends with a layer that can add x, and begins with one that can add ∂loss/∂y, they do so
/// while the numbers are in the processor's nearest memory; else it is a loop of its own.
///
/// Source: K. He et al., "Identity mappings in deep residual networks", ECCV 2016, with a scale s.
public final class Residual<Scalar: RealScalar>: Layer {
  /// f.
  public let body: any Layer<Scalar>
  /// s.
  public let scale: Scalar

  /// A block around `body`.
  public init(scale: Double = 1, _ body: any Layer<Scalar>) {
    self.scale = Scalar(scale)
    self.body = body
  }

  /// A block around these layers one after another.
  public convenience init(scale: Double = 1, _ layers: [any Layer<Scalar>]) {
    self.init(scale: scale, Sequential(layers))
  }

  public var label: String { "block" }
  public var sublayers: [any Layer<Scalar>] { [body] }
  public var parameters: [Parameter<Scalar>] { body.parameters }
  public var tensors: [StoredTensor] { [] }

  public func outputShape(of input: Shape) throws(ShapeError) -> Shape {
    let output = try body.outputShape(of: input)
    guard output == input else {
      throw ShapeError(
        "residual block: expected as many outputs as inputs, got \(output) for \(input); "
          + "give its last layer \(input) outputs")
    }
    return output
  }

  public func draw(using generator: inout SeededGenerator) { body.draw(using: &generator) }

  public func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar> {
    let traits = body.traits
    let end = traits.addsShortcut ? wiring.output : wiring.pool.signal(wiring.output.shape)
    var own = Wiring(wiring.input, end, pool: wiring.pool)
    if traits.addsShortcut { (own.scale, own.shortcut) = (scale, wiring.input) }
    if traits.addsReturning { own.returning = wiring.output }
    return LayerCache(wiring, inner: [body.makeCache(own)])
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let inner = cache.inner[0]
    body.forward(inner, pass)
    guard inner.output !== cache.output else { return }
    let (x, y, end) = (cache.x, cache.y, inner.y)
    y.useRows(x.rows)
    for i in 0..<x.count { y.elements[i] = x.elements[i] + scale * end.elements[i] }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let inner = cache.inner[0]
    let delta = cache.delta
    if inner.output !== cache.output {
      inner.delta.useRows(delta.rows)
      for i in 0..<delta.count { inner.delta.elements[i] = scale * delta.elements[i] }
    }
    body.backward(inner, pass)
    if inner.returning == nil { cache.below?.add(delta) }
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    body.observe(cache.inner[0], in: places)
    places.close(block: self, cache)
  }
}
