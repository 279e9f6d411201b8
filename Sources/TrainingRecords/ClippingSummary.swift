/// How often and how hard the gradients of a run were clipped.
public struct ClippingSummary: Codable, Sendable, Equatable {
  /// Updates that were clipped.
  public var steps: Int
  /// Their share of all updates.
  public var share: Double
  /// Geometric mean of ‖g after‖ / ‖g before‖ over the clipped updates; 1 where there are none.
  public var typicalFactor: Double
  /// The smallest ‖g after‖ / ‖g before‖; 1 where nothing was clipped.
  public var smallestFactor: Double

  /// The summary of a run with a bound on its gradients; nil for a run without, or without updates.
  public init?(_ record: RunRecord) {
    guard record.configuration.clipNorm != nil || record.configuration.clipValue != nil,
      record.history.count > 1
    else { return nil }
    // The last look has no update of its own.
    let factors = record.history.clippingFactor.dropLast()
    let clipped = factors.filter { $0 < 1 }
    steps = clipped.count
    share = Double(clipped.count) / Double(factors.count)
    let logarithms = clipped.reduce(0) { $0 + naturalLogarithm($1) }
    typicalFactor =
      clipped.isEmpty ? 1 : naturalExponential(logarithms / Double(clipped.count))
    smallestFactor = clipped.min() ?? 1
  }
}
