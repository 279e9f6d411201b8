import Records
import Testing

@testable import Reports

@Suite struct PlaceGroupsTests {
  private func groups(_ names: [String]) -> [PlaceGroups.Group] {
    PlaceGroups(names.map { Place(name: $0) }).groups
  }

  @Test func aShortNetworkIsOneGroup() {
    #expect(groups((0..<24).map { "layers.\($0)" }) == [.init(title: "", places: 0..<24)])
    #expect(groups([]).isEmpty)
  }

  @Test func modulesAreGroups() {
    let names = (0..<60).map { "encoder.\($0 / 6).part\($0 % 6)" }
    let found = groups(names)
    #expect(found.count == 10)
    #expect(found[3] == .init(title: "encoder.3", places: 18..<24))
  }

  @Test func layersInARowAreGroupedByTheirNumber() {
    let found = groups((0..<1_000).map { "layers.\($0)" } + ["head"])
    #expect(found.first == .init(title: "layers.0 to layers.24", places: 0..<25))
    #expect(found.last == .init(title: "head", places: 1_000..<1_001))
    #expect(found.flatMap { Array($0.places) } == Array(0..<1_001))
  }
}
