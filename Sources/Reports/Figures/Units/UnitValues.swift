import Diagnosis
import Records

/// What the units of each place of a main chain do.
enum UnitValues {
  /// Smaller shares are not seen in a panel that goes to 1.
  static let least = 0.05

  /// The deviation of the activations; where more of the runs have their size, that.
  static func spread(of runs: [JudgedRun]) -> Quantity {
    func count(_ quantity: Quantity) -> Int {
      runs.count { !$0.initialProfile(quantity).isEmpty }
    }
    return count(.activationStd) > 0 && count(.activationStd) >= count(.activationRMS)
      ? .activationStd : .activationRMS
  }

  /// Share of saturated entries at both ends, by place; empty where it was not measured.
  static func saturation(_ run: JudgedRun, at moment: Moment) -> [Double] {
    guard let chain = run.chain else { return [] }
    let entries = [Quantity.saturatedLowFraction, .saturatedHighFraction, .saturatedFraction]
      .compactMap { run.entry(of: $0, at: moment, of: chain) }
    guard let entry = moment == .start ? entries.min() : entries.max() else { return [] }
    return chain.chain.places.map { run.history[entry, place: $0].saturatedFraction }
  }

  /// Share of silent units, by place, at a look at the probe set; NaN where φ cannot go silent.
  static func silence(_ run: JudgedRun, _ probe: ProbeCheckpoint?) -> [Double] {
    guard let chain = run.chain, let probe else { return [] }
    return zip(chain.chain.places, chain.places).map { index, place in
      guard probe.silentUnits.indices.contains(index), let units = probe.silentUnits[index],
        place.units > 0
      else { return .nan }
      return Double(units) / Double(place.units)
    }
  }
}
