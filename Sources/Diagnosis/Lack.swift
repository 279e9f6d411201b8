import Records

/// What a record has not, so that rules cannot be applied to it.
public enum Lack: Sendable, Hashable, CaseIterable {
  case chains, signals, looks, data, activations, losses, training, counterparts

  /// In words, where rules want different things of it.
  public var words: String {
    switch self {
    case .chains: "places in order, with time points"
    case .signals: "signals along the places"
    case .looks: "looks at a probe set"
    case .data: "what the data hold"
    case .activations: "the activation of the places"
    case .losses: "losses to compare"
    case .training: "facts of the training, such as batch size, learning rate and weight decay"
    case .counterparts: "the same run once more with something changed"
    }
  }
}
