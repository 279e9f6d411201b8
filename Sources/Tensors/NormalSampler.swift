import RealModule

extension RandomNumberGenerator {
  /// A draw from N(0, 1), the same on every machine.
  ///
  /// Ratio of uniforms: x = v/u is made of exactly rounded operations only; the logarithm, whose
  /// last bit differs among C libraries, decides about one draw in eighty and never enters x.
  ///
  /// Source: J. L. Leva, "A fast normal random number generator", ACM TOMS 18(4), 1992.
  public mutating func nextNormal() -> Double {
    while true {
      let u = nextUniform()
      let v = 1.7156 * (nextUniform() - 0.5)
      let x = u - 0.449871
      let y = v.magnitude + 0.386595
      let q = x * x + y * (0.19600 * y - 0.25472 * x)
      if q < 0.27597 { return v / u }
      if q > 0.27846 { continue }
      if v * v <= -4 * Double.log(u) * u * u { return v / u }
    }
  }
}
