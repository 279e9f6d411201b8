import Testing

@testable import Datasets

/// What holds for every synthetic dataset; one that is added to the catalog is tested here.
@Suite struct SyntheticCatalogTests {
  @Test func listsEachNameOnce() {
    let names = SyntheticCatalog.names
    #expect(names == ["spirals", "moons", "circles", "blobs", "xor", "gaussian", "sine"])
    #expect(Set(DatasetName.builtIn).count == names.count + 1)
    #expect(SyntheticCatalog.named("Moons") == nil)
  }

  /// 1001 = 7 · 11 · 13 is no multiple of any set's number of classes.
  @Test(arguments: SyntheticCatalog.names)
  func isFiniteBalancedAndOfTheSizeItSays(_ name: String) throws {
    let set = try #require(SyntheticCatalog.named(name))
    let options = SyntheticOptions(examples: 1001)
    let size = try SyntheticSize(options, for: set)
    let data = try set.load(options)
    #expect(data.name == name)
    #expect(data.task == set.task)
    #expect(data.exampleCount == 1001)
    #expect(data.featureCount == size.features)
    #expect(data.classCount == size.classes)
    #expect(data.features.count == 1001 * size.features)
    #expect(data.features.allSatisfy { $0.isFinite })
    #expect(data.targets.allSatisfy { $0.isFinite })
    #expect((data.classCounts.max() ?? 0) - (data.classCounts.min() ?? 0) <= 1)
    #expect(data.featureNames.first == "x1")
  }

  @Test(arguments: SyntheticCatalog.names)
  func has1000ExamplesByDefault(_ name: String) throws {
    #expect(try SyntheticCatalog.named(name)?.load().exampleCount == 1000)
  }

  @Test(arguments: SyntheticCatalog.names)
  func dependsOnTheSeedAlone(_ name: String) throws {
    let set = try #require(SyntheticCatalog.named(name))
    let data = try set.load(seed: 1)
    #expect(try set.load(seed: 1) == data)
    #expect(try set.load(seed: 2).features != data.features)
    // One draw in 2⁵³ would be the same by chance; a set with a fixed part would repeat more.
    let other = try set.load(seed: .max).features
    #expect(zip(data.features, other).count { $0 == $1 } < 10)
  }

  /// The smallest sets are where an arm has one point and a division could be by zero.
  @Test(arguments: SyntheticCatalog.names)
  func bearsTheSmallestSize(_ name: String) throws {
    let set = try #require(SyntheticCatalog.named(name))
    let classes = set.classes.isChoice ? 2 : nil
    let data = try set.load(SyntheticOptions(examples: 2, classes: classes))
    #expect(data.exampleCount == 2)
    #expect(data.features.allSatisfy { $0.isFinite })
  }

  /// Each set has every feature vary, or a network could not use it.
  @Test(arguments: SyntheticCatalog.names)
  func variesInEveryFeature(_ name: String) throws {
    let data = try #require(SyntheticCatalog.named(name)).load()
    #expect(try Standardizer(fitting: data).deviations.allSatisfy { $0 > 0 })
  }
}
