import Tensors

/// y = m ⊙ x, m_i = 1/(1 − p) with probability 1 − p and else 0, drawn anew at every training pass;
/// y = x in probing and evaluation. x, y, m: [batch, units].
///
/// Inverted dropout: E[y] = x, so that nothing has to be scaled afterwards. The masks are of the
/// layer's own generator, so that the weights and the batches do not depend on them.
///
/// Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting",
/// JMLR 15, 2014.
public final class Dropout<Scalar: RealScalar>: Layer {
  /// p, the share of values that are dropped.
  public let rate: Double
  private var generator: SeededGenerator

  /// A layer that drops a share `rate` of the values: from 0 to 0.99, NaN counting as 0.
  public init(rate: Double, masks generator: SeededGenerator) {
    self.rate = rate > 0 ? min(rate, 0.99) : 0
    self.generator = generator
  }

  public var traits: LayerTraits {
    var traits = LayerTraits()
    traits.deltaMemory = .shared
    return traits
  }

  public func outputShape(of input: Shape) -> Shape { input }

  public func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar> {
    let mask = Matrix<Scalar>(rows: wiring.pool.capacity, columns: wiring.input.shape.count)
    // The rows in use say whether, and for how many examples, the last pass had a mask.
    mask.useRows(0)
    return LayerCache(wiring, memory: [mask])
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    let (x, y, mask) = (cache.x, cache.y, cache.memory[0])
    switch pass.mode {
    case .probing, .evaluation:
      mask.useRows(0)
      y.copy(x)
      return
    case .training: draw(mask, rows: x.rows)
    case .repeating: if mask.rows != x.rows { draw(mask, rows: x.rows) }
    }
    y.useRows(x.rows)
    for i in 0..<x.count { y.elements[i] = x.elements[i] * mask.elements[i] }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(_ cache: LayerCache<Scalar>, _ pass: Pass) {
    guard let below = cache.below else { return }
    let (delta, mask) = (cache.delta, cache.memory[0])
    guard mask.rows == delta.rows else {
      below.copy(delta)
      return
    }
    below.useRows(delta.rows)
    for i in 0..<delta.count { below.elements[i] = delta.elements[i] * mask.elements[i] }
  }

  /// Two values from 64 random bits, p to 2⁻³².
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func draw(_ mask: Matrix<Scalar>, rows: Int) {
    mask.useRows(rows)
    let limit = UInt64(rate * 0x1p32)
    let kept = Scalar(1 / (1 - rate))
    var bits: UInt64 = 0
    for i in 0..<mask.count {
      bits = i % 2 == 0 ? generator.next() : bits >> 32
      mask.elements[i] = bits & 0xFFFF_FFFF < limit ? 0 : kept
    }
  }

  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {
    places.drop(rate, cache)
  }
}
