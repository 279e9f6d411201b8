import Records

/// A tensor whose values samples count by magnitude.
enum SampledTensor: Sendable {
  case activations, preactivations, weightGradients, deltas

  /// Its histogram at a place.
  func of(_ place: PlaceSample) -> MagnitudeHistogram {
    switch self {
    case .activations: place.activations
    case .preactivations: place.preactivations
    case .weightGradients: place.weightGradients
    case .deltas: place.deltas
    }
  }

  /// In words, in the plural.
  var words: String {
    switch self {
    case .activations: "activations"
    case .preactivations: "pre-activations"
    case .weightGradients: "weight gradients"
    case .deltas: "values of δ"
    }
  }
}
