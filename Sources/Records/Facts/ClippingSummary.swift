/// How often and how hard the gradients of a run were clipped.
public struct ClippingSummary: Codable, Sendable, Equatable {
  /// Updates that were clipped.
  public var steps: Int
  /// Their share of the updates whose gradient was measured: of the others nobody knows.
  public var share: Double
  /// Geometric mean of ‖g after‖ / ‖g before‖ over the clipped updates; 1 where there are none.
  public var typicalFactor: Double
  /// The smallest ‖g after‖ / ‖g before‖; 1 where nothing was clipped.
  public var smallestFactor: Double

  /// The summary of a run with a bound on its gradients, said or seen to hold; nil for a run without, or without
  /// updates.
  public init?(_ record: RunRecord) {
    guard
      record.facts.clipNorm != nil || record.facts.clipValue != nil
        || record.curves.clippedUpdates.contains(where: { $0 > 0 }),
      record.curves.counts.reduce(0, +) > 1
    else { return nil }
    let curves = record.curves
    steps = curves.clippedUpdates.reduce(0, +)
    let measured = zip(curves.gradientNorm, curves.counts).filter { !$0.0.isNaN }.map(\.1)
    let seen = measured.isEmpty ? curves.counts : measured
    // The last look has no update of its own, unless the process was killed before it.
    let updates = max(seen.reduce(0, +) - 1, steps)
    share = Double(steps) / Double(updates)
    let logarithms = zip(curves.clippingFactor, curves.counts)
      .reduce(0) { $0 + naturalLogarithm($1.0) * Double($1.1) }
    typicalFactor = steps == 0 ? 1 : naturalExponential(logarithms / Double(steps))
    smallestFactor = curves.smallestClippingFactor.min() ?? 1
  }
}
