import Records

extension LayerSample {
  /// The histograms of a layer by the names that the store's tables have for them.
  static let tensors: [(name: String, path: KeyPath<LayerSample, MagnitudeHistogram> & Sendable)] =
    [
      ("preactivation", \.preactivations), ("activation", \.activations), ("delta", \.deltas),
      ("weightGradient", \.weightGradients),
    ]
}
