import Experiments
import Records
import Tensors

/// Which runs are made in the forms of published programs: about half as they are drawn, about half
/// with one fault planted in a run that learns.
struct OutsidePlan {
  /// The runs, in order.
  let trials: [OutsideTrial]

  /// Draws a plan from streams of its own.
  init(_ seeds: TrialPlan.Seeds, count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: seeds.stream + 1000)
    var faults = OutsideFaultPlan()
    trials = (0..<count).map { index in
      var trial =
        generator.nextUniform() < 0.5
        ? faults.next(index: index, using: &generator)
        : Self.free(index: index, using: &generator)
      trial.healthyPlan.seed =
        (seed << 32) + (1 << 31) + UInt64(2 * index) + (seeds == .tuning ? 0 : 1)
      return trial
    }
  }

  /// A run as somebody would choose it who knows what is usual.
  private static func free(index: Int, using g: inout SeededGenerator) -> OutsideTrial {
    // More of what is hardest to tell from sick.
    let kinds = OutsideTrial.Kind.allCases + [.values, .imbalanced, .noisy]
    let kind = kinds[index % kinds.count]
    let form: OutsideForm =
      switch kind {
      case .classes: g.pick(OutsideForm.manyClasses)
      case .twoClasses: g.pick(OutsideForm.twoClasses + [.exclusiveOr])
      case .values: g.pick(OutsideForm.values)
      case .imbalanced: g.pick(OutsideForm.twoClasses)
      case .noisy: g.pick(OutsideForm.manyClasses + OutsideForm.twoClasses)
      case .unscaled: g.pick(OutsideForm.large + [.flowers, .sums, .wave, .rings])
      case .short: g.pick([.flowers, .cultivars, .tumours, .line, .crescents, .passengers, .sums])
      }
    var trial = OutsideTrial(index: index, kind: kind, form: form, healthyPlan: TrainingPlan())
    if kind == .imbalanced { trial.rareShare = g.logUniform(0.01, 0.2).rounded(toDigits: 3) }
    if kind == .noisy { trial.flipped = g.between(0.1, form.isOfTwoClasses ? 0.3 : 0.4, digits: 2) }
    trial.isNumbered = g.nextUniform() < 0.5
    trial.isTold = g.nextUniform() < 0.2
    trial.healthyPlan = usual(for: trial, using: &g)
    if kind == .short {
      trial.healthyPlan.steps = Int(g.logUniform(35, 150.99))
      // So few updates are made with a rate that is made for few.
      trial.healthyPlan.optimizer = "adam"
      trial.healthyPlan.learningRate = g.pick([0.01, 0.02, 0.03])
      trial.healthyPlan.schedule = "constant"
    }
    if kind == .noisy || kind == .imbalanced {
      // Whoever goes on learns the noise by heart.
      trial.healthyPlan.steps = min(trial.healthyPlan.steps, Int(g.logUniform(250, 2500)))
    }
    if kind == .unscaled {
      trial.healthyPlan.standardize = false
      trial.healthyPlan.optimizer = "adam"
      trial.healthyPlan.learningRate = g.pick([0.001, 0.003, 0.01])
    }
    return trial
  }

  /// Network and optimizer as tutorials have them.
  static func usual(for trial: OutsideTrial, using g: inout SeededGenerator) -> TrainingPlan {
    var c = TrainingPlan()
    c.recordingTier = .scalars
    c.depth = g.pick([1, 1, 1, 2, 2, 3, 4])
    let kind = g.nextUniform()
    c.width =
      kind < 0.1
      ? g.whole(1...3) : kind < 0.75 ? Int(g.logUniform(4, 20.99)) : g.pick([32, 64, 100, 128])
    if c.depth > 1, g.nextUniform() < 0.3 {
      c.widths = (0..<c.depth).map { max(c.width >> $0, 2) }
    }
    // Lines need no bend, and some draw them without.
    let isStraight = [.line, .sums].contains(trial.form) && g.nextUniform() < 0.3
    c.activation = PerLayer(
      isStraight
        ? "identity" : g.pick(["relu", "relu", "relu", "tanh", "tanh", "sigmoid", "leaky-relu"]))
    c.initializer = TrainingPlan.matchingInitializer(of: c.activation)
    // The defaults of two large libraries.
    if g.nextUniform() < 0.4 {
      c.initializer = PerLayer(g.pick(["xavier-uniform", "fan-in:0.333"]))
    }
    c.optimizer = g.pick(["sgd", "sgd", "momentum", "adam", "adam"])
    c.learningRate =
      switch c.optimizer {
      case "sgd": g.pick([0.01, 0.05, 0.1, 0.2])
      case "momentum": g.pick([0.005, 0.01, 0.05])
      default: g.pick([0.001, 0.003, 0.01])
      }
    c.batchSize = g.pick([1, 4, 8, 10, 16, 20, 32, 32, 32, 0])
    if c.batchSize == 1, c.optimizer != "adam" { c.learningRate = min(c.learningRate, 0.05) }
    c.loss = "auto"
    if trial.form.isOfTwoClasses, g.nextUniform() < 0.7 { c.loss = "binary-cross-entropy" }
    if trial.form.isOfValues, g.nextUniform() < 0.15 { c.loss = "mae" }
    if g.nextUniform() < 0.1 { c.weightDecay = g.pick([1e-5, 1e-4, 1e-3]) }
    if g.nextUniform() < 0.1 { c.clipNorm = g.pick([1, 5]) }
    if g.nextUniform() < 0.1 { c.schedule = "cosine" }
    if g.nextUniform() < 0.05, c.batchSize >= 16 || c.batchSize == 0 { c.norm = "batch" }
    c.steps = Int(g.logUniform(250, 14_000))
    if trial.form == .exclusiveOr {
      (c.validationFraction, c.batchSize) = (0, g.pick([1, 4, 0]))
      c.norm = "none"
    } else if g.nextUniform() < 0.15 {
      c.validationFraction = 0
    }
    bound(&c)
    return c
  }

  /// Keeps a run to half a second, and those with one thing changed beside it to a few.
  static func bound(_ c: inout TrainingPlan) {
    let weights = Double(c.depth * c.width * c.width + 20 * c.width)
    let batch = Double(c.batchSize == 0 ? 300 : c.batchSize)
    let step = 3 * weights * batch + 5e4 * Double(c.depth + 1)
    c.steps = min(c.steps, max(Int(3e9 / step), 150))
  }
}
