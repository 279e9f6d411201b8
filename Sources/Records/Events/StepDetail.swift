/// One step in full detail: every statistic of every place.
public struct StepDetail: Codable, Sendable, Equatable {
  /// Updates made before it.
  public var step: Int
  /// Mean loss of the step's batch.
  public var loss: Double
  /// √(Σ (∂L/∂θ)²) over all parameters, before any clipping.
  public var gradientNorm: Double
  /// The places, in the order of the record's list.
  public var places: [PlaceStatistics]

  /// A step of these values.
  public init(step: Int, loss: Double, gradientNorm: Double, places: [PlaceStatistics]) {
    self.step = step
    self.loss = loss
    self.gradientNorm = gradientNorm
    self.places = places
  }
}
