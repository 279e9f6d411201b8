import Diagnosis
import Records

/// The fates of all units of a run's main chain.
struct UnitMap: Sendable {
  /// A row a place, a fate a unit.
  let rows: [[UnitFate]]
  /// The steps of the looks.
  let looks: [Int]

  /// The fates of the units whose maps were recorded; nil where none were at two looks.
  init?(_ run: JudgedRun) {
    guard let chain = run.chain else { return nil }
    let probes = run.evidence.record.probes.filter { $0.silentMaps != nil || $0.stuckMaps != nil }
    // What became of a unit takes two looks.
    guard probes.count > 1 else { return nil }
    looks = probes.map(\.step)
    func maps(_ maps: [UnitSet]?, _ index: Int, _ place: Place) -> UnitSet? {
      guard let maps, maps.indices.contains(index), maps[index].unitCount == place.units else {
        return nil
      }
      return maps[index]
    }
    rows = zip(chain.chain.places, chain.places).map { index, place in
      let silent = probes.compactMap { maps($0.silentMaps, index, place) }
      let stuck = probes.last.flatMap { maps($0.stuckMaps, index, place) }
      guard !silent.isEmpty || stuck != nil else { return [] }
      return (0..<place.units).map { unit in
        Self.fate(silent.map { $0[unit] }, isStuck: stuck?[unit] ?? false)
      }
    }
    guard rows.contains(where: { !$0.isEmpty }) else { return nil }
  }

  /// - Parameter silent: at every look, in order.
  static func fate(_ silent: [Bool], isStuck: Bool) -> UnitFate {
    if silent.last ?? false { return silent.first ?? false ? .bornSilent : .died }
    if isStuck { return .stuck }
    return silent.contains(true) ? .revived : .working
  }

  /// Units of a fate.
  func count(_ fate: UnitFate) -> Int { rows.reduce(0) { $0 + $1.count { $0 == fate } } }
  /// All units.
  var count: Int { rows.reduce(0) { $0 + $1.count } }
  /// Units that pass no gradient at the last look.
  var lost: Int { UnitFate.allCases.filter(\.isLost).reduce(0) { $0 + count($1) } }
  /// `lost` of all.
  var lostShare: Double { count == 0 ? 0 : Double(lost) / Double(count) }

  /// Such as `61 born silent, 351 died`; empty where none of it was seen.
  var counts: String {
    UnitFate.allCases.reversed().filter { $0 != .working && count($0) > 0 }
      .map { "\(count($0)) \($0.word)" }.joined(separator: ", ")
  }
}
