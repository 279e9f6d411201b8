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
    var sums = SIMD4<Double>.zero
    var i = 0
    while i < count {
      let lanes = min(4, count - i)
      for lane in 0..<lanes {
        let difference = change(i + lane, gradient[i + lane] + decay * values[i + lane])
        values[i + lane] -= difference
        sums[lane] += Double(difference) * Double(difference)
      }
      i += lanes
    }
    return sums.sum()
  }
}
