import RealModule

/// Where a map of a variance leads to.
enum FixedPoint {
  /// Within these, a map that moves q nowhere has not converged; beyond them it has died or exploded.
  private static let logarithms = -50.0...50.0

  /// The fixed point that q = 1 runs to: 0, infinite, or between; 1 where the map keeps every q.
  ///
  /// The map of a variance grows with it, so that q runs one way until a fixed point stops it: the
  /// first change of sign of ln f(q) − ln q on that way, found by bisection. Iterating would need
  /// thousands of layers near the critical line.
  static func of(_ map: (Double) -> Double) -> Double {
    let point = search(map)
    // Near a tangent, as of tanh at σw² = 1, rounding decides where the drift seems to end.
    return point < 1e-10 ? 0 : point > 1e10 ? .infinity : point
  }

  private static func search(_ map: (Double) -> Double) -> Double {
    func drift(_ t: Double) -> Double { Double.log(map(Double.exp(t))) - t }
    let start = drift(0)
    // Rounding alone moves ln q by less.
    if start.magnitude < 1e-13 { return 1 }
    guard !start.isNaN else { return .nan }
    let direction = start > 0 ? 1.0 : -1.0
    var (near, step) = (0.0, 0.25)
    while true {
      let far = near + direction * step
      guard logarithms.contains(far) else { return direction > 0 ? .infinity : 0 }
      let value = drift(far)
      if value == 0 { return Double.exp(far) }
      if value.isNaN { return .nan }
      if (value > 0) != (start > 0) { return bisect(near, far, drift) }
      near = far
      // Far from 1, fixed points lie further apart.
      step = min(step * 1.15, 2)
    }
  }

  /// The zero of `drift` between two places where its signs differ.
  private static func bisect(
    _ near: Double, _ far: Double, _ drift: (Double) -> Double
  ) -> Double {
    var (a, b) = (near, far)
    let sign = drift(a) > 0
    for _ in 0..<80 {
      let middle = (a + b) / 2
      guard middle != a, middle != b else { break }
      if (drift(middle) > 0) == sign { a = middle } else { b = middle }
    }
    return Double.exp((a + b) / 2)
  }
}
