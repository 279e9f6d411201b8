import TrainingRecords

/// Names as columns and tags have them: `deltaRMS` is `delta_rms`.
enum SnakeCase {
  /// A name in camel case with underscores.
  static func text(_ name: String) -> String {
    var text = ""
    var wasUpper = true
    for character in name {
      if character.isUppercase, !wasUpper { text += "_" }
      wasUpper = character.isUppercase
      text += character.lowercased()
    }
    return text
  }
}

extension LayerSample {
  /// The histograms of a layer by their names.
  static let tensors: [(name: String, path: KeyPath<LayerSample, MagnitudeHistogram> & Sendable)] =
    [
      ("preactivations", \.preactivations), ("activations", \.activations),
      ("deltas", \.deltas), ("weightGradients", \.weightGradients),
    ]
}
