import Networks
import Records
import Tensors

/// g_t·g_{t+1} / (‖g_t‖ ‖g_{t+1}‖) of each layer's weight gradients at one step and the next.
///
/// Near 1 where the direction stays; near 0 where the noise of the batches or the turns of the path
/// rule; near −1 where the updates jump to and fro across a valley, as they do when the learning rate
/// is too large. All sums are in Double.
///
///     cosine.remember()          after the backward pass of one step
///     cosine.cosines()           after that of the next
///
/// Both must be read before the gradients are clipped: clipping every value at a bound turns them.
public final class GradientCosine<Scalar: RealScalar> {
  /// Its entry in the page of quantities.
  public static var description: QuantityDescription {
    QuantityDescription(
      name: "gradientCosine",
      definition: "g_t·g_{t+1} / (‖g_t‖ ‖g_{t+1}‖) of a layer's weight gradients ∂L/∂W at a step "
        + "and the next, before any clipping.",
      tier: .full, cadence: .sample,
      needs: "The weight gradients of two steps in a row. None where there was no next step or one "
        + "of the gradients is 0.",
      cost:
        "Memory for a copy of the weights, and two walks over it: at depth 10 0.004 ms at width "
        + "64, 0.1 ms at 256, 3 ms at 1024: a tenth of a training step of a batch of 64.")
  }

  private let gradients: [Matrix<Scalar>?]
  private let kept: [Matrix<Scalar>?]
  /// Whether gradients are remembered that the next step's have not been compared with.
  public private(set) var isPending = false

  /// Memory for one copy of the weight gradients at these places.
  public init(_ places: [ObservedPlace<Scalar>]) {
    gradients = places.map { $0.weight?.gradient }
    kept = gradients.map { $0.map { Matrix(rows: $0.rows, columns: $0.columns) } }
  }

  /// Copies the weight gradients.
  public func remember() {
    for (copy, gradient) in zip(kept, gradients) { if let gradient { copy?.copy(gradient) } }
    isPending = true
  }

  /// The cosine of the remembered gradient and the present one, by place, and forgets it.
  ///
  /// nil where one of them is 0 and has no direction, where there are no weights, and everywhere where
  /// nothing is remembered; NaN where one of them is not finite.
  public func cosines() -> [Double?] {
    guard isPending else { return [Double?](repeating: nil, count: kept.count) }
    isPending = false
    return zip(kept, gradients).map { copy, gradient in
      guard let copy, let gradient else { return nil }
      return Self.cosine(copy, gradient)
    }
  }

  private static func cosine(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Double? {
    let (x, y, count) = (a.elements, b.elements, a.count)
    let sums = Scalar.products(x, y, count: count)
    var (product, squareX, squareY) = (sums.xy, sums.xx, sums.yy)
    if !InnerProduct.isSafe(squareX) || !InnerProduct.isSafe(squareY) {
      let u = InnerProduct.largestMagnitude(x, count: count)
      let v = InnerProduct.largestMagnitude(y, count: count)
      guard u.isFinite, v.isFinite else { return .nan }
      guard u > 0, v > 0 else { return nil }
      product = InnerProduct.of(x, in: u, y, in: v, count: count)
      squareX = InnerProduct.of(x, in: u, x, in: u, count: count)
      squareY = InnerProduct.of(y, in: v, y, in: v, count: count)
    }
    let cosine = product / squareX.squareRoot() / squareY.squareRoot()
    // Rounding can lead past ±1 by some units in the last place.
    return Swift.min(Swift.max(cosine, -1), 1)
  }
}
