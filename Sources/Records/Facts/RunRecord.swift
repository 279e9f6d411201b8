/// Everything that was recorded of one run: the narrow waist of the program.
///
/// Facts, places, chains and series, and nothing of who made them: whatever produced a record (this
/// project's network, a run log, a file) can be judged and drawn. Values only, no behaviour.
public struct RunRecord: Codable, Sendable, Equatable {
  /// The version of this layout.
  public static let currentSchemaVersion = 3

  /// The version this record was written in.
  public var schemaVersion = RunRecord.currentSchemaVersion
  /// The name of the run, such as `relu-he`.
  public var name: String
  /// What a judgement may read beside the numbers.
  public var facts: RunFacts
  /// What is needed to train it again, for the program that can; nil where none can.
  public var plan: JSONValue?
  /// Where signals were measured.
  public var places: [Place]
  /// Alike places in order; the one that the record is about comes first.
  public var chains: [Chain]
  /// What theory expected before the first update; nil where it says nothing: weights all alike, or
  /// drawn by an unknown rule.
  public var prediction: PredictedProfile?
  /// How it ended.
  public var status = RunStatus.completed
  /// Loss, accuracy, gradient norm over the steps.
  public var curves = Curves()
  /// Time points of every place.
  public var history: RunHistory
  /// Histograms and what else is measured now and then; empty where that was not recorded.
  public var samples = SampleHistory()
  /// The first bad event of each kind, in order of steps.
  public var events: [BadEvent] = []
  /// Looks at the probe set, in order of steps.
  public var probes: [ProbeCheckpoint] = []
  /// The network's answers over its features; nil for more than two of them, and where nobody looked.
  public var outputs: OutputMap?
  /// Number of examples in the probe set.
  public var probeExamples = 0
  /// Loss and accuracy over the whole training and validation sets.
  public var evaluation = Evaluation()
  /// Loss and accuracy on examples held out, over the steps; nil where none were, or nobody looked.
  public var heldOut: HeldOutCurve?
  /// What guessing achieves on this data; nil where that is not known.
  public var chance: Chance?
  /// How large the numbers of the training part are; nil in a record that was made without.
  public var dataScale: DataScale?
  /// Where the time went.
  public var timing = Timing()

  /// A record without time points.
  public init(
    name: String, facts: RunFacts, places: [Place], chains: [Chain], chance: Chance? = nil
  ) {
    self.name = name
    self.facts = facts
    self.places = places
    self.chains = chains
    self.chance = chance
    history = RunHistory(placeCount: places.count)
  }

  /// The number of places of the main chain: of a perceptron L, the number of hidden layers.
  public var depth: Int { chains.first?.count ?? 0 }
}
