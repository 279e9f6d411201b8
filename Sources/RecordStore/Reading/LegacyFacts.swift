import Records
import Texts

/// What a run that was written before version 5 of the tables says of itself, in the words of today.
///
/// Those programs kept the options that a run was trained with, and φ's facts, of one kind of network:
/// equal hidden layers and an output layer. What the names meant then is written down here once, and does
/// not follow the program of today: this file never changes.
struct LegacyFacts {
  /// What a judgement may read.
  let run: RunFacts
  /// The network, in few words.
  let network: NetworkSummary
  private let options: Options
  private let activation: ActivationFacts

  /// Reads the JSON texts of `runs.configuration` and `runs.facts`.
  ///
  /// - Throws: `Problem` for a text that no such program wrote.
  init(configuration: String, facts: String) throws {
    guard let options = try? JSONText.decode(Options.self, from: configuration),
      (0...Self.deepest).contains(options.depth)
    else { throw Problem(column: "configuration") }
    guard let recorded = try? JSONText.decode(Recorded.self, from: facts) else {
      throw Problem(column: "facts")
    }
    self.options = options
    let phi = recorded.activation
    activation = ActivationFacts(
      name: phi.name, matchingInitializer: phi.matchingInitializer,
      matchingGain: phi.matchingGain, maximumDerivative: phi.maximumDerivative,
      attainableSlope: phi.attainableSlope, saturates: phi.saturates,
      canGoSilent: phi.canGoSilent)
    run = options.facts(matching: phi.matchingInitializer)
    network = NetworkSummary(
      widths: [Int](repeating: options.width, count: options.depth),
      activations: [String](repeating: phi.name, count: options.depth),
      norm: options.depth > 0 ? options.normFacts?.name : nil,
      residualScale: options.residual && options.depth > 1 ? options.residualScale ?? 1 : nil,
      initializer: run.initializer?.name, biasStd: options.biasStd)
  }

  /// A text that cannot be read.
  struct Problem: Error {
    var column: String
  }

  // A list of its layers must not fill the memory because a number was damaged.
  private static let deepest = 1 << 20

  /// A layer of the table `layers`, ℓ from 1.
  func place(
    _ layer: Int, fanIn: Int, fanOut: Int, parameters: Int, isOutput: Bool
  ) -> Place {
    var place = Place(
      name: "layers.\(layer - 1)", kind: isOutput ? .output : .dense, units: fanOut, fanIn: fanIn,
      fanOut: fanOut, parameters: parameters)
    guard !isOutput else { return place }
    place.activation = activation
    place.norm = options.normFacts
    // Layers 2…L were blocks where a shortcut fits around them.
    if options.residual, layer > 1, fanIn == fanOut {
      place.bypass = options.residualScale ?? 1
    }
    return place
  }

  /// The chain of a run of so many layers: all of them but the output.
  static func chains(of places: [Place]) -> [Chain] {
    [.hiddenLayers(places.filter { $0.kind != .output }.count)]
  }
}

// MARK: - The texts of that time

extension LegacyFacts {
  /// What was read of `runs.facts`.
  private struct Recorded: Decodable {
    var activation: Activation
  }

  private struct Activation: Decodable {
    var name, matchingInitializer: String
    var matchingGain, maximumDerivative, attainableSlope: Double
    var saturates, canGoSilent: Bool
  }

  /// `runs.configuration`, by the names of the command's options; one that is missing had its default.
  private struct Options: Decodable {
    var depth, width, batchSize, steps: Int
    var activation, initializer, norm, loss, optimizer, schedule, precision, task, record: String
    var biasStd, learningRate, weightDecay: Double
    var residual, standardize: Bool
    var residualScale, momentum, clipNorm, clipValue: Double?
    var seed: UInt64
    var initialParameters: String?
    var dataset: DatasetSummary

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      func value<Value: Decodable>(_ key: Keys, or standard: Value) throws -> Value {
        try values.decodeIfPresent(Value.self, forKey: key) ?? standard
      }
      func number(_ key: Keys) throws -> Double? {
        try values.decodeIfPresent(Double.self, forKey: key)
      }
      depth = try value(.depth, or: 10)
      width = try value(.width, or: 64)
      batchSize = try value(.batchSize, or: 64)
      steps = try value(.steps, or: 1000)
      activation = try value(.activation, or: "relu")
      initializer = try value(.initializer, or: "he-normal")
      norm = try value(.norm, or: "none")
      loss = try value(.loss, or: "cross-entropy")
      optimizer = try value(.optimizer, or: "sgd")
      schedule = try value(.schedule, or: "constant")
      precision = try value(.precision, or: "float32")
      task = try value(.task, or: "classification")
      record = try value(.record, or: "full")
      biasStd = try value(.biasStd, or: 0)
      learningRate = try value(.learningRate, or: 0.05)
      weightDecay = try value(.weightDecay, or: 0)
      residual = try value(.residual, or: false)
      standardize = try value(.standardize, or: true)
      residualScale = try number(.residualScale)
      momentum = try number(.momentum)
      clipNorm = try number(.clipNorm)
      clipValue = try number(.clipValue)
      seed = try value(.seed, or: 1)
      initialParameters = try values.decodeIfPresent(String.self, forKey: .initialParameters)
      dataset = try value(.dataset, or: DatasetSummary())
    }

    private enum Keys: String, CodingKey {
      case depth, width, batchSize, steps, activation, norm, loss, optimizer, schedule, precision
      case task, record, biasStd, learningRate, weightDecay, residual, standardize, residualScale
      case momentum, clipNorm, clipValue, seed, initialParameters, dataset
      case initializer = "init"
    }

    var normFacts: NormFacts? {
      norm == "none" ? nil : NormFacts(name: norm, usesBatch: norm == "batch")
    }

    func facts(matching: String) -> RunFacts {
      var facts = RunFacts()
      facts.origin = .gradscope
      facts.task = RunFacts.Task(rawValue: task) ?? .other
      facts.classes = dataset.classes > 0 ? dataset.classes : nil
      facts.loss = lossFacts
      facts.optimizer = OptimizerFacts(
        name: optimizer, dividesByGradientSize: ["adam", "adamw", "rmsprop"].contains(optimizer),
        momentum: momentum)
      facts.learningRate = learningRate
      facts.schedule = schedule
      facts.hasConstantRate = schedule == "constant"
      facts.weightDecay = weightDecay
      facts.clipNorm = clipNorm
      facts.clipValue = clipValue
      facts.batchSize = batchSize
      facts.reduction = "mean"
      facts.precision = Precision(precision)
      facts.initializer = initializerFacts(matching: matching)
      facts.data = dataset
      facts.isStandardized = standardize
      facts.plannedSteps = steps
      facts.seed = seed
      facts.recordingTier = RecordingTier(rawValue: record)
      return facts
    }

    private var lossFacts: LossFacts {
      switch loss {
      case "cross-entropy":
        LossFacts(name: loss, kind: .logLikelihood, isOverClasses: dataset.classes > 1)
      case "binary-cross-entropy":
        LossFacts(name: loss, kind: .logLikelihood, isOverClasses: false)
      case "mse": LossFacts(name: loss, kind: .squaredError, isOverClasses: false)
      default: LossFacts(name: loss, kind: .other)
      }
    }

    private func initializerFacts(matching: String) -> InitializerFacts {
      if let initialParameters {
        return InitializerFacts(name: initialParameters, source: .file)
      }
      if initializer == "custom" { return InitializerFacts(name: initializer, source: .given) }
      return InitializerFacts(name: initializer, isMatching: initializer == matching)
    }
  }
}
