import Experiments
import Records
import Tensors

/// Healthy networks, each with one fault planted; the kinds take turns.
struct FaultPlan {
  private var turn = 0

  /// The next one.
  mutating func next(index: Int, using generator: inout SeededGenerator) -> Trial {
    defer { turn += 1 }
    var c = Self.healthy(using: &generator)
    var dataset = generator.pick(["digits", "digits", "spirals", "blobs"])
    let layer = generator.whole(1...c.depth)
    let fault: PlantedFault
    switch turn % 15 {
    case 0: fault = .scaledLayer(layer, by: 1e-4)
    case 1: fault = .scaledLayer(layer, by: 30)
    case 2, 3:
      c.activation = "relu"
      c.initializer = "he-normal"
      let share = generator.pick([0.1, 0.8, 0.9, 1])
      let step = turn % 15 == 2 ? 0 : generator.whole(20...c.steps / 2)
      fault = .killedUnits(layer: layer, share: share, step: step)
    case 4, 5: fault = .rate(times: 100)
    case 6: fault = .rate(times: 1e-6)
    case 7, 8:
      fault = .nan(layer: generator.whole(1...c.depth + 1), step: generator.whole(1...c.steps - 2))
    case 9: fault = .copies(layer: layer)
    case 10:
      let name = generator.pick(["zeros", "constant:0.1", "constant:0.01"])
      c.initializer = PerLayer(name)
      fault = .constantWeights(name)
    case 11:
      c.standardize = false
      fault = .unscaledFeatures(by: 1000, onlyFirst: generator.nextUniform() < 0.5)
    case 12, 13:
      c.depth = Int(generator.logUniform(3, 30.99))
      c.activation = generator.pick(["tanh", "sigmoid"])
      c.initializer = "xavier-normal"
      fault = .scaledHidden(by: 20)
    default:
      if generator.nextUniform() < 0.5 {
        c.loss = "mse"
        fault = .squaredError
      } else {
        dataset = "gaussian"
        c.depth = generator.whole(2...4)
        c.optimizer = "adam"
        c.learningRate = 0.003
        fault = .randomLabels
      }
    }
    if case .rate(let factor) = fault { c.learningRate *= factor }
    if fault.spoilsParameters { c.initialParameters = "planted.safetensors" }
    TrialPlan.bound(&c)
    return Trial(index: index, configuration: c, dataset: dataset, fault: fault)
  }

  /// A network that learns as it is.
  private static func healthy(using generator: inout SeededGenerator) -> TrainingPlan {
    var c = TrainingPlan()
    c.depth = Int(generator.logUniform(2, 12.99))
    c.width = Int(generator.logUniform(32, 128.99))
    c.activation = generator.pick(["relu", "relu", "tanh", "leaky-relu", "elu", "selu", "gelu"])
    c.initializer = TrainingPlan.matchingInitializer(of: c.activation)
    c.batchSize = 32
    c.loss = "auto"
    TrialPlan.bound(&c)
    return c
  }
}
