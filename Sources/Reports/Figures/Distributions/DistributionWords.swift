import Diagnosis
import Foundation
import Records

/// What distributions of activations show, in words made from their numbers.
struct DistributionWords {
  private let chains: [SampledChain]

  /// The words about these runs.
  init(_ chains: [SampledChain]) { self.chains = chains }

  /// Shares below this are not spoken of.
  private static let least = 0.01
  /// ReLU makes about half of its values 0: fewer than this are no news of it.
  private static let usualZeros = 0.9

  /// Such as `step 0, before the first update`.
  static func step(_ sample: Sample) -> String {
    sample.step == 0 ? "step 0, before the first update" : "step \(sample.step)"
  }

  /// Whether any value of these samples is below 0.
  static func hasNegative(_ sampled: SampledChain, in samples: [Sample]) -> Bool {
    sampled.histograms(in: samples).contains { $0.negative.contains { $0 > 0 } }
  }

  /// The saturated shares at both ends in the last time point that has them; nil where φ does not saturate,
  /// they were not measured, or are below 1 %.
  func saturation(_ position: Int, _ sampled: SampledChain) -> (low: Double, high: Double)? {
    let place = sampled.chain.chain.places[position - 1]
    let history = sampled.run.history
    guard sampled.chain.places[position - 1].activation?.saturates == true,
      let entry = (0..<history.count).last(where: {
        history[$0, place: place].measured.contains(.saturatedHighFraction)
          || history[$0, place: place].measured.contains(.saturatedLowFraction)
      })
    else { return nil }
    func share(_ quantity: Quantity) -> Double {
      history[entry, place: place][quantity].flatMap { $0.isNaN ? nil : $0 } ?? 0
    }
    let (low, high) = (share(.saturatedLowFraction), share(.saturatedHighFraction))
    return low + high >= Self.least ? (low, high) : nil
  }

  private typealias Found = (share: Double, words: String)

  private func most(
    _ share: (_ position: Int, SampledChain) -> Double, _ words: (String) -> String
  ) -> Found? {
    chains.flatMap { sampled in
      sampled.positions.map { position -> Found in
        (
          share(position, sampled),
          (chains.count > 1 ? "\(sampled.run.name), " : "") + sampled.label(position)
        )
      }
    }.filter { $0.share >= Self.least }.max { $0.share < $1.share }
      .map { ($0.share, words("\(Words.percent($0.share)) (\($0.words))")) }
  }

  private var saturated: Found? {
    most({ saturation($0, $1).map { $0.low + $0.high } ?? 0 }, { "up to \($0) are saturated" })
  }

  private var zero: Found? {
    most(
      { position, sampled in
        let histogram = sampled.histogram(position, in: sampled.end)
        let share = Double(histogram.zeros) / Double(max(histogram.count, 1))
        let isUsual = sampled.chain.places[position - 1].activation.map { $0.name == "relu" }
        return isUsual == true && share < Self.usualZeros ? 0 : share
      }, { "up to \($0) exactly 0" })
  }

  private var nonFinite: Found? {
    most({ Self.nonFinite($1.histogram($0, in: $1.end)) }, { "up to \($0) NaN or infinite" })
  }

  /// The share of the values that are no finite numbers.
  static func nonFinite(_ histogram: MagnitudeHistogram) -> Double {
    Double(histogram.nonFinite) / Double(max(histogram.count, 1))
  }

  /// The factor by which the magnitudes shrink or grow from the first to the last place, where that is
  /// large.
  private var collapse: Found? {
    let found = chains.compactMap { sampled -> Found? in
      // On a linear axis small values are one bar, however small they are: what is seen is how narrow they lie.
      if let narrow = narrow(sampled) { return narrow }
      guard BoundedSlots.of(sampled) == nil,
        let first = sampled.positions.first, let last = sampled.positions.last, first < last,
        let a = sampled.histogram(first, in: sampled.end).medianExponent,
        let b = sampled.histogram(last, in: sampled.end).medianExponent, abs(b - a) >= 7
      else { return nil }
      let factor = Double(sign: .plus, exponent: b - a, significand: 1)
      let name = chains.count > 1 ? " in \(sampled.run.name)" : ""
      return (
        abs(Double(b - a)),
        "from \(sampled.label(first)) to \(sampled.label(last)) they "
          + "\(factor < 1 ? "shrink" : "grow") to about \(Words.factor(factor))\(name)"
      )
    }
    return found.max { $0.share < $1.share }
  }

  /// The places of a chain on a linear axis whose values lie in its middle bar, all but a twentieth at the
  /// most: `in tanh-naive those of layer 2 to layer 10 lie between −0.031 and 0.031`. Its share is how many
  /// they are.
  private func narrow(_ sampled: SampledChain) -> Found? {
    guard let (slots, source) = BoundedSlots.of(sampled) else { return nil }
    let places = source.positions.filter {
      slots.middleShare(source.histogram($0, in: source.end)) >= 0.95
    }
    guard let first = places.first, let last = places.last else { return nil }
    let which =
      places.count == 1
      ? "those of \(sampled.label(first))"
      : places.count == last - first + 1
        ? "those of \(sampled.label(first)) to \(sampled.label(last))"
        : "those of \(places.count) of the \(source.positions.count) \(sampled.chain.noun)s drawn"
    let (low, high) = slots.middle
    return (
      Double(places.count),
      (chains.count > 1 ? "in \(sampled.run.name) " : "")
        + "\(which) lie between \(Words.short(low)) and \(Words.short(high))"
    )
  }

  /// The median magnitudes of the first and the last place of a single run.
  private var sizes: String? {
    guard chains.count == 1, let sampled = chains.first else { return nil }
    let ends = [sampled.positions.first, sampled.positions.last].compactMap { $0 }
    let hasZeros = sampled.histograms(in: [sampled.end]).contains { $0.zeros > 0 }
    let name = "the median magnitude" + (hasZeros ? " of those not 0" : "")
    let medians = ends.compactMap { sampled.histogram($0, in: sampled.end).median }
    if medians.count == 2, ends[0] < ends[1], abs(log2(medians[1] / medians[0])) < 0.5 {
      let size = Words.short(medians[0], digits: 1)
      return ": \(name) is about \(size) in \(sampled.label(ends[0])), and the same in "
        + sampled.label(ends[1])
    }
    let parts = Set(ends).sorted().compactMap { position in
      sampled.histogram(position, in: sampled.end).median.map {
        "\(Words.short($0, digits: 1)) in \(sampled.label(position))"
      }
    }
    return parts.isEmpty ? nil : ": \(name) is about " + parts.joined(separator: ", ")
  }

  /// What is seen, with the numbers of the end.
  var title: String {
    let when = chains.allSatisfy { $0.last == nil } ? "Activations" : "Activations at the end"
    let parts = [nonFinite, collapse, saturated, zero].compactMap { $0?.words }
    guard !parts.isEmpty else {
      return "\(when)" + (sizes ?? ", \(chains.count) networks")
    }
    return "\(when): " + parts.joined(separator: ", ")
  }

  /// What of the values has no place on the axis; nil where all have.
  var note: String? {
    let bad = chains.flatMap { sampled in
      sampled.positions.map { sampled.histogram($0, in: sampled.end).nonFinite }
    }.reduce(0, +)
    return bad > 0 ? "\(bad) values at the end are NaN or infinite, and not drawn" : nil
  }
}
