import Networks
import Tensors
import Testing

/// φ, φ′ and what is said of them against numbers computed with 50 digits.
@Suite struct ActivationOracleTests {
  /// Whether `computed` is `expected` to the precision of its type.
  ///
  /// 32 units in the last place cover the elementary functions (1–2 each) and the factor 16 that
  /// `1 − a` may lose before the exact formula takes over. The density and the tail of the normal
  /// distribution go like e^(−z²/2): rounding its exponent alone moves them by z²/2 units. Below the
  /// normal numbers the spacing is what it is, and a factor z multiplies it.
  private func agrees<Scalar: RealScalar>(
    _ computed: Scalar, _ expected: Double, at z: Double, gaussian: Bool
  ) -> Bool {
    // Beyond the largest number of its type.
    if !Scalar(expected).isFinite { return computed == Scalar(expected) }
    let units = 32 + (gaussian ? z * z : 0)
    let unit = Double(Scalar.ulpOfOne)
    let spacing = Double(Scalar.leastNonzeroMagnitude)
    let tolerance = max(units * unit * expected.magnitude, (32 + z.magnitude) * spacing)
    return (Double(computed) - expected).magnitude <= tolerance
  }

  private func check<Scalar: RealScalar>(_ oracle: ActivationOracle, in type: Scalar.Type) throws {
    let activation = try #require(ActivationCatalog.named(oracle.name))
    let z = oracle.z.map { Scalar($0) }
    #expect(z.map { Double($0) } == oracle.z)
    var a = z
    var delta = z
    activation.apply(z, into: &a, count: z.count)
    let ones = [Scalar](repeating: 1, count: z.count)
    _ = activation.backpropagate(ones, z: z, a: a, into: &delta, count: z.count, measuring: false)
    let gaussian = oracle.name == "gelu"
    for i in z.indices {
      #expect(
        agrees(a[i], oracle.value[i], at: oracle.z[i], gaussian: gaussian),
        "φ(\(z[i])): expected \(oracle.value[i]), got \(a[i])")
      #expect(
        agrees(delta[i], oracle.slope[i], at: oracle.z[i], gaussian: gaussian),
        "φ′(\(z[i])): expected \(oracle.slope[i]), got \(delta[i])")
    }
  }

  @Test func coversEveryActivation() throws {
    let names = Set(try ActivationOracle.load().map(\.name))
    #expect(names.isSuperset(of: ActivationCatalog.all.map(\.name)))
  }

  @Test(arguments: try ActivationOracle.load())
  func valueAndSlopeInDouble(_ oracle: ActivationOracle) throws {
    try check(oracle, in: Double.self)
  }

  @Test(arguments: try ActivationOracle.load())
  func valueAndSlopeInFloat(_ oracle: ActivationOracle) throws {
    try check(oracle, in: Float.self)
  }

  @Test(arguments: try ActivationOracle.load())
  func maximumDerivativeIsExact(_ oracle: ActivationOracle) throws {
    let activation = try #require(ActivationCatalog.named(oracle.name))
    #expect(activation.maximumDerivative == oracle.maximumDerivative ?? .infinity)
  }

  /// Field note 8: "saturated" means the derivative, on each side apart.
  @Test(arguments: try ActivationOracle.load())
  func saturationBeginsWhereTheSlopeCrossesFivePercent(_ oracle: ActivationOracle) throws {
    let activation = try #require(ActivationCatalog.named(oracle.name))
    guard let expected = oracle.saturation else {
      #expect(activation.saturation == nil)
      return
    }
    let bounds = try #require(activation.saturation)
    // The bounds are written with seven digits.
    #expect(abs(bounds.lowerBound - (expected[0] ?? -.infinity)) < 1e-6)
    if let upper = expected[1] {
      #expect(abs(bounds.upperBound - upper) < 1e-6)
    } else {
      #expect(bounds.upperBound == .infinity)
    }
  }
}
