import TrainingRecords

extension LayerSample {
  /// The histograms of a layer by their names.
  static let tensors: [(name: String, path: KeyPath<LayerSample, MagnitudeHistogram> & Sendable)] =
    [
      ("preactivations", \.preactivations), ("activations", \.activations),
      ("deltas", \.deltas), ("weightGradients", \.weightGradients),
    ]
}
