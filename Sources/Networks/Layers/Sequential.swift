import Tensors

/// y = f_n(… f_2(f_1(x))): layers one after another. Without any, y = x.
public final class Sequential<Scalar: RealScalar>: Layer {
  /// f_1 … f_n.
  public let layers: [any Layer<Scalar>]

  /// These layers in this order.
  public init(_ layers: [any Layer<Scalar>]) { self.layers = layers }

  public var sublayers: [any Layer<Scalar>] { layers }

  public var parameters: [Parameter<Scalar>] { layers.flatMap { $0.parameters } }

  public var tensors: [StoredTensor] { [] }

  public var traits: LayerTraits {
    var traits = LayerTraits()
    traits.addsShortcut = layers.last?.traits.addsShortcut ?? false
    traits.addsReturning = layers.first?.traits.addsReturning ?? false
    return traits
  }

  public func outputShape(of input: Shape) throws(ShapeError) -> Shape {
    var shape = input
    for (index, layer) in layers.enumerated() {
      do {
        shape = try layer.outputShape(of: shape)
      } catch {
        throw ShapeError("step \(index + 1) of \(layers.count), \(error.description)")
      }
    }
    return shape
  }

  public func draw(using generator: inout SeededGenerator) {
    for layer in layers { layer.draw(using: &generator) }
  }

  public func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar> {
    var inner: [LayerCache<Scalar>] = []
    var input = wiring.input
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      let output =
        isLast ? wiring.output : signal(after: layer, index, reading: input, wiring.pool)
      var own = Wiring(input, output, pool: wiring.pool)
      if index == 0 { own.returning = wiring.returning }
      if isLast { (own.scale, own.shortcut) = (wiring.scale, wiring.shortcut) }
      inner.append(layer.makeCache(own))
      input = output
    }
    return LayerCache(wiring, inner: inner)
  }

  private func signal(
    after layer: any Layer<Scalar>, _ index: Int, reading input: Signal<Scalar>,
    _ pool: SignalPool<Scalar>
  ) -> Signal<Scalar> {
    guard let shape = try? layer.outputShape(of: input.shape) else {
      preconditionFailure("a network has checked the shapes of its layers")
    }
    switch layer.traits.deltaMemory {
    case .shared: return pool.passing(shape, besides: input)
    case .sharedWhereContinued where layers[index + 1].traits.continuesPlace:
      return pool.passing(shape, besides: input)
    default: return pool.signal(shape)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    if layers.isEmpty { cache.y.copy(cache.x) }
    for index in layers.indices { layers[index].forward(cache.inner[index], pass) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    if layers.isEmpty { cache.below?.copy(cache.delta) }
    for index in layers.indices.reversed() { layers[index].backward(cache.inner[index], pass) }
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    for (layer, inner) in zip(layers, cache.inner) { layer.observe(inner, in: places) }
  }
}
