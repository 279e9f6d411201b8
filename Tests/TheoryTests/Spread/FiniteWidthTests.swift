import Networks
import Records
import Tensors
import Testing
import Theory

@Suite("How far a draw strays from theory")
struct FiniteWidthTests {
  @Test("the band narrows like 1/√width and widens like √depth")
  func widthAndDepth() throws {
    func half(_ width: Int, _ depth: Int) throws -> Double {
      let profile = try #require(
        PredictedProfile(
          try theory(ReLU(), "he-normal", depth: depth, width: width), batch: 64, limits: []))
      let band = profile.layers[1].deltaRMS
      return logarithm(band.upper / band.lower) / 2
    }
    let reference = try half(256, 20)
    #expect(abs(try half(1024, 20) / reference - 0.5) < 0.1)
    #expect(abs(try half(256, 80) / reference - 2) < 0.4)
  }

  @Test("expected values are inside their band, and the band is the same each time")
  func isDeterministic() throws {
    for activation in ActivationCatalog.all {
      // Without a largest slope, Xavier's weights explode.
      let isBounded = activation.maximumDerivative.isFinite
      let theory = try theory(
        activation, isBounded ? "xavier-normal" : activation.matchingInitializer, depth: 10)
      let first = try #require(PredictedProfile(theory, batch: 64, limits: []))
      #expect(first == PredictedProfile(theory, batch: 64, limits: []))
      for layer in first.layers.dropFirst() {
        #expect(layer.deltaRMS.contains(layer.deltaRMS.expected), "\(activation.name)")
        #expect(layer.activationRMS.contains(layer.activationRMS.expected), "\(activation.name)")
      }
    }
  }

  @Test("weights that are all 0 have no prediction")
  func zeros() throws {
    #expect(PredictedProfile(try theory(Tanh(), "zeros"), batch: 64, limits: []) == nil)
  }

  @Test(
    "numbers that no Double holds have no prediction, and do not trap",
    arguments: ["fan-in:1e300", "fan-in:1e-300", "normal:1e150", "normal:1e-200", "fan-in:1e77"])
  func extremes(_ initializer: String) throws {
    for activation in ActivationCatalog.all {
      let theory = try theory(activation, initializer)
      for layer in PredictedProfile(theory, batch: 64, limits: [])?.layers ?? [] {
        #expect(layer.deltaRMS.expected.isFinite && layer.activationRMS.expected.isFinite)
      }
    }
    for bias in [1e150, 1e300] {
      _ = PredictedProfile(
        try theory(Softplus(), "he-normal", biasVariance: bias), batch: 64, limits: [])
    }
  }

  @Test("what float32 does not hold is beyond the theory, and so are 1,000 layers of 64 units")
  func numbersTellLimits() throws {
    func limits(_ initializer: String, depth: Int, _ range: ClosedRange<Double>) throws -> [String]
    {
      let theory = try theory(ReLU(), initializer, depth: depth, width: 64)
      return try #require(
        PredictedProfile(theory, batch: 64, limits: ["first"], range: range)
      ).limits
    }
    let (float, double) = (
      TheoryLimits.range(of: Float.self), TheoryLimits.range(of: Double.self)
    )
    #expect(try limits("he-normal", depth: 100, float) == ["first"])
    #expect(try limits("fan-in:0.0001", depth: 30, float).last?.contains("too small") == true)
    #expect(try limits("fan-in:0.0001", depth: 30, double) == ["first"])
    #expect(
      try limits("he-normal", depth: 1000, float).last?.contains("rarely near their average")
        == true)
  }

  // 99 of 100 draws are meant to be inside; 18 of 20 leaves room for chance.
  @Test(
    "at least 18 of 20 draws of width 64 are inside in every layer from 2 on",
    arguments: [
      ("tanh", "xavier-normal", NormalizationKind.none, nil), ("relu", "he-normal", .none, nil),
      ("gelu", "fan-in:3", .layer, nil), ("relu", "he-normal", .none, 20.0.squareRoot()),
    ] as [(String, String, NormalizationKind, Double?)])
  func coverage(
    _ name: String, _ initializer: String, _ norm: NormalizationKind, _ root: Double?
  ) throws {
    let scale = root.map { 1 / $0 }
    let expected = try #require(
      PredictedProfile(
        try theory(
          try activation(name), initializer, width: 64, norm: norm, residualScale: scale,
          features: 64), batch: 16, limits: []))
    let inside = try (1...20).filter { seed in
      let drawn = try DrawnNetwork(
        try activation(name), initializer, width: 64, norm: norm, residualScale: scale,
        seed: UInt64(seed))
      return drawn.deltas.indices.dropFirst().allSatisfy {
        expected.layers[$0].deltaRMS.contains(drawn.deltas[$0])
          && expected.layers[$0].activationRMS.contains(drawn.activations[$0])
      }
    }
    #expect(inside.count >= 18)
  }
}
