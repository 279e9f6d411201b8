/// One place of a sample; a histogram of nothing was not measured.
public struct PlaceSample: Codable, Sendable, Equatable {
  /// z of the batch.
  public var preactivations = MagnitudeHistogram()
  /// a of the batch; of the output layer, which has no activation, z.
  public var activations = MagnitudeHistogram()
  /// δ of the batch.
  public var deltas = MagnitudeHistogram()
  /// ∂L/∂W of the batch-mean loss, before any clipping.
  public var weightGradients = MagnitudeHistogram()
  /// g_t·g_{t+1} / (‖g_t‖ ‖g_{t+1}‖) of the weight gradients of this step and the next: 1 where the
  /// direction stays, −1 where the steps jump to and fro. nil where there was no next one, or one of
  /// the two is 0.
  public var gradientCosine: Double?
  /// tr Σ / ‖ḡ‖², Σ being the covariance over the batch of the single examples' weight gradients
  /// and ḡ their mean: the batch size at which noise and signal are equally large. nil where ḡ is 0
  /// or the batch has one example.
  public var gradientNoise: Double?

  /// Nothing measured yet.
  public init() {}

  func merged(_ looks: Int, with next: PlaceSample, _ others: Int) -> PlaceSample {
    var merged = self
    merged.preactivations = preactivations + next.preactivations
    merged.activations = activations + next.activations
    merged.deltas = deltas + next.deltas
    merged.weightGradients = weightGradients + next.weightGradients
    merged.gradientCosine = Self.mean(gradientCosine, looks, next.gradientCosine, others)
    merged.gradientNoise = Self.mean(gradientNoise, looks, next.gradientNoise, others)
    return merged
  }

  /// Takes over the cosine of the last of `looks` looks, which came after the look itself.
  mutating func addCosine(_ cosine: Double?, asLookOf looks: Int) {
    gradientCosine = Self.mean(gradientCosine, looks - 1, cosine, 1)
  }

  private static func mean(_ a: Double?, _ looks: Int, _ b: Double?, _ others: Int) -> Double? {
    guard let a, let b else { return a ?? b }
    return (a * Double(looks) + b * Double(others)) / Double(looks + others)
  }
}
