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

  /// The axis of the values of a chain and the z that they are made of; nil where the places have no one
  /// activation with two bounds, or z was not sampled where a was.
  static func of(_ sampled: SampledChain) -> (slots: BoundedSlots, source: SampledChain)? {
    let names = sampled.positions.map { sampled.chain.places[$0 - 1].activation?.name }
    guard let first = names.first, let name = first, Set(names).count == 1,
      let slots = BoundedSlots(name),
      let source = SampledChain(sampled.run, .preactivations, atMost: RidgePanel.mostRows),
      source.chain.chain == sampled.chain.chain, source.positions == sampled.positions,
      source.samples.map(\.step) == sampled.samples.map(\.step)
    else { return nil }
    return (slots, source)
  }

  /// k of the largest bin [2ᵏ, 2ᵏ⁺¹) that the values of an activation reach without being rounded to their
  /// bound; nil where there is no bound of 1.
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

  /// The share of the values in that bar.
  func middleShare(_ histogram: MagnitudeHistogram) -> Double {
    shares(histogram)[exponents.count + 1]
  }
}
