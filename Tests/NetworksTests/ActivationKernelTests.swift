import Networks
import Tensors
import Testing

/// The vectorized loops for float32 against the plain ones in Double: over the whole range of float32,
/// in units in the last place.
@Suite struct ActivationKernelTests {
  /// Every exponent and both signs with many mantissas, what is special, and a fine walk through the
  /// range where the functions bend.
  private static let inputs: [Float] = {
    var values: [Float] = [0, -0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude]
    // A stride that is no multiple of a power of two meets all exponents with changing mantissas.
    values += stride(from: UInt32(1), to: .max - 40_000, by: 39_989).map { Float(bitPattern: $0) }
    values += stride(from: Float(-20), to: 20, by: 0.001)
    return values
  }()

  private static let kernels: [String] = ActivationCatalog.all.filter { $0.kernel != nil }
    .map(\.name)

  /// Units in the last place between a float and the true value; numbers below the normal ones have
  /// the spacing of the smallest.
  private func units(_ computed: Float, from exact: Double) -> Double {
    if exact.isNaN || computed.isNaN { return exact.isNaN && computed.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if !rounded.isFinite || !computed.isFinite { return rounded == computed ? 0 : .infinity }
    return abs(Double(computed) - exact) / max(Double(rounded.ulp), 0x1p-149)
  }

  private func forward(_ kernel: ActivationKernel, _ z: [Float]) throws -> [Float] {
    var a = z
    _ = try #require(Float.activate(kernel, z, into: &a, count: z.count, measuring: false))
    return a
  }

  @Test(arguments: kernels)
  func valuesAgreeWithDouble(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let kernel = try #require(activation.kernel)
    let z = Self.inputs
    let a = try forward(kernel, z)
    let wide = z.map { Double($0) }
    var exact = wide
    activation.apply(wide, into: &exact, count: wide.count)
    var worst = (units: 0.0, z: Float(0))
    for i in z.indices {
      // In Double λz does not leave the range; in float32 it stays at the largest number.
      if name == "selu", z[i].isFinite, Float(exact[i]) == .infinity { continue }
      let distance = units(a[i], from: exact[i])
      // The density e^(−z²/2) of the normal distribution: rounding its exponent moves it by z²/4
      // units.
      var allowed = name == "gelu" ? 4 + Double(z[i] * z[i]) / 2 : 4
      // There σ(z) is below the normal numbers, half a spacing off, and multiplied by z.
      if name == "silu" || name == "mish", z[i] < -87 { allowed = 4 + abs(Double(z[i])) / 2 }
      if distance / allowed > worst.units { worst = (distance / allowed, z[i]) }
    }
    #expect(worst.units <= 1, "φ(\(worst.z)): \(worst.units) times what is allowed")
  }

  /// A slope that passes through 0, as that of GELU, SiLU and Mish does, has no digits there: it is compared
  /// with the largest slope.
  @Test(arguments: kernels)
  func slopesAgreeWithDouble(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let kernel = try #require(activation.kernel)
    // Beyond 10¹⁸, z² is infinite, and 0·∞ has no slope.
    let z = Self.inputs.filter { $0.magnitude < 1e18 || $0.isNaN }
    let a = try forward(kernel, z)
    var slopes = z
    let ones = [Float](repeating: 1, count: z.count)
    _ = Float.backpropagate(
      kernel, ones, z: z, a: a, shortcut: nil, into: &slopes, count: z.count, measuring: false)
    let wide = z.map { Double($0) }
    var (values, exact) = (wide, wide)
    activation.apply(wide, into: &values, count: wide.count)
    _ = activation.backpropagate(
      wide.map { _ in 1 }, z: wide, a: values, into: &exact, count: wide.count, measuring: false)
    let isSigned = ["gelu", "silu", "mish"].contains(name)
    var worst = (units: 0.0, z: Float(0))
    for i in z.indices where !(exact[i].isNaN && slopes[i].isNaN) {
      // A NaN on one side only is infinitely far off.
      let isComparable = isSigned && !exact[i].isNaN && !slopes[i].isNaN
      let distance =
        isComparable
        ? abs(Double(slopes[i]) - exact[i]) / 0x1p-23 : units(slopes[i], from: exact[i])
      // 1 − a² with a² ≤ 15/16 enlarges the rounding of a by up to 16 · 2.
      let allowed = name == "tanh" ? 36.0 : 6
      if distance / allowed > worst.units { worst = (distance / allowed, z[i]) }
    }
    #expect(worst.units <= 1, "φ′(\(worst.z)): \(worst.units) times what is allowed")
  }

  /// What is measured does not change what is computed, and is the same as by separate passes.
  @Test(arguments: kernels, [1, 15, 16, 17, 2047, 2048, 2049, 5000])
  func measuredPassesComputeTheSame(_ name: String, count: Int) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let kernel = try #require(activation.kernel)
    var generator = SeededGenerator(seed: UInt64(count))
    func draw() -> [Float] { (0..<count).map { _ in Float(3 * generator.nextNormal()) } }
    let (z, g, shortcut) = (draw(), draw(), draw())
    var (plain, measured) = (z, z)
    _ = Float.activate(kernel, z, into: &plain, count: count, measuring: false)
    let sums = try #require(
      Float.activate(kernel, z, into: &measured, count: count, measuring: true))
    #expect(plain == measured)
    #expect(TensorSummary(sums.a, of: measured, count: count).isNear(TensorSummary(measured)))
    let ofZ = TensorSummary(sums.z, of: z, count: count)
    #expect(abs(ofZ.rms - TensorSummary(z).rms) <= 1e-13 * ofZ.rms)
    if let bounds = activation.saturation {
      #expect(Int(sums.saturated.low) == z.filter { $0 < Float(bounds.lowerBound) }.count)
      #expect(Int(sums.saturated.high) == z.filter { $0 > Float(bounds.upperBound) }.count)
    }
    var (delta, again, slopes) = (z, z, z)
    _ = Float.backpropagate(
      kernel, g, z: z, a: plain, shortcut: shortcut, into: &delta, count: count, measuring: false)
    let back = try #require(
      Float.backpropagate(
        kernel, g, z: z, a: plain, shortcut: shortcut, into: &again, count: count,
        measuring: true))
    #expect(delta == again)
    let squares = Float.squares(delta, count: count)
    #expect(abs(back.delta.squares - squares.squares) <= 1e-13 * squares.squares)
    #expect(back.delta.zeros == squares.zeros)
    _ = Float.backpropagate(
      kernel, [Float](repeating: 1, count: count), z: z, a: plain, shortcut: nil, into: &slopes,
      count: count, measuring: false)
    #expect(delta == (0..<count).map { g[$0] * slopes[$0] + shortcut[$0] })
    let slopeSquares = Float.squares(slopes, count: count).squares
    #expect(abs(back.slope_squares - slopeSquares) <= 1e-13 * slopeSquares)
  }

  /// The tests above run over these; an activation without one is allowed.
  @Test func thereAreKernelsToTest() {
    #expect(Self.kernels.count >= 13)
  }
}

extension TensorSummary {
  /// Whether two summaries differ by rounding only.
  fileprivate func isNear(_ other: TensorSummary) -> Bool {
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * (rms + 1e-300) }
    return count == other.count && zeros == other.zeros && nonFinite == other.nonFinite
      && near(mean, other.mean) && near(standardDeviation, other.standardDeviation)
      && near(rms, other.rms)
  }
}
