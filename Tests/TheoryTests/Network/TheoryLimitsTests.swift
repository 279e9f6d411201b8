import Networks
import Records
import Testing

@testable import Theory

@Suite("Where the theory does not apply, it says so and names the layers")
struct TheoryLimitsTests {
  private let inputs = InputScale(features: 64)

  /// ReLU with He, of these widths, with changes.
  private func design(
    _ widths: [Int], change: (inout [LayerDesign]) -> Void = { _ in },
    output: LayerDesign = LayerDesign(width: 10, initializer: FanScaled.he(.normal))
  ) -> NetworkDesign {
    var hidden = widths.map {
      LayerDesign(width: $0, activation: ReLU(), initializer: FanScaled.he(.normal))
    }
    change(&hidden)
    return NetworkDesign(
      inputs: 64, hidden: hidden, output: output,
      delta: OutputDelta(CategoricalCrossEntropy(classes: 10)))
  }

  private func reasons(_ design: NetworkDesign, batch: Int = 64) -> [String] {
    TheoryLimits.reasons(design, inputs: inputs, batch: batch)
  }

  private func nothing(_ design: NetworkDesign) -> String? {
    let theory = NetworkTheory(design, on: inputs)
    let profile = PredictedProfile(theory, batch: 64, limits: [])
    let reason = TheoryLimits.reasonForNothing(theory, inputs: inputs)
    #expect((profile == nil) == (reason != nil))
    return reason
  }

  @Test("narrow layers are named; where all are narrow, no number would tell more")
  func width() {
    #expect(reasons(design([64, 128, 32])) == [])
    #expect(reasons(design([64, 16, 64])) == ["layer 2 has 16 units, fewer than 32"])
    #expect(reasons(design([64, 1, 64])) == ["layer 2 has 1 unit, fewer than 32"])
    #expect(reasons(design([16, 64, 16])) == ["each of layers 1, 3 has 16 units, fewer than 32"])
    #expect(reasons(design([8, 64, 16])) == ["each of layers 1, 3 has fewer than 32 units"])
    #expect(reasons(design([16, 16])) == ["a layer has 16 units, fewer than 32"])
  }

  @Test("without a hidden layer there is nothing, with fewer than three no factor per layer")
  func depth() {
    #expect(reasons(design([])) == ["the network has no hidden layers"])
    let none = NetworkTheory(design([]), on: inputs)
    #expect(PredictedProfile(none, batch: 64, limits: [])?.layers.isEmpty == true)
    #expect(none.factors.isEmpty)
    for (depth, hasFactor) in [(0, false), (1, false), (2, false), (3, true)] {
      let design = design(Array(repeating: 64, count: depth))
      #expect((NetworkTheory(design, on: inputs).decayPerLayer != nil) == hasFactor)
      #expect((TheoryLimits.reasonForNoFactor(design) == nil) == hasFactor)
    }
    #expect(reasons(design([64])) == [])
  }

  @Test("a width of 1 in every layer is predicted without a trap, and not judged")
  func widthOfOne() {
    let design = NetworkDesign(
      inputs: 1,
      hidden: (0..<3).map { _ in
        LayerDesign(width: 1, activation: Tanh(), initializer: FanScaled.xavier(.normal))
      }, output: LayerDesign(width: 1, initializer: FanScaled.xavier(.normal)),
      delta: OutputDelta(MeanSquaredError.binary))
    #expect(reasons(design) == ["a layer has 1 unit, fewer than 32"])
    let theory = NetworkTheory(design, on: InputScale(features: 1))
    for layer in PredictedProfile(theory, batch: 8, limits: [])?.layers ?? [] {
      #expect(layer.deltaRMS.lower <= layer.deltaRMS.upper)
    }
  }

  @Test(
    "weights that are all alike are named; a block whose branch is zero passes on what it reads")
  func oneWeight() {
    #expect(nothing(design([64, 64])) == nil)
    #expect(
      nothing(design([64, 64]) { $0[1].initializer = Constant(0.1) })
        == "the first weights of layer 2 are all alike")
    #expect(
      nothing(design([64, 64]) { $0[0].initializer = nil })
        == "the first weights of layer 1 are all alike")
    #expect(
      nothing(design([64, 64], output: LayerDesign(width: 10, initializer: Constant(0))))
        == "the first weights of the output layer are all alike")
    let block = design([64, 64, 64]) {
      ($0[1].initializer, $0[1].residualScale) = (Constant(0), 1)
    }
    #expect(nothing(block) == nil)
    let theory = NetworkTheory(block, on: inputs)
    #expect(theory.factors[0] == 1)
    #expect(theory.activationSquares[0] == theory.activationSquares[1])
    let constant = design([64, 64, 64]) {
      ($0[1].initializer, $0[1].residualScale) = (Constant(0.1), 1)
    }
    #expect(nothing(constant) == "the first weights of layer 2 are all alike")
  }

  @Test(
    "an exponential that grows has no profile; one whose few units decide has no band to judge by")
  func exponential() throws {
    func exponentials(_ gain: Double) -> NetworkDesign {
      design([256, 256, 256, 256]) { layers in
        for index in layers.indices {
          (layers[index].activation, layers[index].initializer) = (
            Exponential(), FanScaled.fanIn(gain: gain)
          )
        }
      }
    }
    #expect(nothing(exponentials(2)) == "no number holds its signals")
    #expect(nothing(exponentials(0.15)) == nil)
    let theory = NetworkTheory(exponentials(0.3), on: inputs)
    let profile = try #require(PredictedProfile(theory, batch: 64, limits: []))
    #expect(
      profile.limits == ["a few units make up the average of layer 4, and no two draws are alike"])
  }

  @Test("dropout that leaves few units, and a batch norm above a layer without, are named")
  func dropoutAndNorm() {
    #expect(reasons(design([64, 64]) { $0[0].dropout = 0.4 }) == [])
    #expect(
      reasons(design([64, 64]) { $0[0].dropout = 0.8 })
        == ["dropout leaves fewer than 32 units of layer 1"])
    #expect(
      reasons(design([64, 64]) { $0[1].norm = .batch })
        == ["layer 2 has a batch norm, and the one below has none"])
    #expect(reasons(design([64, 64]) { $0[0].norm = .batch }) == [])
    #expect(
      reasons(design([64, 64]) { $0[0].norm = .batch }, batch: 8)
        == ["batch norm over 8 examples, fewer than 32"])
  }

  @Test("what stands after the output layer is named")
  func output() {
    var last = LayerDesign(width: 10, activation: Tanh(), initializer: FanScaled.he(.normal))
    (last.norm, last.dropout) = (.layer, 0.5)
    #expect(
      reasons(design([64], output: last)) == [
        "the output layer has a norm", "the output layer has dropout",
        "the output layer has an activation beside that of the loss",
      ])
  }

  @Test("the repeated layer is the one of a uniform network, and of no other")
  func repeated() throws {
    #expect(try #require(design([64, 64, 64]).repeated).fanIn == 64)
    #expect(design([]).repeated == nil)
    #expect(design([64, 128]).repeated == nil)
    #expect(design([64, 64]) { $0[1].activation = Tanh() }.repeated == nil)
    #expect(design([64, 64]) { $0[1].dropout = 0.1 }.repeated == nil)
  }
}
