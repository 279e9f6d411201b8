import Charts
import Foundation
import Records

/// A linear axis for the values of an activation φ that has two bounds, made from histograms of z.
///
/// φ grows with z, so that the values of z in [2ᵏ, 2ᵏ⁺¹) are those of a in [φ(2ᵏ), φ(2ᵏ⁺¹)): bars that are
/// narrow where φ levels off. Those around φ(0), and those next to the bounds, are put together where they
/// would be too narrow to be seen. A value that was rounded to the bound itself is in the outermost bar. The
/// area of a bar is the share of the values in it.
struct BoundedSlots: HistogramSlots {
  /// The activation, by the name that records have.
  let name: String
  private let value: @Sendable (_ z: Double) -> Double
  private let bounds: (lower: Double, upper: Double)
  /// The exponents k whose bins [2ᵏ, 2ᵏ⁺¹) have bars of their own.
  private let exponents: Range<Int>
  private let edges: [Double]

  /// The axis of an activation; nil for one without two bounds, or whose values are not known here.
  init?(_ name: String) {
    switch name {
    case "sigmoid":
      (bounds, exponents) = ((0, 1), -4..<2)
      value = { 1 / (1 + exp(-$0)) }
    case "tanh":
      (bounds, exponents) = ((-1, 1), -5..<1)
      value = { tanh($0) }
    default: return nil
    }
    self.name = name
    let magnitudes = (exponents.lowerBound...exponents.upperBound).map {
      Double(sign: .plus, exponent: $0, significand: 1)
    }
    let value = value
    edges =
      [bounds.lower] + magnitudes.reversed().map { value(-$0) } + magnitudes.map(value)
      + [bounds.upper]
  }

  /// The axis from −1 to 1 of values that were counted themselves, those rounded to a bound in the outermost bars.
  init(measuredFor name: String) {
    self.name = name
    (bounds, exponents, value) = ((-1, 1), -5 ..< -1, { $0 })
    let magnitudes = (exponents.lowerBound...exponents.upperBound).map {
      Double(sign: .plus, exponent: $0, significand: 1)
    }
    edges = [-1] + magnitudes.reversed().map { -$0 } + magnitudes + [1]
  }

  /// The axis of a chain of this program or another: made of z where a = φ(z) is known, else of the activations
  /// where they are within ±1; nil where neither is so.
  static func drawn(_ sampled: SampledChain) -> (slots: BoundedSlots, source: SampledChain)? {
    if let known = of(sampled) { return known }
    let names = Set(sampled.positions.map { sampled.chain.places[$0 - 1].activation?.name })
    guard names == ["tanh"], highest(sampled) != nil else { return nil }
    return (BoundedSlots(measuredFor: "tanh"), sampled)
  }

  /// The axis of the values of a chain and the z that they are made of; nil where it is not known that a = φ(z),
  /// where the places have no one activation with two bounds, or z was not sampled where a was.
  static func of(_ sampled: SampledChain) -> (slots: BoundedSlots, source: SampledChain)? {
    let places = sampled.positions.map { sampled.chain.places[$0 - 1] }
    guard let name = places.first?.activation?.name,
      places.allSatisfy({ $0.activation?.name == name && isOfSums($0, in: sampled.run) }),
      let slots = BoundedSlots(name),
      let source = SampledChain(sampled.run, .preactivations, atMost: sampled.positions.count),
      source.chain.chain == sampled.chain.chain, source.positions == sampled.positions,
      source.samples.map(\.step) == sampled.samples.map(\.step)
    else { return nil }
    return (slots, source)
  }

  /// Whether a is φ of the z that was sampled. Of this program's layers it is: their z has the norm and the
  /// shortcut in it already. Of another program's nobody knows: the output of an LSTM is a gate times tanh,
  /// a norm may follow z, a shortcut may be added after φ.
  static func isOfSums(_ place: Place, in run: JudgedRun) -> Bool {
    run.isOwn && [.dense, .convolution].contains(place.kind)
  }

  /// k of the largest bin [2ᵏ, 2ᵏ⁺¹) that the values of a chain reach without being rounded to a bound of 1; nil
  /// where there is no such bound, or where it is not known that there is one.
  static func highest(_ sampled: SampledChain) -> Int? {
    let isBounded = sampled.positions.allSatisfy { position in
      let place = sampled.chain.places[position - 1]
      // Gates are below 1: what they leave of tanh is within its bounds.
      let isKnown =
        isOfSums(place, in: sampled.run)
        || place.bypass == nil && [.dense, .convolution, .recurrent].contains(place.kind)
      return isKnown && highest(place.activation?.name) != nil
    }
    // 1.0 is in the bin of 2⁰; what is in a higher one was not rounded to 1.
    let reached = sampled.histograms(in: sampled.samples).map { histogram in
      histogram.over > 0 ? Int.max : histogram.keptExponents.upperBound - 1
    }
    return isBounded && reached.allSatisfy { $0 <= 0 } ? -1 : nil
  }

  /// The same of an activation by its name.
  static func highest(_ name: String?) -> Int? {
    ["sigmoid", "tanh", "hard-tanh", "hard-sigmoid"].contains(name ?? "") ? -1 : nil
  }

  var axis: any Scale { LinearScale(from: bounds.lower, to: bounds.upper) }

  func shares(_ histogram: MagnitudeHistogram) -> [Double] {
    var shares = [Double](repeating: 0, count: edges.count - 1)
    let total = Double(histogram.count - histogram.nonFinite)
    guard total > 0 else { return shares }
    let middle = exponents.count + 1
    func add(_ count: Int, _ exponent: Int, isNegative: Bool) {
      let offset = min(max(exponent - exponents.lowerBound + 1, 0), middle)
      shares[isNegative ? middle - offset : middle + offset] += Double(count) / total
    }
    for (index, exponent) in histogram.keptExponents.enumerated() {
      add(histogram.negative[index], exponent, isNegative: true)
      add(histogram.positive[index], exponent, isNegative: false)
    }
    shares[middle] += Double(histogram.zeros + histogram.under) / total
    shares[shares.count - 1] += Double(histogram.over) / total
    return shares
  }

  func bins(_ shares: [Double]) -> [RidgeMark.Bin] {
    let whole = bounds.upper - bounds.lower
    return shares.enumerated().map { slot, share in
      let (lower, upper) = (edges[slot], edges[slot + 1])
      return RidgeMark.Bin(
        lower: lower, upper: upper, value: share * whole / (upper - lower), told: share)
    }
  }

  /// The edges of the bar around φ(0).
  var middle: (lower: Double, upper: Double) {
    (edges[exponents.count + 1], edges[exponents.count + 2])
  }

  /// The range around φ(0) in which half of the values not 0 lie, from their median magnitude; nil without any.
  func half(_ histogram: MagnitudeHistogram) -> (lower: Double, upper: Double)? {
    histogram.median.map { median in
      (max(value(-median), bounds.lower), min(value(median), bounds.upper))
    }
  }

  /// The share of the values in that bar.
  func middleShare(_ histogram: MagnitudeHistogram) -> Double {
    shares(histogram)[exponents.count + 1]
  }
}
