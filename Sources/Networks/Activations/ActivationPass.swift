import Tensors

/// φ on its way forward and back over a whole layer: by a vectorized loop where there is one, else by
/// the activation's own.
struct ActivationPass: Sendable {
  private let activation: any Activation
  private let kernel: ActivationKernel?

  /// The passes of φ.
  init(_ activation: any Activation) {
    self.activation = activation
    kernel = activation.kernel
  }

  /// a ← φ(z); where `measuring`, what is to be known of both, else zeros.
  @inline(__always)
  func forward<Scalar: RealScalar>(
    _ z: Matrix<Scalar>, into a: Matrix<Scalar>, measuring: Bool
  ) -> ActivatedSums {
    let count = z.count
    if let kernel,
      let sums = Scalar.activate(
        kernel, z.elements, into: a.elements, count: count, measuring: measuring)
    {
      return sums
    }
    activation.apply(z.elements, into: a.elements, count: count)
    guard measuring else { return ActivatedSums() }
    var sums = ActivatedSums()
    sums.z = Scalar.sums(z.elements, count: count)
    sums.a = Scalar.sums(a.elements, count: count)
    if let bounds = activation.saturation {
      sums.saturated = Scalar.tails(
        z.elements, count: count,
        outside: Scalar(bounds.lowerBound)...Scalar(bounds.upperBound))
    }
    return sums
  }

  /// δ ← φ′(z) ⊙ g + shortcut; where `measuring`, what is to be known of δ and φ′, else zeros.
  @inline(__always)
  func backward<Scalar: RealScalar>(
    _ g: Matrix<Scalar>, z: Matrix<Scalar>, a: Matrix<Scalar>, shortcut: Matrix<Scalar>?,
    into delta: Matrix<Scalar>, measuring: Bool
  ) -> BackpropagatedSums {
    let count = delta.count
    if let kernel,
      let sums = Scalar.backpropagate(
        kernel, g.elements, z: z.elements, a: a.elements, shortcut: shortcut?.elements,
        into: delta.elements, count: count, measuring: measuring)
    {
      return sums
    }
    var sums = BackpropagatedSums()
    sums.slope_squares = activation.backpropagate(
      g.elements, z: z.elements, a: a.elements, into: delta.elements, count: count,
      measuring: measuring)
    if let shortcut { delta.add(shortcut) }
    if measuring { sums.delta = Scalar.squares(delta.elements, count: count) }
    return sums
  }
}
