/// Every synthetic dataset.
public enum SyntheticCatalog {
  /// The sets, in the order in which help and messages list them.
  public static let all: [any SyntheticDataset] = [
    Spirals(), Moons(), Circles(), Blobs(), NoisyXor(), GaussianNoise(), Sine(),
  ]

  /// Their names.
  public static var names: [String] { all.map(\.name) }

  /// The set of this name; `nil` when there is none.
  public static func named(_ name: String) -> (any SyntheticDataset)? {
    all.first { $0.name == name }
  }

  /// The stream of a seed from which the examples are drawn: training draws its split, weights and
  /// batches from others, so that the same seed can serve for all without making them depend on
  /// each other.
  static let stream: UInt64 = 0xDA7A
}
