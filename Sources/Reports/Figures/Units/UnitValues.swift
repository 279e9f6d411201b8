import Diagnosis
import Records

/// What the units of each place of a main chain do.
enum UnitValues {
  /// Smaller shares are not seen in a panel that goes to 1.
  static let least = 0.05

  /// The deviation of the activations over the examples; where more of the runs have that over examples and
  /// units together, or the size of the activations, that.
  static func spread(of runs: [JudgedRun]) -> Quantity {
    let measures = [Quantity.activationExampleStd, .activationStd, .activationRMS]
    let counts = measures.map { quantity in
      runs.count { !$0.initialProfile(quantity).isEmpty }
    }
    let most = counts.max() ?? 0
    return most == 0 ? .activationRMS : measures[counts.firstIndex(of: most) ?? 0]
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
