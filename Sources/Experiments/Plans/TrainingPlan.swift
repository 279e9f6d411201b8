import Networks
import Records

/// What was trained, and how: everything that is needed to train it again.
///
/// The keys are the names of the command line's options in camel case. A record carries a plan as JSON
/// that only this module reads; what a judgement may read of it are the record's facts.
public struct TrainingPlan: Codable, Sendable, Hashable {
  /// L, the number of hidden layers.
  public var depth = 10
  /// Units in each hidden layer, where all have as many.
  public var width = 64
  /// Units of each hidden layer; nil where all have `width`. Setting it sets `depth` too.
  public var widths: [Int]? { didSet { takeWidths() } }
  /// The file that described the layers; nil where options did. For words only: the layers are above
  /// and below.
  public var networkFile: String?
  /// Name of φ.
  public var activation: PerLayer<String> = "relu"
  /// Name of the initializer, parameters included.
  public var initializer: PerLayer<String> = "he-normal"
  /// Standard deviation of the first biases.
  public var biasStd = 0.0
  /// Normalization before φ.
  public var norm: PerLayer<String> = "none"
  /// p, the share of activations that training drops.
  public var dropout: PerLayer<Double> = 0
  /// Whether layers 2…L are residual blocks.
  public var residual = false
  /// s of the residual blocks; nil for a plain network.
  public var residualScale: Double?
  /// What becomes of the raw outputs before the loss; `auto` is what the loss needs.
  public var outputActivation = OutputActivation.automaticName
  /// Name of the initializer of the output layer; nil for that of the last hidden layer.
  public var outputInitializer: String?
  /// Name of the loss.
  public var loss = "cross-entropy"
  /// What training makes smaller: the `mean` over the batch, or the `sum`.
  public var reduction = Reduction.mean.rawValue
  /// Name of the optimizer.
  public var optimizer = "sgd"
  /// η.
  public var learningRate = 0.05
  /// μ of an optimizer with momentum; nil for others.
  public var momentum: Double?
  /// ε of Adam and its like; nil for its own.
  public var adamEpsilon: Double?
  /// β₁; nil for its own.
  public var beta1: Double?
  /// β₂; nil for its own.
  public var beta2: Double?
  /// λ, on weights only.
  public var weightDecay = 0.0
  /// How η changes over the run.
  public var schedule = "constant"
  /// The largest global gradient norm; nil for no bound.
  public var clipNorm: Double?
  /// The largest magnitude of a gradient's entry; nil for no bound.
  public var clipValue: Double?
  /// Examples a step; 0 is the full set in data order.
  public var batchSize = 64
  /// Updates.
  public var steps = 1000
  /// Share of the data held out for validation.
  public var validationFraction = 0.2
  /// Whether features are scaled to mean 0 and deviation 1 of the training part.
  public var standardize = true
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// `float32` or `float64`.
  public var precision = "float32"
  /// Name of the task, `classification`, `regression` or `multi-label`.
  public var task = "classification"
  /// How much is recorded.
  public var recordingTier = RecordingTier.full
  /// Every how many steps a time point is taken; nil for the default: every step is measured, and
  /// time points are dense at first and ever longer after that.
  public var recordEvery: Int?
  /// The file that the first weights were read from; nil where the initializer drew them.
  public var initialParameters: String?
  /// The data.
  public var dataset = DatasetSummary()

  /// The defaults of the command line.
  public init() {}

  /// Decodes a configuration of any version: a key that is not there has its default, one that is not
  /// known is passed over. So a store of today opens in the program of next year.
  ///
  /// - Throws: `DecodingError` where a value is of another type than its key's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, or standard: Value) throws -> Value {
      try values.decodeIfPresent(Value.self, forKey: key) ?? standard
    }
    func value<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      try values.decodeIfPresent(Value.self, forKey: key)
    }
    self.init()
    depth = try value(.depth, or: depth)
    width = try value(.width, or: width)
    widths = try value(.widths)
    takeWidths()
    networkFile = try value(.networkFile)
    activation = try value(.activation, or: activation)
    initializer = try value(.initializer, or: initializer)
    biasStd = try value(.biasStd, or: biasStd)
    norm = try value(.norm, or: norm)
    dropout = try value(.dropout, or: dropout)
    residual = try value(.residual, or: residual)
    residualScale = try value(.residualScale)
    outputActivation = try value(.outputActivation, or: outputActivation)
    outputInitializer = try value(.outputInitializer)
    loss = try value(.loss, or: loss)
    reduction = try value(.reduction, or: reduction)
    optimizer = try value(.optimizer, or: optimizer)
    learningRate = try value(.learningRate, or: learningRate)
    momentum = try value(.momentum)
    adamEpsilon = try value(.adamEpsilon)
    beta1 = try value(.beta1)
    beta2 = try value(.beta2)
    weightDecay = try value(.weightDecay, or: weightDecay)
    schedule = try value(.schedule, or: schedule)
    clipNorm = try value(.clipNorm)
    clipValue = try value(.clipValue)
    batchSize = try value(.batchSize, or: batchSize)
    steps = try value(.steps, or: steps)
    validationFraction = try value(.validationFraction, or: validationFraction)
    standardize = try value(.standardize, or: standardize)
    seed = try value(.seed, or: seed)
    precision = try value(.precision, or: precision)
    task = try value(.task, or: task)
    recordingTier = try value(.recordingTier, or: recordingTier)
    recordEvery = try value(.recordEvery)
    initialParameters = try value(.initialParameters)
    dataset = try value(.dataset, or: dataset)
  }

  private enum CodingKeys: String, CodingKey {
    case depth, width, widths, networkFile, activation
    case initializer = "init"
    case biasStd, norm, dropout, residual, residualScale, outputActivation, outputInitializer
    case loss, reduction
    case optimizer, learningRate, momentum, adamEpsilon, beta1, beta2, weightDecay, schedule,
      clipNorm, clipValue, batchSize, steps
    case validationFraction, standardize, seed, precision, task
    case recordingTier = "record"
    case recordEvery, initialParameters, dataset
  }
}
