import Instruments
import Networks
import Records
import Testing

/// What a record says of an activation is what its functions do.
struct ActivationFactsTests {
  private func description(_ name: String) throws -> ActivationFacts {
    ActivationFacts(try #require(ActivationCatalog.named(name)))
  }

  /// √E[φ′²] from the literature, at N(0, 1) or at 0, whichever is larger.
  @Test(arguments: [
    ("sigmoid", 0.25), ("tanh", 1), ("relu", 0.5.squareRoot()), ("identity", 1),
    ("gelu", 0.675), ("silu", 0.616), ("softplus", 0.541),
    ("mish", 0.692), ("hard-tanh", 1), ("exponential", 2.718),
  ])
  func attainableSlope(_ name: String, _ slope: Double) throws {
    // Three digits in the table, and z of deviation 0.01 is not quite 0.
    #expect(abs(try description(name).attainableSlope - slope) < 1e-3)
  }

  @Test func onlyTwoSidedOnesSaturate() throws {
    let saturating = try ActivationCatalog.all.map(\.name).filter {
      try description($0).saturates == true
    }
    #expect(saturating == ["sigmoid", "tanh", "hard-tanh"])
  }

  @Test func theMatchingGainIsThatOfItsInitializer() throws {
    #expect(abs(try description("relu").matchingGain - 2.0.squareRoot()) < 1e-12)
    #expect(abs(try description("tanh").matchingGain - 1) < 1e-12)
    #expect(try description("leaky-relu:0.2").name == "leaky-relu:0.2")
  }
}
