/// What a judgement may read of a run beside its numbers. What is not known is nil, and what a rule cannot do
/// without that it says so.
///
/// Facts are not options: whether an optimizer divides by the gradient's size is a fact, its name is only for
/// showing. What is needed to train the run again is in the record's `plan`.
public struct RunFacts: Codable, Sendable, Hashable {
  /// The program it comes from.
  public var origin = Origin()
  /// What is predicted.
  public var task: Task?
  /// The number of classes; nil where none are predicted, or it is not known.
  public var classes: Int?
  /// The loss.
  public var loss: LossFacts?
  /// The optimizer.
  public var optimizer: OptimizerFacts?
  /// η at the beginning.
  public var learningRate: Double?
  /// How η changes over the run, by name: for showing.
  public var schedule: String?
  /// Whether η stays the same over the run.
  public var hasConstantRate: Bool?
  /// λ, on weights only.
  public var weightDecay: Double?
  /// The largest global gradient norm; nil for no bound, or where that is not known.
  public var clipNorm: Double?
  /// The largest magnitude of a gradient's entry; nil as for `clipNorm`.
  public var clipValue: Double?
  /// Examples a step; 0 is the full set in data order.
  public var batchSize: Int?
  /// `mean` or `sum` over the batch.
  public var reduction: String?
  /// The format of its numbers.
  public var precision: Precision?
  /// The first weights.
  public var initializer: InitializerFacts?
  /// How its hidden layers were given; nil where that is not known.
  public var layers: LayersGiven?
  /// The data.
  public var data: DatasetSummary?
  /// Whether features and values to predict are scaled to mean 0 and deviation 1.
  public var isStandardized: Bool?
  /// What a step of the curves is; nil where it is an update.
  public var stepUnit: StepUnit?
  /// Updates that were planned.
  public var plannedSteps: Int?
  /// The seed of its random choices.
  public var seed: UInt64?
  /// How much is recorded.
  public var recordingTier: RecordingTier?
  /// A loss that would be good enough, where somebody said so.
  public var targetLoss: Double?
  /// What a small healthy network made of the same data; nil where none was trained.
  public var reference: Reference?
  /// The run with one thing changed, where its own numbers did not say why it learned too little.
  public var counterfactuals: [Counterfactual] = []
  /// What its network made of one batch alone, where nothing else says why it learned too little; nil where
  /// that was not tried.
  public var oneBatch: OneBatch?
  /// What was tried to heal it, in that order; none where nothing was.
  public var tried: [TriedChange] = []
  /// The median change of the loss from one batch to the next at the weights of the end, which do not move:
  /// what batches differ by. nil where it was not measured.
  public var batchSpread: Double?
  /// What else a run log says of its run, as it is there: kept, and not judged.
  public var further: [String: JSONValue] = [:]

  /// What is predicted.
  public enum Task: String, Codable, Sendable {
    /// One class of several.
    case classification
    /// Real numbers.
    case regression
    /// Several 0/1 targets.
    case multiLabel = "multi-label"
    /// Something else, such as the next token.
    case other

    /// A task that this program does not know is `other`.
    public init(from decoder: any Decoder) throws {
      self = Task(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .other
    }
  }

  /// What a step of the curves is where it is no update; of how many updates is then not known.
  public enum StepUnit: String, Codable, Sendable {
    /// A pass over the training set.
    case epoch
    /// A row of a table that numbers none.
    case row
  }

  /// Nothing known.
  public init() {}

  /// Decodes facts of any version: what is missing is not known, a key that is not known is passed
  /// over.
  ///
  /// - Throws: `DecodingError` where a value is of another type than its key's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      try values.decodeIfPresent(Value.self, forKey: key)
    }
    origin = try value(.origin) ?? Origin()
    task = try value(.task)
    classes = try value(.classes)
    loss = try value(.loss)
    optimizer = try value(.optimizer)
    learningRate = try value(.learningRate)
    schedule = try value(.schedule)
    hasConstantRate = try value(.hasConstantRate)
    weightDecay = try value(.weightDecay)
    clipNorm = try value(.clipNorm)
    clipValue = try value(.clipValue)
    batchSize = try value(.batchSize)
    reduction = try value(.reduction)
    precision = try value(.precision)
    initializer = try value(.initializer)
    layers = (try? value(.layers)) ?? nil
    data = try value(.data)
    isStandardized = try value(.isStandardized)
    stepUnit = (try? value(.stepUnit)) ?? nil
    plannedSteps = try value(.plannedSteps)
    seed = try value(.seed)
    // A tier of a later version is not known.
    recordingTier = (try value(.recordingTier) as String?).flatMap(RecordingTier.init)
    targetLoss = try value(.targetLoss)
    // Of a later version they are not known.
    reference = (try? value(.reference)) ?? nil
    counterfactuals = (try? value(.counterfactuals)) ?? nil ?? []
    oneBatch = (try? value(.oneBatch)) ?? nil
    tried = (try? value(.tried)) ?? nil ?? []
    batchSpread = (try? value(.batchSpread)) ?? nil
    further = try value(.further) ?? [:]
  }

  private enum CodingKeys: CodingKey {
    case origin, task, classes, loss, optimizer, learningRate, schedule, hasConstantRate
    case weightDecay, clipNorm, clipValue, batchSize, reduction, precision, initializer, layers
    case data, isStandardized, stepUnit, plannedSteps, seed, recordingTier, targetLoss, reference
    case counterfactuals, oneBatch, tried, batchSpread, further
  }

  /// What was set, without what came of the run: two runs of one setting differ in the rest.
  public var setting: RunFacts {
    var facts = self
    (facts.reference, facts.oneBatch, facts.batchSpread) = (nil, nil, nil)
    (facts.counterfactuals, facts.tried) = ([], [])
    return facts
  }

  /// Whether values are predicted, which have no accuracy.
  public var isRegression: Bool { task == .regression }
}
