import Tensors

/// Bounds the gradients before an update.
///
/// - by value c: g_i ← min(max(g_i, −c), c) for every entry;
/// - by global norm c: g ← g · min(1, c/‖g‖), ‖g‖ = √(Σ g²) over all parameters, which keeps the
///   direction.
///
/// Where both are set, the values are bounded first. A norm that is not finite is not scaled: that
/// would make NaN of infinities, and hide where they came from. NaN is left as it is.
///
/// Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural
/// networks", ICML 2013.
public struct GradientClipping: Sendable, Equatable {
  /// The largest global norm, above 0; nil for no bound.
  public var norm: Double?
  /// The largest magnitude of an entry, above 0; nil for no bound.
  public var value: Double?

  /// Bounds; nil, and any that is not above 0, for none.
  public init(norm: Double? = nil, value: Double? = nil) {
    self.norm = norm
    self.value = value
  }

  /// Whether there is a bound.
  public var isActive: Bool { (norm ?? 0) > 0 || (value ?? 0) > 0 }

  /// Bounds the gradients in place; returns ‖g after‖ / ‖g before‖: 1 where nothing was clipped.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply<Scalar: RealScalar>(to parameters: [Parameter<Scalar>]) -> Double {
    guard isActive else { return 1 }
    let before = globalNorm(parameters)
    guard before > 0 else { return 1 }
    var now = before
    if let value, value > 0 {
      let bound = Scalar(value)
      var clipped = false
      for parameter in parameters {
        let g = parameter.gradient.elements
        for i in 0..<parameter.gradient.count where g[i].magnitude > bound {
          g[i] = g[i] > 0 ? bound : -bound
          clipped = true
        }
      }
      if clipped { now = globalNorm(parameters) }
    }
    if let norm, norm > 0, now > norm, now.isFinite {
      let factor = Scalar(norm / now)
      for parameter in parameters {
        let g = parameter.gradient.elements
        for i in 0..<parameter.gradient.count { g[i] *= factor }
      }
      now = norm
    }
    return now == before ? 1 : now / before
  }

  private func globalNorm<Scalar: RealScalar>(_ parameters: [Parameter<Scalar>]) -> Double {
    parameters.reduce(0.0) { sum, parameter in
      let norm = TensorSummary(parameter.gradient).norm
      return sum + norm * norm
    }.squareRoot()
  }
}
