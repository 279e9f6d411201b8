/// All activations, by name: the one list that the command line and the tests read.
public enum ActivationCatalog {
  /// Every activation, in the order of the documentation.
  public static let all: [any Activation] = [Sigmoid(), Tanh(), ReLU(), Identity()]

  /// The activation of that name, or nil.
  public static func named(_ name: String) -> (any Activation)? {
    all.first { $0.name == name }
  }
}
