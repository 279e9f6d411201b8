import Networks
import Texts

/// What an activation makes of a list of numbers.
struct ActivationSheet {
  let activation: any Activation
  let z: [Double]
  /// φ(z).
  let values: [Double]
  /// φ′(z).
  let slopes: [Double]
  /// The largest |φ′| of 2401 places from −12 to 12, in steps of 1/100.
  let mostSeen: Double

  init(_ activation: any Activation, at z: [Double]) {
    self.activation = activation
    self.z = z
    values = z.map { activation.value(at: $0) }
    slopes = z.map { activation.slope(at: $0) }
    mostSeen = (-1200...1200).map { activation.slope(at: Double($0) / 100).magnitude }.max() ?? .nan
  }

  var name: String { activation.name }

  /// The place in `z` of the slope that is nearest to 0.
  var flattest: Int {
    slopes.indices.min { slopes[$0].magnitude < slopes[$1].magnitude } ?? 0
  }

  /// sup |φ′|, as the library has it.
  var steepest: Shown { Shown(activation.maximumDerivative) }

  /// The most that the slopes of ten layers leave of a gradient: (sup |φ′|)¹⁰.
  var tenLayers: Shown {
    .factor((0..<10).reduce(1.0) { product, _ in product * activation.maximumDerivative })
  }

  /// Where φ levels off, in words.
  var flatWords: String {
    if activation.canGoSilent { return "z ≤ 0" }
    guard let bounds = activation.saturation else { return "nowhere" }
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    if high.isInfinite { return "z < \(Shown(low, decimals: 2))" }
    return low == -high
      ? "|z| > \(Shown(high, decimals: 2))"
      : "z < \(Shown(low, decimals: 2)), z > \(Shown(high, decimals: 2))"
  }
}
