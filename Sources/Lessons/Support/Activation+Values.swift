import Networks

extension Activation {
  /// φ(z).
  func value(at z: Double) -> Double {
    var (z, a) = (z, 0.0)
    apply(&z, into: &a, count: 1)
    return a
  }

  /// φ′(z).
  func slope(at z: Double) -> Double {
    var (z, a, g, delta) = (z, value(at: z), 1.0, 0.0)
    _ = backpropagate(&g, z: &z, a: &a, into: &delta, count: 1, measuring: false)
    return delta
  }
}
