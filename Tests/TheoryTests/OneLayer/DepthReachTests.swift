import Networks
import Testing
import Theory

@Suite("How many layers δ passes")
struct DepthReachTests {
  @Test("ReLU with σw² = 1 halves δ² at every layer: 14 layers to 1 %, 27 to 10⁻⁴")
  func halving() {
    let map = MeanFieldMap(activation: ReLU(), weightVariance: 1)
    let reach = DepthReach(map, startingAt: 1)
    #expect(reach.layers(until: 1e-2) == 14)
    #expect(reach.layers(until: 1e-4) == 27)
  }

  @Test("what is kept, is kept over any number of layers")
  func critical() {
    let he = DepthReach(MeanFieldMap(activation: ReLU(), weightVariance: 2), startingAt: 3)
    #expect(he.layers(until: 1e-4) == nil)
    let norm = MeanFieldMap(activation: ReLU(), weightVariance: 0.1, normalization: .layer)
    #expect(DepthReach(norm, startingAt: 1).layers(until: 1e-4) == nil)
  }

  @Test("residual blocks of scale 1 with ReLU and He double δ² at every layer")
  func residual() {
    let map = MeanFieldMap(activation: ReLU(), weightVariance: 2)
    let reach = DepthReach(map, startingAt: 1, residualScale: 1)
    #expect(reach.layers(until: 1e-2) == 14)
  }

  @Test("every activation and gain has an answer in the time of a blink")
  func terminates() {
    for activation in ActivationCatalog.all {
      for gain in [1e-6, 0.5, 1, 2, 3, 1e6] {
        for norm in NormalizationKind.allCases {
          let map = MeanFieldMap(activation: activation, weightVariance: gain, normalization: norm)
          let reach = DepthReach(map, startingAt: 1)
          if let far = reach.layers(until: 1e-2) { #expect(far >= 1) }
        }
      }
    }
  }
}
