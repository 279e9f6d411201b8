import ArgumentParser
import Experiments
import Networks
import Texts

/// What the layers of one network are made of; `compare` varies these.
struct LayerOptions: ParsableArguments {
  @Option(
    name: .customLong("activation"),
    help: ArgumentHelp(
      "One of: \(ActivationCatalog.all.map(\.usage).inWords) (default: relu); one for all hidden layers, "
        + "or a list with one for each.", valueName: "names"))
  var givenActivation: String?
  @Option(
    help: ArgumentHelp(
      "One of: \(InitializerCatalog.names.inWords) (default: the one made for the activation); one for "
        + "all, or one for each hidden layer, the last of which draws the output layer too.",
      valueName: "names"))
  var `init`: String?
  @Option(
    help: ArgumentHelp(
      "Initializer of the output layer (default: that of the last hidden layer).", valueName: "name"
    ))
  var outputInit: String?
  @Flag(help: "Residual blocks from layer 2 on, around each layer as wide as the one below it.")
  var residual = false
  @Option(
    name: .customLong("network"),
    help: ArgumentHelp(
      "A YAML file that describes the network, one entry a layer; other options override it.",
      valueName: "file"))
  var network: String?

  /// Whether any of them was given.
  var isGiven: Bool {
    givenActivation != nil || `init` != nil || outputInit != nil || residual || network != nil
  }

  /// Puts these options into a plan, after those of the network.
  ///
  /// - Throws: `ConfigurationError` for a list that is none; what `NetworkFile` throws.
  func apply(to plan: inout TrainingPlan, _ options: NetworkOptions) throws {
    try combine(into: &plan, options)
    guard plan.residual || options.residualScale == nil else {
      throw ConfigurationError(
        "--residual-scale: this network has no residual blocks; add --residual")
    }
  }

  /// The same for a plan of which an option is still to come, such as one that `compare` varies.
  ///
  /// - Throws: As `apply`.
  func combine(into plan: inout TrainingPlan, _ options: NetworkOptions) throws {
    if let network {
      guard options.givenDepth == nil, options.givenWidth == nil, options.widths == nil else {
        throw ConfigurationError(
          "--network: the file says how many layers there are, and how wide; leave out --depth, --width "
            + "and --widths")
      }
      try NetworkFile.read(network, precision: options.precision).apply(to: &plan)
      plan.networkFile = network
    } else {
      plan.activation = "relu"
    }
    // What is typed wins over the file.
    try options.applyGiven(to: &plan)
    if let givenActivation { plan.activation = try ListText.names("activation", givenActivation) }
    if let name = self.`init` {
      plan.initializer = try ListText.names("initializer", name)
    } else if network == nil || givenActivation != nil {
      plan.initializer = TrainingPlan.matchingInitializer(of: plan.activation)
    }
    if let outputInit { plan.outputInitializer = outputInit }
    if residual { plan.residual = true }
  }
}

extension [String] {
  /// `a, b, c`.
  var inWords: String { joined(separator: ", ") }
}
