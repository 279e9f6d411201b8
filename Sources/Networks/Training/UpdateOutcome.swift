/// What an update did.
public struct UpdateOutcome: Sendable, Equatable {
  /// η_t.
  public let learningRate: Double
  /// ‖g after clipping‖ / ‖g before‖; 1 where nothing was clipped.
  public let clippingFactor: Double
}
