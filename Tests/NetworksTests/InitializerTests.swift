import Networks
import Tensors
import Testing

@Suite struct InitializerTests {
  /// Names with the Var W of a 200 × 300 layer, by the formula of each paper.
  static let variances: [(String, Double)] = [
    ("lecun-normal", 1.0 / 200), ("lecun-uniform", 1.0 / 200),
    ("xavier-normal", 2.0 / 500), ("xavier-uniform", 2.0 / 500),
    ("he-normal", 2.0 / 200), ("he-uniform", 2.0 / 200),
    ("normal:0.01", 1e-4), ("uniform:0.3", 0.03), ("fan-in:1.5", 1.5 / 200), ("fan-in:0", 0),
    ("orthogonal", 1.0 / 300), ("orthogonal:2", 4.0 / 300), ("zeros", 0),
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

  @Test func namesAreWhatAPersonMayType() {
    #expect(
      InitializerCatalog.names == [
        "zeros", "constant:C", "normal:STD", "uniform:LIMIT", "lecun-normal", "lecun-uniform",
        "xavier-normal", "xavier-uniform", "he-normal", "he-uniform", "fan-in:GAIN",
        "orthogonal[:GAIN]", "lsuv", "he", "lecun", "naive", "xavier",
      ])
    #expect(Set(InitializerCatalog.forms.map(\.name)).count == InitializerCatalog.forms.count)
  }

  @Test(arguments: [
    ("zeros", "zeros"), ("constant:0.5", "constant:0.5"), ("constant:-2", "constant:-2"),
    ("constant:0", "zeros"), ("normal:0.01", "normal:0.01"), ("normal:1e-2", "normal:0.01"),
    ("uniform:0.5", "uniform:0.5"), ("he-uniform", "he-uniform"), ("fan-in:2", "fan-in:2"),
    ("fan-in:1.5", "fan-in:1.5"), ("orthogonal", "orthogonal"), ("orthogonal:1", "orthogonal"),
    ("orthogonal:1.4", "orthogonal:1.4"),
  ])
  func aNameFindsItsInitializer(_ typed: String, _ canonical: String) {
    #expect(InitializerCatalog.named(typed)?.name == canonical)
    // What a record says can be typed again.
    #expect(InitializerCatalog.named(canonical)?.name == canonical)
  }

  @Test func constantIsTheSameNumberEverywhere() throws {
    let weights = Matrix<Float>([[1, 2, 3], [4, 5, 6]])
    var generator = SeededGenerator(seed: 4)
    let untouched = generator.next()
    generator = SeededGenerator(seed: 4)
    try #require(InitializerCatalog.named("constant:-0.25")).fill(weights, using: &generator)
    #expect(weights.rowArrays.joined().allSatisfy { $0 == -0.25 })
    try #require(InitializerCatalog.named("zeros")).fill(weights, using: &generator)
    #expect(weights.rowArrays.joined().allSatisfy { $0 == 0 })
    // Nothing random in it.
    #expect(generator.next() == untouched)
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
    "glorot", "fan-in:1:2", "He-Normal", "zeros:", "zeros:0", "constant", "constant:",
    "constant:nan", "constant:-inf", "constant:1e999", "orthogonal:", "orthogonal:-1",
    "orthogonal:x", "he-normal:2", "naive:1",
  ])
  func rejectsWhatIsNoInitializer(_ name: String) {
    #expect(InitializerCatalog.named(name) == nil)
  }
}
