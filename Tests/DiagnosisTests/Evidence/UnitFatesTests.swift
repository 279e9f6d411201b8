import Diagnosis
import Records
import Testing

@Suite struct UnitFatesTests {
  /// A record whose first hidden layer has one unit a text: a character a look, `-` for silence. The
  /// looks are at steps 0, 10, 20, …
  private func record(_ units: String...) -> RunRecord {
    let width = units.count
    let depth = 2
    var record = RunRecord(
      name: "relu", facts: RunFacts(),
      places: (0...depth).map {
        Place(
          name: "layers.\($0)", kind: $0 == depth ? .output : .dense, fanIn: width, fanOut: width)
      }, chains: [.hiddenLayers(depth)])
    let looks = units.map { Array($0) }
    record.probes = (looks.first ?? []).indices.map { look in
      var silent = UnitSet(unitCount: width)
      for unit in 0..<width { silent[unit] = looks[unit][look] == "-" }
      var probe = ProbeCheckpoint(step: 10 * look, silentUnits: [silent.count, 0])
      probe.silentMaps = [silent, UnitSet(unitCount: width)]
      return probe
    }
    return record
  }

  @Test func everyFate() throws {
    let record = record(
      "+++++",  // 0 always spoke
      "-----",  // 1 never spoke
      "++---",  // 2 died at 20
      "++++-",  // 3 died at the last look
      "--+++",  // 4 revived at 20
      "+-+--",  // 5 died at 30, after a first silence
      "+-+++",  // 6 revived at 20, after a silence in training
      "-+---"  // 7 born silent, spoke once
    )
    let fates = try #require(UnitFates(record)).layers
    #expect(fates.count == 2)
    let first = fates[0]
    #expect(first.layer == 1 && first.unitCount == 8)
    #expect(first.bornSilent == [1, 4, 7])
    #expect(first.neverSpoke == [1])
    #expect(
      first.died == [
        .init(unit: 2, step: 20), .init(unit: 3, step: 40), .init(unit: 5, step: 30),
      ])
    #expect(first.revived == [.init(unit: 4, step: 20), .init(unit: 6, step: 20)])
    #expect(first.flickering == [5, 6, 7])
    #expect(first.silentAtEnd == [1, 2, 3, 5, 7])
    // Nobody in the second layer was ever silent.
    #expect(fates[1].silentAtEnd.isEmpty && fates[1].bornSilent.isEmpty)
    #expect(fates[1].died.isEmpty && fates[1].flickering.isEmpty && fates[1].layer == 2)
  }

  @Test func oneLookKnowsBirthOnly() throws {
    let first = try #require(UnitFates(record("-", "+"))).layers[0]
    #expect(first.bornSilent == [0] && first.neverSpoke == [0] && first.silentAtEnd == [0])
    #expect(first.died.isEmpty && first.revived.isEmpty && first.flickering.isEmpty)
  }

  @Test func withoutMapsNothingIsKnown() {
    var record = record("+-", "--")
    #expect(UnitFates(record) != nil)
    for index in record.probes.indices { record.probes[index].silentMaps = nil }
    #expect(UnitFates(record) == nil)
    record.probes = []
    #expect(UnitFates(record) == nil)
  }

  @Test func looksThatDoNotFitTheLayersArePassedOver() throws {
    var record = record("+--", "+++")
    record.probes[1].silentMaps = [UnitSet(unitCount: 2)]
    let first = try #require(UnitFates(record)).layers[0]
    #expect(first.died == [.init(unit: 0, step: 20)])
    record.probes[0].silentMaps = nil
    record.probes[2].silentMaps = [UnitSet(unitCount: 3), UnitSet(unitCount: 2)]
    #expect(UnitFates(record) == nil)
  }

  @Test func aNetworkWithoutHiddenLayersHasNoFates() {
    var record = record("+-")
    record.places = [record.places[2]]
    for index in record.probes.indices { record.probes[index].silentMaps = [] }
    #expect(UnitFates(record) == nil)
  }
}
