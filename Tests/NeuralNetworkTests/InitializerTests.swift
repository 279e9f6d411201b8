import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct InitializerTests {
  /// Names with the Var W of a 200 × 300 layer, by the formula of each paper.
  static let variances: [(String, Double)] = [
    ("lecun-normal", 1.0 / 200), ("lecun-uniform", 1.0 / 200),
    ("xavier-normal", 2.0 / 500), ("xavier-uniform", 2.0 / 500),
    ("he-normal", 2.0 / 200), ("he-uniform", 2.0 / 200),
    ("normal:0.01", 1e-4), ("uniform:0.3", 0.03), ("fan-in:1.5", 1.5 / 200), ("fan-in:0", 0),
  ]

  @Test(arguments: variances)
  func drawsWithTheVarianceOfItsFormula(_ name: String, _ variance: Double) throws {
    let initializer = try #require(InitializerCatalog.named(name))
    // The formula of the test and that of the type may round differently.
    #expect(abs(initializer.variance(fanIn: 200, fanOut: 300) - variance) <= 1e-15)
    var generator = SeededGenerator(seed: 1)
    let weights = Matrix<Double>(rows: 200, columns: 300)
    initializer.fill(weights, using: &generator)
    let summary = TensorSummary(weights)
    let count = Double(summary.count)
    // Four standard errors: of the mean √(v/n), of the variance v·√(2/n) for the normal, less for
    // the uniform distribution.
    #expect(abs(summary.mean) <= 4 * (variance / count).squareRoot())
    let measured = summary.standardDeviation * summary.standardDeviation
    #expect(abs(measured - variance) <= 4 * variance * (2 / count).squareRoot())
  }

  @Test func uniformStaysWithinItsLimit() throws {
    var generator = SeededGenerator(seed: 2)
    let weights = Matrix<Double>(rows: 50, columns: 50)
    try #require(InitializerCatalog.named("uniform:0.3")).fill(weights, using: &generator)
    let magnitudes = weights.rowArrays.joined().map(\.magnitude)
    // Rounding of √(3·(0.3²/3)).
    #expect(magnitudes.allSatisfy { $0 <= 0.3 + 1e-15 })
    #expect(magnitudes.max().map { $0 > 0.29 } == true)
  }

  @Test func oneFamilyDrawsTheSameDirections() {
    var (one, two) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    let naive = Matrix<Double>(rows: 4, columns: 4)
    let he = Matrix<Double>(rows: 4, columns: 4)
    FixedVariance.normal(std: 0.01).fill(naive, using: &one)
    FanScaled.he(.normal).fill(he, using: &two)
    let scale = (2.0 / 4).squareRoot() / 0.01
    // Two products round, a unit of 2⁻⁵² each.
    for i in 0..<16 { #expect(abs(he.elements[i] / naive.elements[i] / scale - 1) < 1e-14) }
  }

  @Test func namesAreUniqueAndFindTheirInitializer() {
    let names = InitializerCatalog.forms.filter { InitializerCatalog.named($0.name) != nil }
      .map(\.name)
    #expect(
      names == [
        "zeros", "lecun-normal", "lecun-uniform", "xavier-normal", "xavier-uniform", "he-normal",
        "he-uniform", "orthogonal", "lsuv",
      ])
    for name in names { #expect(InitializerCatalog.named(name)?.name == name) }
    for name in ["normal:0.01", "uniform:0.5", "fan-in:2", "fan-in:1.5"] {
      #expect(InitializerCatalog.named(name)?.name == name)
    }
    #expect(Set(InitializerCatalog.names).count == InitializerCatalog.names.count)
  }

  @Test func aliasesLeadToAnInitializer() {
    let expected = [
      "naive": "normal:0.01", "lecun": "lecun-normal", "xavier": "xavier-normal",
      "he": "he-normal",
    ]
    #expect(InitializerCatalog.aliases == expected)
    for (alias, name) in expected { #expect(InitializerCatalog.named(alias)?.name == name) }
  }

  @Test(arguments: [
    "", ":", "normal", "normal:", "normal:x", "normal:-1", "normal:nan", "normal:inf", "he:2",
    "glorot", "fan-in:1:2", "He-Normal",
  ])
  func rejectsWhatIsNoInitializer(_ name: String) {
    #expect(InitializerCatalog.named(name) == nil)
  }
}
