import Records

extension PlaceSample {
  /// The histograms of a place by the names that the store's tables have for them.
  static let tensors:
    [(name: String, path: WritableKeyPath<PlaceSample, MagnitudeHistogram> & Sendable)] =
      [
        ("preactivation", \.preactivations), ("activation", \.activations), ("delta", \.deltas),
        ("weightGradient", \.weightGradients),
      ]
}
