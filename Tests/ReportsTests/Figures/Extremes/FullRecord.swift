import Foundation
import Records

/// Fills in what small records leave out, so that pictures of histograms and units have something to draw.
enum FullRecord {
  /// The record with histograms at its first, middle and last time point, and maps of units at every look at the
  /// probe set. The histograms lie around what the statistics say.
  static func of(_ record: RunRecord) -> RunRecord {
    var record = record
    let entries = Set([0, record.history.count / 2, record.history.count - 1]).sorted()
    for entry in entries where record.history.steps.indices.contains(entry) {
      record.samples.append(
        Sample(
          step: record.history.steps[entry],
          places: record.places.indices.map { sample(record.history[entry, place: $0]) }))
    }
    for index in record.probes.indices {
      let looks = record.probes[index]
      let places = record.places.prefix(looks.silentUnits.count)
      record.probes[index].silentMaps = zip(places, looks.silentUnits).map {
        units(of: $0.units, $1 ?? 0)
      }
      record.probes[index].stuckMaps = places.map { units(of: $0.units, 0) }
      record.probes[index].effectiveRank = places.map { Double(max($0.units, 2)) / 2 }
      record.probes[index].distinctUnits = places.map(\.units)
      record.probes[index].jacobianSingularValues = [[3, 1, 0.2]]
    }
    return record
  }

  private static func sample(_ statistics: PlaceStatistics) -> PlaceSample {
    var sample = PlaceSample()
    sample.preactivations = histogram(around: statistics[.activationRMS])
    sample.activations = histogram(around: statistics[.activationRMS])
    sample.deltas = histogram(around: statistics[.deltaRMS])
    sample.weightGradients = histogram(around: statistics[.weightGradientNorm].map { $0 / 64 })
    (sample.gradientCosine, sample.gradientNoise) = (0.3, 2)
    return sample
  }

  /// A bell of 1,000 values over ten powers of two around a size; of what was not measured nothing.
  private static func histogram(around size: Double?) -> MagnitudeHistogram {
    guard let size else { return MagnitudeHistogram() }
    guard size.isFinite else {
      return MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [], nonFinite: 1_000)
    }
    guard size > 0 else {
      return MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [], zeros: 1_000)
    }
    let middle = Int(log2(size).rounded(.down))
    let bell = [2, 10, 30, 70, 110, 130, 90, 40, 15, 3]
    let lowest = middle - bell.count + 3
    let exponents = MagnitudeHistogram.exponents
    let kept = bell.enumerated().filter { exponents.contains(lowest + $0.offset) }.map(\.element)
    return MagnitudeHistogram(
      lowestExponent: max(lowest, exponents.lowerBound), negative: kept, positive: kept)
  }

  private static func units(of count: Int, _ members: Int) -> UnitSet {
    var set = UnitSet(unitCount: count)
    // Spread over the layer, and the same ones at every look.
    for index in 0..<min(members, count) { set[index * 7 % max(count, 1)] = true }
    return set
  }
}
