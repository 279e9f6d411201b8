/// Everything that was recorded of one run: the narrow waist of the program.
///
/// Whatever produced a record (this project's network, a file, another framework) can be judged and
/// drawn. Values only, no behaviour.
public struct RunRecord: Codable, Sendable, Equatable {
  /// The version of this layout.
  public static let currentSchemaVersion = 1

  /// The version this record was written in.
  public var schemaVersion = RunRecord.currentSchemaVersion
  /// The name of the run, such as `relu-he`.
  public var name: String
  /// What was trained.
  public var configuration: RunConfiguration
  /// How it ended.
  public var status = RunStatus.completed
  /// The weight layers, from 1 to L + 1.
  public var layers: [LayerDescription]
  /// Time points.
  public var history: RunHistory
  /// Looks at the probe set, in order of steps.
  public var probes: [ProbeCheckpoint] = []
  /// Number of examples in the probe set.
  public var probeExamples = 0
  /// Loss and accuracy over the whole training and validation sets.
  public var evaluation = Evaluation()
  /// What guessing achieves on this data.
  public var chance: Chance
  /// Where the time went.
  public var timing = Timing()

  /// A record without time points.
  public init(
    name: String, configuration: RunConfiguration, layers: [LayerDescription],
    history: RunHistory, chance: Chance
  ) {
    self.name = name
    self.configuration = configuration
    self.layers = layers
    self.history = history
    self.chance = chance
  }

  /// L, the number of hidden layers.
  public var depth: Int { max(layers.count - 1, 0) }
}

/// How a run ended.
public enum RunStatus: String, Codable, Sendable {
  /// All steps were made.
  case completed
  /// The loss was not finite; training stopped there.
  case diverged
  /// Somebody stopped it; what was recorded until then is here.
  case interrupted
}

/// Loss and accuracy over whole sets, not batches.
public struct Evaluation: Codable, Sendable, Equatable {
  /// Training loss before the first update.
  public var initialLoss = Double.nan
  /// Training loss at the end.
  public var finalLoss = Double.nan
  /// Validation loss at the end; nil without a validation set.
  public var validationLoss: Double?
  /// Training accuracy at the end.
  public var trainingAccuracy = Double.nan
  /// Validation accuracy at the end; nil without a validation set.
  public var validationAccuracy: Double?
  /// Examples in the training set.
  public var trainingExamples = 0
  /// Examples in the validation set.
  public var validationExamples = 0

  /// Nothing evaluated yet.
  public init() {}
}

/// What a guess that ignores the input achieves: it knows how frequent each class is.
public struct Chance: Codable, Sendable, Equatable {
  /// −Σ p ln p over the classes' shares p, in nats; ln K where they are equal.
  public var loss: Double
  /// The share of the most frequent class.
  public var accuracy: Double

  /// From the number of training examples in each class.
  public init(classCounts: [Int]) {
    let total = Double(classCounts.reduce(0, +))
    let shares = classCounts.filter { $0 > 0 }.map { Double($0) / total }
    loss = shares.reduce(0) { $0 - $1 * naturalLogarithm($1) }
    accuracy = shares.max() ?? .nan
  }
}

/// Where the time of a run went.
public struct Timing: Codable, Sendable, Equatable {
  /// Updates made.
  public var steps = 0
  /// Wall time of the training loop, instrumentation included, in seconds.
  public var trainingSeconds = 0.0
  /// Wall time spent measuring, in seconds.
  public var instrumentationSeconds = 0.0

  /// Nothing timed yet.
  public init() {}

  /// trainingSeconds in microseconds a step.
  public var microsecondsPerStep: Double {
    steps == 0 ? 0 : trainingSeconds * 1e6 / Double(steps)
  }
}
