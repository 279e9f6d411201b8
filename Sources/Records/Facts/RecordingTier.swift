/// How much of a run is recorded.
public enum RecordingTier: String, Codable, Sendable, CaseIterable {
  /// Every layer's scalars, and how many units are silent.
  case scalars
  /// Scalars; now and then histograms, the cosine and the noise of gradients, maps of silent and
  /// stuck units, and the effective rank of the activations.
  case full
  /// All of that, and the singular values of the input–output Jacobian.
  case deep
}
