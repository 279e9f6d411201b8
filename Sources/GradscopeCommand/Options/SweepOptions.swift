import ArgumentParser
import Experiments
import Networks
import Records
import Reports
import Texts

/// The axes of a sweep, what its layers are made of, and how little of a cell is kept.
struct SweepOptions: ParsableArguments {
  /// σw² around the critical values of tanh, 1.76 with σb² = 0.05, and of ReLU, 2.
  static let gains = "gain=1:4:31"
  /// Up to where no gain helps in so few steps.
  static let depths = "depth=5:80:16"
  /// Networks that are wide enough for the theory, and small enough for hundreds of them.
  static let width = 128
  static let steps = 800
  static let batchSize = 32
  /// Small, as deep networks need it: at 0.05 the border would be that of the learning rate.
  static let learningRate = 0.01
  /// Without biases tanh has q* = 0 in the ordered phase, and the critical point at its edge.
  static let biasVariance = 0.05

  @Option(
    help: ArgumentHelp(
      "Along the bottom: \(SweepAxis.usage) (default: \(gains)). NAME is one of: "
        + "\(SweepVariable.allCases.map(\.rawValue).inWords); gain is σw² = fan-in · Var W, "
        + "bias-variance σb².", valueName: "axis"))
  var x: String?
  @Option(help: ArgumentHelp("Upward, as --x (default: \(depths)).", valueName: "axis"))
  var y: String?
  @Option(
    help: "What the colour shows: accuracy or loss (default: accuracy; for regression loss).")
  var show: SweepMeasure?
  @Option(help: ArgumentHelp("One of: \(ActivationCatalog.all.map(\.usage).inWords)."))
  var activation = "tanh"
  @Option(
    help: ArgumentHelp(
      "Where gain is no axis, one of: \(InitializerCatalog.names.inWords) (default: the one made "
        + "for the activation)."))
  var `init`: String?
  @Flag(help: "Residual blocks from layer 2 on.")
  var residual = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measure the scalars of every cell each N steps (default: ten times in all).",
      valueName: "n"))
  var recordEvery: Int?
  @Flag(help: "Train every cell, also those that are in the store already.")
  var retrain = false
  @OptionGroup var place: StoreOptions
  @Flag(name: .customLong("no-store"), help: "Keep no record: an interrupted sweep starts anew.")
  var withoutStore = false

  /// The path of the store that keeps the cells; nil where nothing is to be kept.
  var store: String? { withoutStore ? nil : place.store }

  func validate() throws {
    if withoutStore, let store = place.given {
      throw ValidationError(
        "--no-store: expected no --store beside it, got \(store); leave out one")
    }
  }

  /// The axes; one that is not given is the other default than the one that is.
  func axes() throws(ConfigurationError) -> (x: SweepAxis, y: SweepAxis) {
    func axis(
      _ text: String?, _ field: String, _ standard: String, unless other: SweepAxis?,
      _ spare: String
    ) throws(ConfigurationError) -> SweepAxis {
      if let text { return try SweepAxis(parsing: text, field: field) }
      let axis = try SweepAxis(parsing: standard, field: field)
      return axis.variable == other?.variable
        ? try SweepAxis(parsing: spare, field: field) : axis
    }
    var upward: SweepAxis?
    if let y { upward = try SweepAxis(parsing: y, field: "y") }
    let along = try axis(x, "x", Self.gains, unless: upward, Self.depths)
    return (along, try axis(y, "y", Self.depths, unless: along, Self.gains))
  }

  /// The configuration that all cells share.
  ///
  /// - Throws: `ConfigurationError` for an option that an axis varies.
  func base(
    _ network: NetworkOptions, _ training: TrainingOptions, _ data: DataOptions,
    axes: (x: SweepAxis, y: SweepAxis)
  ) throws(ConfigurationError) -> TrainingPlan {
    guard network.widths == nil else {
      throw ConfigurationError("--widths: the layers of a sweep have one width; give --width")
    }
    let given: [(SweepVariable, String, Bool)] = [
      (.depth, "--depth", network.givenDepth != nil),
      (.width, "--width", network.givenWidth != nil),
      (.gain, "--init", self.`init` != nil),
      (.biasVariance, "--bias-std", network.givenBiasStd != nil),
      (.learningRate, "--learning-rate", training.learningRate != nil),
    ]
    for (variable, option, isGiven) in given
    where isGiven && [axes.x.variable, axes.y.variable].contains(variable) {
      throw ConfigurationError(
        "\(option): \(variable.rawValue) is an axis of this sweep; leave the option out, "
          + "or choose other axes with --x and --y")
    }
    guard residual || network.residualScale == nil else {
      throw ConfigurationError(
        "--residual-scale: these networks have no residual blocks; add --residual")
    }
    var configuration = TrainingPlan()
    try network.apply(to: &configuration)
    training.apply(to: &configuration)
    data.apply(to: &configuration)
    configuration.activation = try ListText.names("activation", activation)
    configuration.initializer =
      try self.`init`.map { name throws(ConfigurationError) in
        try ListText.names("initializer", name)
      }
      ?? TrainingPlan.matchingInitializer(of: configuration.activation)
    configuration.residual = residual
    configuration.width = network.givenWidth ?? Self.width
    configuration.biasStd = network.givenBiasStd ?? Self.biasVariance.squareRoot()
    configuration.steps = training.givenSteps ?? Self.steps
    configuration.batchSize = training.batchSize ?? Self.batchSize
    if training.learningRate == nil, training.optimizer == "sgd" {
      configuration.learningRate = Self.learningRate
    }
    configuration.recordingTier = .scalars
    configuration.recordEvery = recordEvery ?? max(configuration.steps / 10, 1)
    return configuration
  }
}

extension SweepMeasure: ExpressibleByArgument {}
