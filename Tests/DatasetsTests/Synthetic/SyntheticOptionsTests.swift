import Testing

@testable import Datasets

@Suite struct SyntheticOptionsTests {
  private static let cases: [(String, SyntheticOptions, String)] = [
    (
      "moons", SyntheticOptions(examples: 0),
      "`examples`: expected a whole number from 2 to 10000000, got 0; choose one in this range"
    ),
    (
      "moons", SyntheticOptions(examples: -1),
      "`examples`: expected a whole number from 2 to 10000000, got -1; choose one in this range"
    ),
    (
      "moons", SyntheticOptions(examples: .max),
      "`examples`: expected a whole number from 2 to 10000000, got 9223372036854775807; "
        + "choose one in this range"
    ),
    (
      "xor", SyntheticOptions(features: 1),
      "`features`: expected a whole number from 2 to 10000, got 1; choose one in this range"
    ),
    (
      "blobs", SyntheticOptions(classes: 1),
      "`classes`: expected a whole number from 2 to 1000, got 1; choose one in this range"
    ),
    (
      "circles", SyntheticOptions(noise: -0.5),
      "`noise`: expected a number from 0 to 1000, got -0.5; choose one in this range"
    ),
    (
      "circles", SyntheticOptions(noise: .nan),
      "`noise`: expected a number from 0 to 1000, got nan; choose one in this range"
    ),
    (
      "circles", SyntheticOptions(noise: .infinity),
      "`noise`: expected a number from 0 to 1000, got inf; choose one in this range"
    ),
    (
      "moons", SyntheticOptions(features: 2),
      "`features`: expected no value for moons, which has always 2 features, got 2; "
        + "its options are `examples`, `noise`"
    ),
    (
      "xor", SyntheticOptions(classes: 3),
      "`classes`: expected no value for xor, which has always 2 classes, got 3; "
        + "its options are `examples`, `features`, `noise`"
    ),
    (
      "gaussian", SyntheticOptions(noise: 2),
      "`noise`: expected no value for gaussian, which has features that are N(0, 1) and nothing "
        + "else, got 2; its options are `examples`, `features`, `classes`"
    ),
    (
      "sine", SyntheticOptions(classes: 2),
      "`classes`: expected no value for sine, which has a number to learn and no classes, got 2; "
        + "its options are `examples`, `features`, `noise`"
    ),
    (
      "gaussian", SyntheticOptions(examples: 9),
      "`examples`: expected at least 10, one for each class, got 9; "
        + "choose more examples or fewer `classes`"
    ),
    (
      "gaussian", SyntheticOptions(examples: 10_001, features: 10_000),
      "`examples`: expected at most 10000 with 10000 features, got 10001; "
        + "choose fewer examples or `features`"
    ),
  ]

  @Test(arguments: cases.indices)
  func refusesWhatASetDoesNotHave(_ index: Int) throws {
    let (name, options, message) = Self.cases[index]
    let set = try #require(SyntheticCatalog.named(name))
    let error = #expect(throws: DatasetError.self) { try set.load(options) }
    #expect(error?.description == message)
    #expect(error?.category == .usage)
  }

  @Test func takesTheEndsOfTheRanges() throws {
    let size = try SyntheticSize(
      SyntheticOptions(examples: 10_000_000, features: 10, classes: 1000), for: GaussianNoise())
    #expect(size.examples * size.features == 100_000_000)
    let noise = SyntheticOptions(examples: 2, noise: 1000)
    #expect(try Moons().load(noise).features.allSatisfy { $0.isFinite })
  }
}
