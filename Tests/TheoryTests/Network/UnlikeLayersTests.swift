import Networks
import Records
import Tensors
import Testing

@testable import Theory

@Suite("Layers that differ in width, activation, weights, norm, shortcut and dropout")
struct UnlikeLayersTests {
  @Test("the oracle is there: eight networks, one of them with batch norms")
  func oracleIsComplete() {
    #expect(UnlikeLayersOracle.all.count == 8)
    #expect(UnlikeLayersOracle.all.filter { $0.together != nil }.count == 7)
  }

  // 5 % of a factor at width 128, more when narrow, as Documentation has it.
  @Test(
    "the factor of every layer is that of 400 draws to 5 % at width 128",
    arguments: UnlikeLayersOracle.all)
  func factors(_ oracle: UnlikeLayersOracle) throws {
    let own = try oracle.theory().factors
    #expect(own.count == oracle.layers.count - 1)
    for (index, (expected, measured)) in zip(own, oracle.factors.median).enumerated() {
      let width = Double(min(oracle.layers[index].width, oracle.layers[index + 1].width))
      let error = abs(measured / expected - 1)
      #expect(
        error < 0.05 * (128 / width).squareRoot(),
        "layer \(index + 1): \(measured), expected \(expected)")
    }
  }

  // The mean over 400 draws strays by 1/20 of the spread of one.
  @Test(
    "mean squares of a and δ are those of 400 draws, layer by layer",
    arguments: UnlikeLayersOracle.all)
  func squares(_ oracle: UnlikeLayersOracle) throws {
    let theory = try oracle.theory()
    for index in oracle.layers.indices {
      let a = theory.activationSquares[index] / oracle.activationSquares[index]
      let delta = theory.deltaSquares[index] / oracle.deltaSquares[index]
      #expect(abs(a - 1) < 0.05, "layer \(index + 1): a² is \(a) times")
      #expect(abs(delta - 1) < 0.12, "layer \(index + 1): δ² is \(delta) times")
    }
  }

  @Test(
    "the band has the middle 95 % of the draws inside, layer by layer",
    arguments: UnlikeLayersOracle.all)
  func bands(_ oracle: UnlikeLayersOracle) throws {
    let profile = try #require(
      PredictedProfile(try oracle.theory(), batch: oracle.batch, limits: []))
    #expect(profile.layers.count == oracle.layers.count)
    #expect(profile.limits.isEmpty)
    // Layer 1 is not judged.
    for (index, layer) in profile.layers.enumerated().dropFirst() {
      #expect(layer.activationRMS.contains(oracle.activations.low[index]), "layer \(index + 1)")
      #expect(layer.activationRMS.contains(oracle.activations.high[index]), "layer \(index + 1)")
      #expect(layer.deltaRMS.contains(oracle.deltas.low[index]), "layer \(index + 1)")
      #expect(layer.deltaRMS.contains(oracle.deltas.high[index]), "layer \(index + 1)")
    }
  }

  // The band is for examples that stray together, here one input 64 times. It has 99 of 100 draws inside
  // in all layers at once, no less than three deviations to either side, where the middle 95 % are two;
  // and what comes back of ten labels averages, so that of δ in the last layers it is up to 4.6 times.
  @Test(
    "where all examples are one, the band is no narrower than the draws, and not five times as wide",
    arguments: UnlikeLayersOracle.all.filter { $0.together != nil })
  func widths(_ oracle: UnlikeLayersOracle) throws {
    let together = try #require(oracle.together)
    let profile = try #require(
      PredictedProfile(try oracle.theory(), batch: oracle.batch, limits: []))
    for (index, layer) in profile.layers.enumerated().dropFirst() {
      for (band, drawn, what) in [
        (layer.activationRMS, together.activations, "a"), (layer.deltaRMS, together.deltas, "δ"),
      ] {
        let wide = logarithm(band.upper / band.lower)
        let seen = logarithm(drawn.high[index] / drawn.low[index])
        #expect(band.contains(drawn.low[index]), "layer \(index + 1), \(what)")
        #expect(band.contains(drawn.high[index]), "layer \(index + 1), \(what)")
        #expect(
          (1.1...5).contains(wide / seen), "layer \(index + 1), \(what): \(wide) for \(seen)")
      }
    }
  }

  @Test(
    "the network that is built of these layers tells theory the same",
    arguments: UnlikeLayersOracle.all)
  func placesTellTheSame(_ oracle: UnlikeLayersOracle) throws {
    let network = Network<Double>(
      inputs: oracle.features, hidden: try oracle.hidden(), output: try oracle.outputLayer())
    let delta = OutputDelta(CategoricalCrossEntropy(classes: oracle.classes))
    let design = try #require(
      NetworkDesign(places: network.places.map(\.facts), delta: delta))
    let theory = NetworkTheory(design, on: InputScale(features: oracle.features))
    let other = try oracle.theory()
    #expect(theory.deltaSquares == other.deltaSquares)
    #expect(theory.activationSquares == other.activationSquares)
    #expect(design.layers.map(\.isBlock) == other.design.layers.map(\.isBlock))
  }

  @Test(
    "layers that are alike are the same bit for bit, however they are written",
    arguments: NormalizationKind.allCases, [nil, 0.3] as [Double?])
  func alike(_ norm: NormalizationKind, _ scale: Double?) throws {
    let delta = OutputDelta(CategoricalCrossEntropy(classes: 7))
    let inputs = InputScale(meanSquares: [0.3, 0.8, 1.9], features: 30)
    for (name, initializer) in [("gelu", "he-normal"), ("tanh", "lsuv"), ("mish", "orthogonal")] {
      let (phi, weights) = (
        try activation(name), try #require(InitializerCatalog.named(initializer))
      )
      let uniform = NetworkTheory(
        NetworkDesign(
          widths: [30, 64, 64, 64, 64, 7], activation: phi, initializer: weights,
          biasVariance: 0.2 * 0.2, normalization: norm, residualScale: scale, output: delta),
        on: inputs)
      let layer = LayerDesign(
        width: 64, activation: phi, initializer: weights, biasStd: 0.2, norm: norm,
        residualScale: scale)
      let listed = NetworkTheory(
        NetworkDesign(
          inputs: 30, hidden: Array(repeating: layer, count: 4),
          output: LayerDesign(width: 7, initializer: weights, biasStd: 0.2), delta: delta),
        on: inputs)
      #expect(
        PredictedProfile(uniform, batch: 16, limits: [])
          == PredictedProfile(listed, batch: 16, limits: []))
      #expect(uniform.weightVariances == listed.weightVariances)
      #expect(uniform.saturatedShares == listed.saturatedShares)
    }
  }

  @Test("factors multiply: each is √(fan-out · Var W · E[φ′²]/(1 − p)) of its own layers")
  func product() throws {
    let layers = [
      LayerDesign(width: 4000, activation: ReLU(), initializer: FanScaled.he(.normal)),
      LayerDesign(
        width: 1000, activation: ReLU(), initializer: FanScaled.he(.normal), dropout: 0.5),
      LayerDesign(
        width: 2000, activation: Identity(), initializer: FixedVariance.normal(std: 0.01)),
    ]
    let theory = NetworkTheory(
      NetworkDesign(
        inputs: 500, hidden: layers,
        output: LayerDesign(width: 10, initializer: FanScaled.lecun(.normal)),
        delta: OutputDelta(CategoricalCrossEntropy(classes: 10))),
      on: InputScale(features: 500))
    // Into layer 2: 2000 · 10⁻⁴ · ½ · 2; into layer 1: 1000 · 2/4000 · ½.
    #expect(abs(theory.factors[1] * theory.factors[1] / 0.2 - 1) < 0.01)
    #expect(abs(theory.factors[0] * theory.factors[0] / 0.25 - 1) < 0.01)
    // Forward: q = 2, E[a²] = 1; q = 2, E[a²] = 1; what layer 3 reads has 2, times 1000 · 10⁻⁴.
    #expect(abs(theory.activationSquares[1] - 1) < 1e-12)
    #expect(abs(theory.activationSquares[2] - 0.2) < 1e-12)
  }
}
