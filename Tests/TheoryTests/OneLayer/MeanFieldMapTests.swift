import Networks
import Testing
import Theory

@Suite("Fixed point, χ and the critical line")
struct MeanFieldMapTests {
  @Test(
    "q* and χ agree with an iteration in another language to 10⁻⁶",
    arguments: MeanFieldOracle.all.fixedPoints)
  func agreesWithIteration(_ oracle: MeanFieldOracle.FixedPoint) throws {
    let map = MeanFieldMap(
      activation: try activation(oracle.activation), weightVariance: oracle.weightVariance,
      biasVariance: oracle.biasVariance)
    #expect(abs(map.fixedPoint - oracle.fixedPoint) < 1e-6)
    #expect(abs(map.chi - oracle.chi) < 1e-6)
  }

  @Test(
    "published values of tanh hold to 10⁻⁴",
    arguments: [
      (1.0, 0.19359, 0.75903), (1.3, 0.31532, 0.88016), (1.7, 0.53308, 0.98674),
      (2.5, 1.06396, 1.13352),
    ])
  func tanhValues(_ gain: Double, _ fixedPoint: Double, _ chi: Double) {
    let map = MeanFieldMap(activation: Tanh(), weightVariance: gain, biasVariance: 0.05)
    #expect(abs(map.fixedPoint - fixedPoint) < 1e-4)
    #expect(abs(map.chi - chi) < 1e-4)
  }

  @Test("the critical gain of tanh at σb² = 0.05 is 1.7610, of ReLU 2, of identity 1")
  func criticalGains() throws {
    func gain(_ activation: any Activation, _ bias: Double = 0) throws -> Double {
      try #require(MeanFieldMap.criticalGain(activation: activation, biasVariance: bias))
    }
    #expect(try abs(gain(Tanh(), 0.05) - 1.7610) < 1e-4)
    #expect(try abs(gain(Tanh()) - 1) < 1e-6)
    #expect(try abs(gain(ReLU()) - 2) < 1e-9)
    #expect(try abs(gain(Identity()) - 1) < 1e-9)
  }

  @Test("no usual gain rescues a sigmoid: its critical σw² is above 100")
  func sigmoidNeedsTooMuch() throws {
    let gain = try #require(MeanFieldMap.criticalGain(activation: Sigmoid()))
    #expect(gain > 100)
  }

  @Test("χ leaps over 1 where an activation has two fixed points: GELU has no critical gain")
  func geluLeaps() {
    #expect(MeanFieldMap.criticalGain(activation: GELU()) == nil)
    #expect(MeanFieldMap(activation: GELU(), weightVariance: 2).fixedPoint == 0)
    #expect(MeanFieldMap(activation: GELU(), weightVariance: 3).fixedPoint == .infinity)
  }

  @Test("with the exponential χ leaps from 0.2 to ∞ where q = 1 stops falling: no gain is right")
  func exponentialLeaps() {
    #expect(MeanFieldMap.criticalGain(activation: Exponential()) == nil)
    // At a fixed point χ is q itself.
    for gain in [0.05, 0.1, 0.13] {
      let map = MeanFieldMap(activation: Exponential(), weightVariance: gain)
      #expect(map.fixedPoint < 0.5)
      #expect(abs(map.chi - map.fixedPoint) < 1e-12)
    }
    #expect(MeanFieldMap(activation: Exponential(), weightVariance: 0.2).fixedPoint == .infinity)
  }

  @Test("He keeps every signal of ReLU, Xavier halves δ², and so does the depth scale say")
  func reluGains() {
    let he = MeanFieldMap(activation: ReLU(), weightVariance: 2)
    #expect(he.chi == 1)
    #expect(he.fixedPoint == 1)
    #expect(he.depthScale == .infinity)
    let xavier = MeanFieldMap(activation: ReLU(), weightVariance: 1)
    #expect(xavier.chi == 0.5)
    #expect(xavier.fixedPoint == 0)
    #expect(abs(xavier.depthScale - 1.442695) < 1e-6)
  }

  @Test("layer norm: χ = E[φ′²]/E[φ²] at q = 1, whatever the gain; batch norm explodes")
  func norms() {
    for gain in [0.1, 1, 3] {
      let map = MeanFieldMap(activation: ReLU(), weightVariance: gain, normalization: .layer)
      #expect(abs(map.chi - 1) < 1e-12)
    }
    // E[φ′²] = ½, Var φ = ½ − 1/2π.
    let batch = MeanFieldMap(activation: ReLU(), weightVariance: 1, normalization: .batch)
    #expect(abs(batch.chi - 0.5 / (0.5 - 1 / (2 * Double.pi))) < 1e-12)
    for activation in ActivationCatalog.all {
      let map = MeanFieldMap(activation: activation, weightVariance: 1, normalization: .batch)
      #expect(map.chi >= 1 - 1e-12, "\(activation.name)")
    }
  }

  @Test("dropout of ½ doubles what ReLU hands on, either way; and thins what a batch norm sees")
  func dropout() throws {
    let half = MeanFieldMap(activation: ReLU(), weightVariance: 1, dropout: 0.5)
    #expect(half.chi == 1)
    #expect(half.fixedPoint == 1)
    let gain = try #require(MeanFieldMap.criticalGain(activation: ReLU(), dropout: 0.5))
    #expect(abs(gain - 1) < 1e-9)
    #expect(DepthReach(half, startingAt: 3).layers(until: 1e-4) == nil)
    // k·E[φ′²] = 1 over k·E[φ²] − E[φ]² = 1 − 1/2π.
    let batch = MeanFieldMap(
      activation: ReLU(), weightVariance: 1, normalization: .batch, dropout: 0.5)
    #expect(abs(batch.chi - 1 / (1 - 1 / (2 * Double.pi))) < 1e-12)
    // The layer norm divides by what dropout has made larger.
    let layer = MeanFieldMap(
      activation: ReLU(), weightVariance: 3, normalization: .layer, dropout: 0.5)
    #expect(abs(layer.chi - 1) < 1e-12)
  }
}
