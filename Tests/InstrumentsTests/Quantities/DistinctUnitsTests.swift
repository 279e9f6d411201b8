import Networks
import Tensors
import Testing

@testable import Instruments

@Suite struct DistinctUnitsTests {
  private func place(_ initializer: String, biasStd: Double = 0) throws -> ObservedPlace<Float> {
    var generator = SeededGenerator(seed: 5)
    let network = Network<Float>(
      inputs: 6, depth: 2, width: 9, outputs: 2, activation: Tanh(),
      initializer: try #require(InitializerCatalog.named(initializer)), biasStd: biasStd,
      using: &generator)
    return network.places[1]
  }

  @Test(arguments: [("zeros", 1), ("constant:0.1", 1), ("xavier-normal", 9), ("normal:0.01", 9)])
  func ofAnInitializer(_ name: String, _ count: Int) throws {
    #expect(DistinctUnits.count(try place(name)) == count)
  }

  @Test func biasesTellUnitsApart() throws {
    #expect(DistinctUnits.count(try place("constant:0.1", biasStd: 0.1)) == 9)
  }

  @Test func copiesAreCountedOnceAndRoundingDoesNotPartThem() throws {
    let place = try place("xavier-normal")
    let weights = try #require(place.weight).values
    for row in 0..<weights.rows {
      for copy in [3, 8] { weights[row, copy] = weights[row, 0] * (1 + 1e-6) }
    }
    #expect(DistinctUnits.count(place) == 7)
  }

  @Test func aNaNIsNoSameness() throws {
    let place = try place("constant:0.1")
    try #require(place.weight).values[2, 4] = .nan
    #expect(DistinctUnits.count(place) == 2)
  }
}
