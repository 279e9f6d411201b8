/// One step in full detail: every statistic of every layer.
public struct StepDetail: Codable, Sendable, Equatable {
  /// Updates made before it.
  public var step: Int
  /// Mean loss of the step's batch.
  public var loss: Double
  /// √(Σ (∂L/∂θ)²) over all parameters, before any clipping.
  public var gradientNorm: Double
  /// The weight layers, from 1 to L + 1.
  public var layers: [LayerStatistics]

  /// A step of these values.
  public init(step: Int, loss: Double, gradientNorm: Double, layers: [LayerStatistics]) {
    self.step = step
    self.loss = loss
    self.gradientNorm = gradientNorm
    self.layers = layers
  }
}
