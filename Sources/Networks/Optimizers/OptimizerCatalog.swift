/// All optimizers: the one list that the command line and the tests read.
public enum OptimizerCatalog {
  /// Every optimizer, in the order of the documentation.
  public static let all: [any Optimizer.Type] = [
    StochasticGradientDescent.self, Momentum.self, Nesterov.self, RMSProp.self,
    Adagrad.self, Adam.self, AdamW.self,
  ]

  /// The optimizer of that name, or nil.
  public static func named(_ name: String) -> (any Optimizer.Type)? {
    all.first { $0.name == name }
  }
}
