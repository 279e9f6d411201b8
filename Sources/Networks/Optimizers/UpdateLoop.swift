import Tensors

/// The loop that every optimizer shares; inlined into each, so that its rule is a direct call.
enum UpdateLoop {
  /// θ_i ← θ_i − change(i, g_i + λθ_i) for every element; where `step.isMeasured`, Σ θ² and Σ g² from
  /// before and Σ (Δθ)².
  ///
  /// A measured update goes block by block: what is summed is then in the processor's nearest
  /// memory, and the loop itself stays the one that the compiler vectorizes.
  @inline(__always)
  static func run<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, step: OptimizerStep,
    _ change: (_ i: Int, _ gradient: Scalar) -> Scalar
  ) -> UpdateSquares {
    let values = tensor.values.elements
    let gradient = tensor.gradient.elements
    let decay: Scalar = step.decay(of: tensor)
    let count = tensor.values.count
    guard step.isMeasured else {
      walk(values, gradient, 0..<count, decay: decay, change)
      return UpdateSquares()
    }
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: block) { former in
      guard let before = former.baseAddress else { return UpdateSquares() }
      var squares = UpdateSquares()
      var start = 0
      while start < count {
        let length = min(block, count - start)
        before.update(from: values + start, count: length)
        squares.gradient += Scalar.squares(gradient + start, count: length).squares
        squares.value += Scalar.squares(before, count: length).squares
        walk(values, gradient, start..<(start + length), decay: decay, change)
        squares.update += Scalar.squaredDistance(values + start, before, count: length)
        start += length
      }
      return squares
    }
  }

  /// Without decay there is no product with θ: that of 0 and an infinite one would be NaN.
  @inline(__always)
  private static func walk<Scalar: RealScalar>(
    _ values: UnsafeMutablePointer<Scalar>, _ gradient: UnsafePointer<Scalar>,
    _ elements: Range<Int>, decay: Scalar, _ change: (_ i: Int, _ gradient: Scalar) -> Scalar
  ) {
    if decay == 0 {
      for i in elements { values[i] -= change(i, gradient[i]) }
    } else {
      for i in elements { values[i] -= change(i, gradient[i] + decay * values[i]) }
    }
  }

  /// Elements at a time: three blocks of Double fit into 48 KiB.
  private static var block: Int { 2048 }
}

/// What a measured update adds up over a tensor, in Double.
public struct UpdateSquares: Sendable, Equatable {
  /// Σ θ² before the update.
  public var value = 0.0
  /// Σ g², the gradient as it was used.
  public var gradient = 0.0
  /// Σ (Δθ)².
  public var update = 0.0

  /// Zeros.
  public init() {}

  /// These sums.
  public init(value: Double, gradient: Double, update: Double) {
    self.value = value
    self.gradient = gradient
    self.update = update
  }
}
