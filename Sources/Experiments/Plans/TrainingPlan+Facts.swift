import Instruments
import Networks
import Records

extension TrainingPlan {
  /// What a judgement may read of this plan, which is complete, and of its parts.
  func facts(_ recipe: Recipe, _ data: PreparedData) -> RunFacts {
    var facts = facts
    facts.task = RunFacts.Task(data.prediction)
    if case .classes(let count) = data.prediction { facts.classes = count }
    facts.loss = LossFacts(recipe.loss)
    facts.optimizer = OptimizerFacts(recipe.rule.optimizer)
    facts.schedule = recipe.rule.schedule.name
    facts.hasConstantRate = recipe.rule.schedule.name == ConstantRate().name
    return facts
  }

  /// The same, of what needs no data.
  public var facts: RunFacts {
    var facts = RunFacts()
    facts.origin = .gradscope
    facts.task = RunFacts.Task(rawValue: task)
    facts.classes = dataset.classes > 0 ? dataset.classes : nil
    facts.loss = LossFacts(name: loss)
    facts.optimizer = OptimizerFacts(name: optimizer, momentum: momentum)
    facts.learningRate = learningRate
    facts.schedule = schedule
    facts.hasConstantRate = schedule == ConstantRate().name
    facts.weightDecay = weightDecay
    facts.clipNorm = clipNorm
    facts.clipValue = clipValue
    facts.batchSize = batchSize
    facts.reduction = reduction
    facts.precision = Precision(precision)
    facts.initializer = initializerFacts
    facts.layers = layersGiven
    facts.data = dataset
    facts.isStandardized = standardize
    facts.plannedSteps = steps
    facts.seed = seed
    facts.recordingTier = recordingTier
    return facts
  }

  private var initializerFacts: InitializerFacts {
    if let file = initialParameters { return InitializerFacts(name: file, source: .file) }
    let count = max(hiddenWidths.count, 1)
    let pairs = zip(
      initializer.spread(over: count) ?? [], activation.spread(over: count) ?? [])
    let isMatching = pairs.allSatisfy {
      InitializerCatalog.named($0)?.name == Self.matchingInitializer(of: $1)
    }
    return InitializerFacts(
      name: initializer.text, isMatching: isMatching,
      matching: Self.matchingInitializer(of: activation).text)
  }

  private var layersGiven: LayersGiven {
    let hasLists = [
      activation.values.count, initializer.values.count, norm.values.count, dropout.values.count,
    ].contains { $0 > 1 }
    return LayersGiven(
      networkFile != nil ? .file : widths != nil ? .widths : .depth, file: networkFile,
      hasLists: hasLists)
  }
}
