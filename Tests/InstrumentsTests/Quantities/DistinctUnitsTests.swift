import Networks
import Tensors
import Testing

@testable import Instruments

@Suite struct DistinctUnitsTests {
  private func layer(_ initializer: String, biasStd: Double = 0) throws -> Dense<Float> {
    var generator = SeededGenerator(seed: 5)
    let network = Network<Float>(
      inputs: 6, depth: 2, width: 9, outputs: 2, activation: Tanh(),
      initializer: try #require(InitializerCatalog.named(initializer)), biasStd: biasStd,
      using: &generator)
    return network.layers[1]
  }

  @Test(arguments: [("zeros", 1), ("constant:0.1", 1), ("xavier-normal", 9), ("normal:0.01", 9)])
  func ofAnInitializer(_ name: String, _ count: Int) throws {
    #expect(DistinctUnits.count(try layer(name)) == count)
  }

  @Test func biasesTellUnitsApart() throws {
    #expect(DistinctUnits.count(try layer("constant:0.1", biasStd: 0.1)) == 9)
  }

  @Test func copiesAreCountedOnceAndRoundingDoesNotPartThem() throws {
    let layer = try layer("xavier-normal")
    for row in 0..<layer.fanIn {
      for copy in [3, 8] { layer.weights[row, copy] = layer.weights[row, 0] * (1 + 1e-6) }
    }
    #expect(DistinctUnits.count(layer) == 7)
  }

  @Test func aNaNIsNoSameness() throws {
    let layer = try layer("constant:0.1")
    layer.weights[2, 4] = .nan
    #expect(DistinctUnits.count(layer) == 2)
  }
}
