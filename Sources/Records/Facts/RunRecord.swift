/// Everything that was recorded of one run: the narrow waist of the program.
///
/// Whatever produced a record (this project's network, a file, another framework) can be judged and
/// drawn. Values only, no behaviour.
public struct RunRecord: Codable, Sendable, Equatable {
  /// The version of this layout.
  public static let currentSchemaVersion = 2

  /// The version this record was written in.
  public var schemaVersion = RunRecord.currentSchemaVersion
  /// The name of the run, such as `relu-he`.
  public var name: String
  /// What was trained.
  public var configuration: RunConfiguration
  /// The facts about φ that a judgement needs.
  public var activation: ActivationDescription
  /// What theory expected before the first update; nil where it says nothing: weights all alike, or
  /// drawn by an unknown rule.
  public var prediction: PredictedProfile?
  /// How it ended.
  public var status = RunStatus.completed
  /// The weight layers, from 1 to L + 1.
  public var layers: [LayerDescription]
  /// Loss, accuracy, gradient norm over the steps.
  public var curves = Curves()
  /// Time points of every layer.
  public var history: RunHistory
  /// Histograms and what else is measured now and then; empty where that was not recorded.
  public var samples = SampleHistory()
  /// The first bad event of each kind, in order of steps.
  public var events: [BadEvent] = []
  /// Looks at the probe set, in order of steps.
  public var probes: [ProbeCheckpoint] = []
  /// Number of examples in the probe set.
  public var probeExamples = 0
  /// Loss and accuracy over the whole training and validation sets.
  public var evaluation = Evaluation()
  /// What guessing achieves on this data.
  public var chance: Chance
  /// How large the numbers of the training part are; nil in a record that was made without.
  public var dataScale: DataScale?
  /// Where the time went.
  public var timing = Timing()

  /// A record without time points.
  public init(
    name: String, configuration: RunConfiguration, activation: ActivationDescription,
    layers: [LayerDescription], history: RunHistory, chance: Chance
  ) {
    self.name = name
    self.configuration = configuration
    self.activation = activation
    self.layers = layers
    self.history = history
    self.chance = chance
  }

  /// L, the number of hidden layers.
  public var depth: Int { max(layers.count - 1, 0) }
}
