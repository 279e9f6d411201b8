/// All activations, by name: the one list that the command line and the tests read.
public enum ActivationCatalog {
  /// Every activation, in the order of the documentation.
  public static let all: [any Activation] = [
    Sigmoid(),
    Tanh(),
    ReLU(),
    LeakyReLU(),
    ELU(),
    SELU(),
    GELU(),
    SiLU(),
    Softplus(),
    Mish(),
    HardTanh(),
    Exponential(),
    Identity(),
  ]

  /// The activation of that name, such as `tanh` or `leaky-relu:0.2`; nil where the name or the
  /// number after its colon is not valid.
  public static func named(_ name: String) -> (any Activation)? {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let found = all.first(where: { $0.name == parts[0] }) else { return nil }
    guard parts.count == 2 else { return found }
    return Double(parts[1]).flatMap { found.with(parameter: $0) }
  }
}
