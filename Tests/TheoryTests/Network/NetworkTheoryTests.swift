import Networks
import Records
import Tensors
import Testing

@testable import Theory

/// A network of square hidden layers on standardized inputs.
func theory(
  _ activation: any Activation, _ initializer: String, depth: Int = 20, width: Int = 256,
  biasVariance: Double = 0, norm: NormalizationKind = .none, residualScale: Double? = nil,
  features: Int = 256, outputs: Int = 10
) throws -> NetworkTheory {
  let design = NetworkDesign(
    widths: [features] + Array(repeating: width, count: depth) + [outputs],
    activation: activation, initializer: try #require(InitializerCatalog.named(initializer)),
    biasVariance: biasVariance, normalization: norm, residualScale: residualScale,
    output: OutputDelta(CategoricalCrossEntropy(classes: outputs)))
  return NetworkTheory(design, on: InputScale(features: features))
}

@Suite("What theory expects of a network")
struct NetworkTheoryTests {
  @Test("ReLU with He: activations of mean square 1, δ kept")
  func reluHe() throws {
    let theory = try theory(ReLU(), "he-normal")
    #expect(theory.activationSquares.dropLast().allSatisfy { abs($0 - 1) < 1e-12 })
    // 1 but for what the same weights sent forward, of the order 1/width.
    let factor = try #require(theory.decayPerLayer)
    #expect(abs(factor - 1) < 1.0 / 256)
  }

  @Test("ReLU with Xavier halves a² at every one of 200 layers, however small it is")
  func manyDecades() throws {
    let theory = try theory(ReLU(), "xavier-normal", depth: 200)
    for (below, above) in zip(
      theory.activationSquares, theory.activationSquares.dropFirst().dropLast())
    {
      #expect(abs(above / below - 0.5) < 1e-9)
    }
    let factor = try #require(theory.decayPerLayer)
    #expect(abs(factor - 0.5.squareRoot()) < 2.0 / 256)
  }

  @Test("fan-out counts on the way back: Xavier between 100 and 400 units")
  func fanOutGoingBack() throws {
    let design = NetworkDesign(
      widths: [64, 100, 400, 400, 10], activation: Identity(),
      initializer: FanScaled.xavier(.normal),
      output: OutputDelta(CategoricalCrossEntropy(classes: 10)))
    let theory = NetworkTheory(design, on: InputScale(features: 64))
    // From layer 2 (fan-out 400) to layer 1: 400 · 2/(100 + 400).
    #expect(abs(theory.factors[0] - 1.6.squareRoot()) < 0.01)
    #expect(abs(theory.factors[1] - 1) < 0.01)
  }

  @Test("a scaled residual network of ReLU with He gains e over all blocks, going either way")
  func residual() throws {
    let theory = try theory(ReLU(), "he-normal", depth: 200, residualScale: 1 / 200.0.squareRoot())
    let delta = theory.deltaSquares[0] / theory.deltaSquares[199]
    #expect(abs(delta - 2.718) < 0.03)
    #expect(abs(theory.variances[199] / theory.variances[0] - 2.718) < 0.03)
  }

  @Test("LSUV makes the variance of every layer's sums 1")
  func lsuv() throws {
    for activation in ActivationCatalog.all {
      let theory = try theory(activation, "lsuv", biasVariance: 0.1)
      #expect(theory.variances.allSatisfy { abs($0 - 1) < 1e-9 }, "\(activation.name)")
    }
  }

  @Test("LSUV sees the mean over inputs of different size: their q in every layer is 1 on average")
  func lsuvOnDifferentSizes() {
    for activation in ActivationCatalog.all {
      let design = NetworkDesign(
        widths: [64] + Array(repeating: 64, count: 30) + [10], activation: activation,
        initializer: LayerSequentialUnitVariance(),
        output: OutputDelta(CategoricalCrossEntropy(classes: 10)))
      let theory = NetworkTheory(
        design, on: InputScale(meanSquares: [0.3, 0.8, 1, 1.9], features: 64))
      #expect(theory.variances.allSatisfy { abs($0 - 1) < 1e-9 }, "\(activation.name)")
    }
  }

  @Test("inputs of different size keep their own q")
  func groups() {
    let design = NetworkDesign(
      widths: [4, 64, 64, 2], activation: ReLU(), initializer: FanScaled.he(.normal),
      output: OutputDelta(MeanSquaredError.binary))
    let theory = NetworkTheory(design, on: InputScale(meanSquares: [1, 3], features: 4))
    #expect(abs(theory.variances[0] - 4) < 1e-12)
    #expect(abs(theory.activationSquares[1] - 2) < 1e-12)
  }

  @Test("saturation is the share of N(0, q) beyond where φ′ falls below 5 %")
  func saturation() {
    // tanh′ = 0.05 at z = 2.178; P(|z| > 2.178) = 0.0294 for q = 1.
    #expect(abs(Tanh().saturatedShare(variance: 1) - 0.02941) < 1e-4)
    #expect(ReLU().saturatedShare(variance: 1) == 0)
    #expect(Sigmoid().saturatedShare(variance: 0) == 0)
  }

  @Test(
    "drawn networks of width 512 and depth 20 have the factors of theory to 2 %",
    arguments: [
      ("tanh", "fan-in:1", 0.05), ("tanh", "fan-in:2.5", 0.05), ("sigmoid", "fan-in:1", 0),
      ("relu", "he-normal", 0), ("gelu", "he-normal", 0.1),
    ])
  func measured(_ name: String, _ initializer: String, _ bias: Double) throws {
    let theory = try theory(
      try activation(name), initializer, width: 512, biasVariance: bias, features: 512)
    // The median of three draws: one alone strays by 1 % a layer.
    let factors = try (1...3).map { seed in
      let deltas = try DrawnNetwork(
        try activation(name), initializer, width: 512, biasVariance: bias, seed: UInt64(seed)
      ).deltas
      return slope(deltas)
    }.sorted()
    #expect(
      abs(factors[1] / slope(theory.deltaSquares.dropLast().map { $0.squareRoot() }) - 1) < 0.02)
  }

  @Test("what the same weights sent forward comes back: softplus of 64 units, mean of 40 draws")
  func sameWeightsBothWays() throws {
    let theory = try theory(Softplus(), "he-normal", depth: 8, width: 64, features: 64)
    let square = try (1...40).reduce(0.0) { sum, seed in
      let drawn = try DrawnNetwork(Softplus(), "he-normal", depth: 8, width: 64, seed: UInt64(seed))
      return sum + drawn.deltas[0] * drawn.deltas[0] / 40
    }
    let ratio = (square / theory.deltaSquares[0]).squareRoot()
    let independent = (1...7).reduce(theory.deltaSquares[7]) { delta, layer in
      delta * theory.typical.factor(theory.design, into: layer)
    }
    let without = (square / independent).squareRoot()
    // Seen: 0.97 and 1.31; 40 draws stray by 6 %.
    #expect(abs(ratio - 1) < 0.15)
    #expect(without > 1.2)
  }

  /// exp of the least-squares slope of ln δ over layers 2…L, going back.
  private func slope(_ deltas: [Double]) -> Double {
    let points = deltas.enumerated().dropFirst().map { (Double($0.offset), logarithm($0.element)) }
    let n = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.0 } / n, points.reduce(0) { $0 + $1.1 } / n)
    let covariance = points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    return exponential(-covariance / points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) })
  }
}
