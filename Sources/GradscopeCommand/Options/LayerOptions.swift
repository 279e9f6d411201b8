import ArgumentParser
import Experiments
import Networks
import Records

/// What the layers of one network are made of; `compare` varies these.
struct LayerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("One of: \(ActivationCatalog.all.map(\.usage).inWords)."))
  var activation = "relu"
  @Option(
    help: ArgumentHelp(
      "One of: \(InitializerCatalog.names.inWords) (default: the one made for the activation)."))
  var `init`: String?
  @Flag(help: "Residual blocks from layer 2 on.")
  var residual = false

  /// Puts these options into a configuration.
  func apply(to configuration: inout TrainingPlan) {
    configuration.activation = activation
    configuration.initializer =
      self.`init` ?? TrainingPlan.matchingInitializer(of: activation)
    configuration.residual = residual
  }

  /// Checks that a scale is given to blocks that there are.
  ///
  /// - Throws: `ConfigurationError` where there are none.
  func check(_ network: NetworkOptions) throws(ConfigurationError) {
    guard residual || network.residualScale == nil else {
      throw ConfigurationError(
        "--residual-scale: this network has no residual blocks; add --residual")
    }
  }
}

extension [String] {
  /// `a, b, c`.
  var inWords: String { joined(separator: ", ") }
}
