import Tensors

/// a = φ(z), each value by itself; back δ = φ′(z) ⊙ ∂loss/∂a, plus the δ of a shortcut around it.
///
/// z, a, δ: [batch, units]. On its way it adds up what instruments want of all three, into the sums of
/// z's signal.
public final class ActivationLayer<Scalar: RealScalar>: Layer {
  /// φ.
  public let function: any Activation
  private let loops: ActivationPass

  /// A layer that applies φ.
  public init(_ function: any Activation) {
    self.function = function
    loops = ActivationPass(function)
  }

  public var label: String { function.name }

  public var traits: LayerTraits {
    var traits = LayerTraits()
    traits.addsReturning = true
    traits.deltaMemory = .shared
    return traits
  }

  public func outputShape(of input: Shape) -> Shape { input }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let (z, a) = (cache.x, cache.y)
    a.useRows(z.rows)
    let sums = loops.forward(z, into: a, measuring: pass.isMeasured)
    guard pass.isMeasured else { return }
    cache.input.sums.count = z.count
    cache.input.sums.preactivations = sums.z
    cache.input.sums.activations = sums.a
    cache.input.sums.saturated = sums.saturated
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    guard let delta = cache.below else { return }
    delta.useRows(cache.delta.rows)
    let sums = loops.backward(
      cache.delta, z: cache.x, a: cache.y, shortcut: cache.returning?.delta, into: delta,
      measuring: pass.isMeasured)
    guard pass.isMeasured else { return }
    cache.input.sums.deltas = sums.delta
    cache.input.sums.slopeSquares = sums.slope_squares
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    places.activate(function, cache)
  }
}
