import LinearAlgebra

/// The loop that every optimizer shares; inlined into each, so that its rule is a direct call.
enum UpdateLoop {
  /// θ_i ← θ_i − change(i, g_i + λθ_i) for every element; Σ change² where `measures`, else 0.
  @inline(__always)
  static func run<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, step: OptimizerStep,
    _ change: (_ i: Int, _ gradient: Scalar) -> Scalar
  ) -> Double {
    let values = tensor.values.elements
    let gradient = tensor.gradient.elements
    let decay: Scalar = step.decay(of: tensor)
    let count = tensor.values.count
    guard step.isMeasured else {
      for i in 0..<count { values[i] -= change(i, gradient[i] + decay * values[i]) }
      return 0
    }
    // Four sums, so that an addition need not wait for the one before.
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    @inline(__always) func square(_ i: Int) -> Double {
      let difference = change(i, gradient[i] + decay * values[i])
      values[i] -= difference
      return Double(difference) * Double(difference)
    }
    var i = 0
    while i + 4 <= count {
      s0 += square(i)
      s1 += square(i + 1)
      s2 += square(i + 2)
      s3 += square(i + 3)
      i += 4
    }
    while i < count {
      s0 += square(i)
      i += 1
    }
    return (s0 + s1) + (s2 + s3)
  }
}
